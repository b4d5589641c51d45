import { recordAudit } from '#server/modules/audit/record-audit.ts';
import { lockCalendars } from '#server/modules/calendar/lock-calendars.ts';
import type { Actor } from '#server/platform/actor.ts';
import type { Deps } from '#server/platform/deps.ts';
import type { restoreOutput } from '#server/modules/salon/salon.schema.ts';
import type { EmployeeId, SalonId } from '#server/platform/ids.schema.ts';
import type { z } from 'zod';
import { openAddedTime } from './added-time.ts';
import { findEmployees } from './find-employees.ts';

/**
 * Somebody is back, with the hours, the services and the place in the order that they had. Their free time is offered to those who wait for
 * such, once that has settled; the rest is on public sale at once. Names need not differ. A repeat changes nothing.
 * @throws AppError `not_found` for another salon's employee
 */
export async function restoreEmployee(
  deps: Pick<Deps, 'inTransaction'>,
  { salonId, employeeId, actor }: { salonId: SalonId; employeeId: EmployeeId; actor: Actor },
): Promise<z.output<typeof restoreOutput>> {
  return deps.inTransaction(async (tx) => {
    const employees = await findEmployees(tx.db, { salonId, employeeId });
    await lockCalendars(
      tx,
      employees.map(({ calendarId }) => calendarId),
    );
    const { count } = await tx.db.employee.updateMany({
      where: { id: employeeId, salonId, archivedAt: { not: null } },
      data: { archivedAt: null },
    });
    if (count === 0) return { ok: true, openingIds: [] };
    const subject = { subjectType: 'employee', subjectId: employeeId, salonId };
    const openingIds = await openAddedTime(
      tx,
      { salonId, employees },
      { before: null, cause: 'hours_added' },
    );
    await recordAudit(tx, { actor, action: 'employee.restored', ...subject, data: { openingIds } });
    return { ok: true, openingIds };
  });
}
