import type { Db } from '#server/platform/db.ts';
import { notFound } from '#server/platform/errors.ts';
import {
  idOf,
  type CalendarId,
  type EmployeeId,
  type SalonId,
  type ServiceId,
} from '#server/platform/ids.schema.ts';

/**
 * The employee and their calendar, when they do all the services; else null.
 * @throws AppError `not_found` for another salon's employee, or one who has left
 */
export async function findPerformer(
  db: Db,
  {
    salonId,
    employeeId,
    serviceIds,
  }: { salonId: SalonId; employeeId?: EmployeeId | undefined; serviceIds: readonly ServiceId[] },
): Promise<{ employeeId: EmployeeId; calendarId: CalendarId } | null> {
  const employee = employeeId
    ? await db.employee.findFirst({
        where: { id: employeeId, salonId, archivedAt: null },
        select: { calendar: { select: { id: true } }, services: { select: { serviceId: true } } },
      })
    : null;
  if (!employeeId || !employee?.calendar) throw notFound('employee');
  const doesAll = serviceIds.every((id) => employee.services.some((done) => done.serviceId === id));
  return doesAll ? { employeeId, calendarId: idOf<CalendarId>(employee.calendar.id) } : null;
}
