import { recordAudit } from '#server/modules/audit/record-audit.ts';
import { lockCalendars } from '#server/modules/calendar/lock-calendars.ts';
import type { HoursChange } from '#server/modules/salon/salon.schema.ts';
import type { Actor } from '#server/platform/actor.ts';
import type { Deps } from '#server/platform/deps.ts';
import type { EmployeeId, SalonId } from '#server/platform/ids.schema.ts';
import { listAffectedBookings } from './affected-bookings.ts';
import { findEmployees } from './find-employees.ts';
import { withdrawOpenings } from './withdraw-openings.ts';

/**
 * Somebody leaves. Their bookings to come stand, and are listed; what is being offered of their time is taken back. A repeat keeps
 * the first time.
 * @throws AppError `not_found` for another salon's employee
 */
export async function archiveEmployee(
  deps: Pick<Deps, 'inTransaction'>,
  { salonId, employeeId, actor }: { salonId: SalonId; employeeId: EmployeeId; actor: Actor },
): Promise<HoursChange> {
  return deps.inTransaction(async (tx) => {
    const calendarIds = (await findEmployees(tx.db, { salonId, employeeId })).map(
      ({ calendarId }) => calendarId,
    );
    await lockCalendars(tx, calendarIds);
    const { count } = await tx.db.employee.updateMany({
      where: { id: employeeId, salonId, archivedAt: null },
      data: { archivedAt: tx.now },
    });
    const withdrawn = await withdrawOpenings(tx, { calendarIds, from: tx.now, why: 'employee_left', actor });
    if (count > 0) {
      const subject = { subjectType: 'employee', subjectId: employeeId, salonId };
      await recordAudit(tx, { actor, action: 'employee.archived', ...subject });
    }
    const affectedBookings = await listAffectedBookings(tx.db, { employeeId, endsAt: { gt: tx.now } });
    return { ok: true, affectedBookings, withdrawnOpenings: withdrawn.length, openingIds: [] };
  });
}
