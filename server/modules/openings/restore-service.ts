import { recordAudit } from '#server/modules/audit/record-audit.ts';
import type { Actor } from '#server/platform/actor.ts';
import type { Deps } from '#server/platform/deps.ts';
import { notFound } from '#server/platform/errors.ts';
import type { SalonId, ServiceId } from '#server/platform/ids.ts';

/**
 * A service is offered again, by those who did it, and whoever waits for it is asked again. Names need not differ. A repeat changes nothing.
 * @throws AppError `not_found` for another salon's service
 */
export async function restoreService(
  deps: Pick<Deps, 'inTransaction'>,
  { salonId, serviceId, actor }: { salonId: SalonId; serviceId: ServiceId; actor: Actor },
): Promise<void> {
  await deps.inTransaction(async (tx) => {
    const { count } = await tx.db.service.updateMany({
      where: { id: serviceId, salonId, archivedAt: { not: null } },
      data: { archivedAt: null },
    });
    if (count === 0) {
      if ((await tx.db.service.count({ where: { id: serviceId, salonId } })) === 0) throw notFound('service');
      return;
    }
    const subject = { subjectType: 'service', subjectId: serviceId, salonId };
    await recordAudit(tx, { actor, action: 'service.restored', ...subject });
  });
}
