import type { Deps } from '#server/platform/deps.ts';
import {
  idOf,
  type CalendarId,
  type EntryId,
  type OfferId,
  type OpeningId,
} from '#server/platform/ids.schema.ts';
import { actAs } from '../audit/act-as.ts';
import { enqueueMatch } from '../openings/enqueue-match.ts';
import { enqueueReactivation } from '../waitlist/reactivation-queue.ts';
import { lockEntry } from '../waitlist/entries.queries.ts';
import { takeBackUnseen } from './take-back-unseen.ts';

/**
 * No channel reached the customer while the offer was pending: the opening moves on at once. The entry is set aside as unreachable when all
 * channels failed because of the recipient, and waits on with its place when one of them failed for trouble of a provider or of ours.
 * An offer that only the quiet hours kept back is taken back, as if it had not been made: it can be made anew in the morning.
 * An offer that was answered or has ended meanwhile stays as it is.
 */
export async function reportUnreachable(deps: Pick<Deps, 'inTransaction'>, offerId: OfferId): Promise<void> {
  await deps.inTransaction(async (tx) => {
    const offer = await tx.db.offer.findUnique({
      where: { id: offerId },
      select: { calendarId: true, openingId: true, waitlistEntryId: true },
    });
    if (!offer) return;
    await actAs(tx, { type: 'job', id: 'waitlist.offer-unreachable' });
    // Not lockCalendars: that would end the opening here if it has been stale meanwhile.
    await tx.db
      .$queryRaw`SELECT id FROM calendars WHERE id = ${idOf<CalendarId>(offer.calendarId)}::uuid FOR NO KEY UPDATE`;
    await tx.db.$queryRaw`SELECT id FROM openings WHERE id = ${offer.openingId}::uuid FOR NO KEY UPDATE`;
    await lockEntry(tx, idOf<EntryId>(offer.waitlistEntryId));
    if (await takeBackUnseen(tx, offerId)) {
      await enqueueMatch(tx, [idOf<OpeningId>(offer.openingId)]);
      return;
    }
    const [missed] = await tx.db.$queryRaw<{ isMissed: boolean }[]>`
      WITH missed AS (SELECT miss_offer(${offerId}::uuid, 'notification_failed', NULL, ${tx.now}::timestamptz) AS status)
      SELECT status IS NOT NULL AS "isMissed" FROM missed`;
    if (!missed?.isMissed) return;
    await enqueueMatch(tx, [idOf<OpeningId>(offer.openingId)]);
    await enqueueReactivation(tx, [idOf<EntryId>(offer.waitlistEntryId)]);
  });
}
