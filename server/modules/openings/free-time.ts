import { idOf, type BookingId, type OpeningId } from '#server/platform/ids.ts';
import type { Tx } from '#server/platform/tx.ts';
import { enqueueMatch } from './enqueue-match.ts';
import type { OpeningCause } from './openings.schema.ts';

declare const brand: unique symbol;

/** What a booking takes of its calendars, as `booking_stretches` says it; handed on as it is. */
export type Stretches = string & { readonly [brand]: 'Stretches' };

/** Reads what a booking takes of its calendars. Read it under the calendars' lock and before its items are moved or removed. */
export async function stretchesOf(tx: Tx, bookingId: BookingId): Promise<Stretches> {
  const [row] = await tx.db.$queryRaw<{ stretches: Stretches }[]>`
    SELECT booking_stretches(${bookingId}::uuid)::text AS stretches`;
  if (!row) throw new Error('booking_stretches gave no row.');
  return row.stretches;
}

/**
 * Offers to the waitlist what is free now of stretches that a booking took before: old minus new when it was moved. One opening,
 * its hold and its match job for each piece; what the waitlist is not to have (too near, the employee is away, matching is off) is
 * on public sale at once. The calendars are locked, and the booking's items have been removed or moved.
 */
export async function freeStretches(
  tx: Tx,
  stretches: Stretches,
  cause: Extract<OpeningCause, 'booking_cancelled' | 'booking_rescheduled'>,
  bookingId: BookingId,
): Promise<OpeningId[]> {
  const [row] = await tx.db.$queryRaw<{ opened: string[] }[]>`
    SELECT free_stretches(${stretches}::jsonb, ${cause}, ${bookingId}::uuid, ${tx.now}) AS opened`;
  const opened = (row?.opened ?? []).map(idOf<OpeningId>);
  await enqueueMatch(tx, opened);
  return opened;
}
