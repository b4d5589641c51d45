import type { Tx } from '#server/platform/tx.ts';

/** The queue whose job sets an entry aside that no channel reaches. The offers module works it. */
export const offerUnreachableQueue = 'waitlist.offer-unreachable';

/** Two channels that fail at once must not each see the other as still under way. */
export async function lockOffer(tx: Tx, offerId: string | null): Promise<void> {
  if (!offerId) return;
  await tx.db.$queryRaw`SELECT FROM waitlist_offers WHERE id = ${offerId}::uuid FOR NO KEY UPDATE`;
}

/** When the last channel of an offer has failed for good, the next customer has their turn. The offer is locked. */
export async function passOnWhenUnreached(tx: Tx, offerId: string | null): Promise<void> {
  if (offerId && (await nothingReached(tx, offerId))) await tx.enqueue(offerUnreachableQueue, { offerId });
}

/** No message about this offer reached anybody, may have, or still can. */
async function nothingReached(tx: Tx, offerId: string): Promise<boolean> {
  const [hope] = await tx.db.$queryRaw<unknown[]>`
    SELECT FROM messages
    WHERE offer_id = ${offerId}::uuid
      AND template IN ('offer', 'offer_reminder')
      AND status IN ('queued', 'sending', 'sent', 'delivered', 'unknown')
    LIMIT 1`;
  return hope === undefined;
}
