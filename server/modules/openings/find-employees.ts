import type { Db } from '#server/platform/db.ts';
import { notFound } from '#server/platform/errors.ts';
import { idOf, type CalendarId, type EmployeeId, type SalonId } from '#server/platform/ids.schema.ts';

export interface EmployeeCalendar {
  employeeId: EmployeeId;
  calendarId: CalendarId;
}

/**
 * One employee, or (null) everybody of a salon who has not left.
 * @throws AppError `not_found` for an employee of another salon
 */
export async function findEmployees(
  db: Db,
  { salonId, employeeId }: { salonId: SalonId; employeeId: EmployeeId | null },
): Promise<EmployeeCalendar[]> {
  const calendars = await db.calendar.findMany({
    where: {
      salonId,
      employee: employeeId === null ? { archivedAt: null } : { id: employeeId },
    },
    orderBy: { id: 'asc' },
    select: { id: true, employeeId: true },
  });
  if (employeeId !== null && calendars.length === 0) throw notFound('employee');
  return calendars.flatMap((calendar) =>
    calendar.employeeId === null
      ? []
      : { employeeId: idOf<EmployeeId>(calendar.employeeId), calendarId: idOf<CalendarId>(calendar.id) },
  );
}
