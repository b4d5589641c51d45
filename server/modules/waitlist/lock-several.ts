import { lockCalendars } from '#server/modules/calendar/lock-calendars.ts';
import { idOf, type CalendarId, type EntryId, type SalonId } from '#server/platform/ids.schema.ts';
import { RetryTransaction, type Tx } from '#server/platform/tx.ts';
import type { EntryStatus } from './waitlist.schema.ts';

/**
 * Locks those of these entries that are the salon's, with the calendars and openings of the offers that wait for an answer from them: in the
 * lock order, each kind by id, so that whoever answers one of them meanwhile is waited for, or waits.
 * @returns them as they are under the lock, in the order of their ids
 * @throws RetryTransaction when one of them got an offer between the look and the lock
 */
export async function lockSeveral(
  tx: Tx,
  { salonId, entryIds }: { salonId: SalonId; entryIds: readonly EntryId[] },
) {
  const offers = await openOffers(tx, entryIds);
  await lockCalendars(
    tx,
    offers.map(({ calendarId }) => idOf<CalendarId>(calendarId)),
  );
  const openingIds = offers.map(({ openingId }) => openingId);
  await tx.db.$queryRaw`
    SELECT o.id FROM openings o WHERE o.id = ANY (${openingIds}::uuid[]) ORDER BY o.id FOR NO KEY UPDATE`;
  const entries = await tx.db.$queryRaw<
    {
      id: EntryId;
      name: string;
      status: EntryStatus;
      cooldownReason: string | null;
      cooldownUntil: Date | null;
      declineCount: number;
    }[]
  >`
    SELECT e.id, e.customer_name AS name, e.status, e.cooldown_reason AS "cooldownReason",
      e.cooldown_until AS "cooldownUntil", e.decline_count AS "declineCount"
    FROM waitlist_entries e
    WHERE e.id = ANY (${[...entryIds]}::uuid[]) AND e.salon_id = ${salonId}::uuid
    ORDER BY e.id
    FOR NO KEY UPDATE OF e`;
  const since = await openOffers(tx, entryIds);
  if (since.some(({ openingId }) => !openingIds.includes(openingId))) throw new RetryTransaction();
  return entries;
}

function openOffers(tx: Tx, entryIds: readonly EntryId[]) {
  return tx.db.offer.findMany({
    where: { waitlistEntryId: { in: [...entryIds] }, status: 'pending' },
    select: { calendarId: true, openingId: true },
  });
}
