import type { OpeningId } from '#server/platform/ids.schema.ts';
import type { Tx } from '#server/platform/tx.ts';
import { enqueueMatch } from './enqueue-match.ts';
import { settleMinutes } from './openings.schema.ts';

/** When a change that is made now has settled. */
export function settledAt(now: Date): Date {
  return new Date(now.getTime() + settleMinutes * 60_000);
}

/** Puts the first look for customers off until the change that these openings came of has settled. Their holds outlive that. */
export async function settleOpenings(tx: Tx, openings: readonly OpeningId[], settlesAt: Date): Promise<void> {
  if (openings.length === 0) return;
  await tx.db.$executeRaw`
    UPDATE openings SET
      settles_at = ${settlesAt}::timestamptz,
      held_until = greatest(held_until, ${settlesAt}::timestamptz + hold_grace()),
      offers_until = offers_until + (${settlesAt}::timestamptz - ${tx.now}::timestamptz)
    WHERE id = ANY (${[...openings]}::uuid[])`;
  await enqueueMatch(tx, openings, settlesAt);
}
