import type { OpeningId } from '#server/platform/ids.schema.ts';
import type { Tx } from '#server/platform/tx.ts';

/** The queue whose job looks for an opening's next customers. The offers module works it; lower ones set it going by this name. */
export const matchOpeningQueue = 'waitlist.match-opening';

/**
 * Lets openings look for their next customers as soon as this transaction has committed.
 * @param startAfter not before then (the end of quiet hours)
 */
export async function enqueueMatch(tx: Tx, openings: readonly OpeningId[], startAfter?: Date): Promise<void> {
  if (openings.length === 0) return;
  await tx.enqueueMany(
    openings.map((openingId) => ({ queue: matchOpeningQueue, data: { openingId }, startAfter })),
  );
}
