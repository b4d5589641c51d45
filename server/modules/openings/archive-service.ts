import { recordAudit } from '#server/modules/audit/record-audit.ts';
import { lockCalendars } from '#server/modules/calendar/lock-calendars.ts';
import type { Actor } from '#server/platform/actor.ts';
import type { Deps } from '#server/platform/deps.ts';
import { notFound } from '#server/platform/errors.ts';
import type { SalonId, ServiceId } from '#server/platform/ids.schema.ts';
import { findEmployees } from './find-employees.ts';
import { endUnsettled } from './set-employee-services.ts';

/**
 * A service is not offered any more. Its bookings stand and its live offers hold; who waits for it is passed over. What was about to be
 * offered for it is taken back. A repeat keeps the first time.
 * @throws AppError `not_found` for another salon's service
 */
export async function archiveService(
  deps: Pick<Deps, 'inTransaction'>,
  { salonId, serviceId, actor }: { salonId: SalonId; serviceId: ServiceId; actor: Actor },
): Promise<void> {
  await deps.inTransaction(async (tx) => {
    const calendarIds = (await findEmployees(tx.db, { salonId, employeeId: null })).map(
      ({ calendarId }) => calendarId,
    );
    await lockCalendars(tx, calendarIds);
    if ((await tx.db.service.count({ where: { id: serviceId, salonId } })) === 0) throw notFound('service');
    const { count } = await tx.db.service.updateMany({
      where: { id: serviceId, salonId, archivedAt: null },
      data: { archivedAt: tx.now },
    });
    if (count === 0) return;
    await endUnsettled(tx, calendarIds, [serviceId]);
    const subject = { subjectType: 'service', subjectId: serviceId, salonId };
    await recordAudit(tx, { actor, action: 'service.archived', ...subject });
  });
}
