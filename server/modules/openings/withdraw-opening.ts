import type { Actor } from '#server/platform/actor.ts';
import { notFound } from '#server/platform/errors.ts';
import type { OfferId, OpeningId, SalonId } from '#server/platform/ids.schema.ts';
import type { Tx } from '#server/platform/tx.ts';
import { actAs } from '../audit/act-as.ts';
import { recordAudit } from '../audit/record-audit.ts';
import { queueMessages } from '../notifications/queue-messages.ts';

/**
 * Staff take an opening back: its time is on public sale again, and customers with an offer of it wait again and are told.
 * @returns how many offers were taken back; null when it had ended before
 * @throws AppError `not_found`, also for another salon's opening
 */
export async function withdrawOpening(
  tx: Tx,
  { salonId, openingId, actor }: { salonId: SalonId; openingId: OpeningId; actor: Actor },
): Promise<number | null> {
  const opening = await tx.db.opening.findFirst({
    where: { id: openingId, salonId },
    select: { calendarId: true },
  });
  if (!opening) throw notFound('opening');
  // Not lockCalendars: a stale opening is to be withdrawn, not to run out on the way.
  await tx.db.$queryRaw`SELECT id FROM calendars WHERE id = ${opening.calendarId}::uuid FOR NO KEY UPDATE`;
  await actAs(tx, actor);
  const [row] = await tx.db.$queryRaw<{ offers: OfferId[] | null }[]>`
    SELECT withdraw_opening(${openingId}::uuid, 'withdrawn', 'staff', ${tx.now}::timestamptz) AS offers`;
  if (!row?.offers) return null;
  await queueMessages(
    tx,
    row.offers.map((offerId) => ({ template: 'offer_withdrawn', offerId })),
  );
  const offersTakenBack = row.offers.length;
  await recordAudit(tx, {
    actor,
    action: 'opening.withdrawn',
    subjectType: 'opening',
    subjectId: openingId,
    salonId,
    data: { offersTakenBack },
  });
  return offersTakenBack;
}
