import { withdrawOpenings } from '#server/modules/openings/withdraw-openings.ts';
import type { Actor } from '#server/platform/actor.ts';
import type { BookingId } from '#server/platform/ids.schema.ts';
import type { Tx } from '#server/platform/tx.ts';
import { rangeOf, type PlacedItem } from './bookings.rules.ts';
import { findConflicts, type Conflicts } from './find-conflicts.ts';

export type Room =
  /** Free, but for holds of the waitlist that staff want all the same. */
  | { outcome: 'free'; held: Conflicts['held'] }
  | { outcome: 'taken'; booked: Conflicts['booked'] }
  | { outcome: 'held'; held: Conflicts['held'] };

/**
 * Whether staff can have the time of these items: free, or held by the waitlist alone and they want it all the same. Hours, notice and
 * horizon are theirs to judge. The calendars are locked. It only looks: see `takeRoom`.
 * @param except a booking that is being changed: neither it nor what its unsettled changes hold is in its way
 */
export async function findRoom(
  tx: Tx,
  items: readonly PlacedItem[],
  { withdrawOpening, except }: { withdrawOpening: boolean; except?: BookingId },
): Promise<Room> {
  const found: Conflicts[] = [];
  // Each for itself: another booking may stand in the pause between two.
  for (const item of items) {
    found.push(await findConflicts(tx, { calendarId: item.calendarId, ...rangeOf([item]), except }));
  }
  const booked = distinct(
    found.flatMap((conflicts) => conflicts.booked),
    ({ bookingId }) => bookingId,
  );
  const held = distinct(
    found.flatMap((conflicts) => conflicts.held),
    ({ openingId }) => openingId,
  );
  if (booked.length > 0) return { outcome: 'taken', booked };
  return held.length > 0 && !withdrawOpening ? { outcome: 'held', held } : { outcome: 'free', held };
}

/** Ends the openings that hold these items' time; their customers are told. */
export async function takeRoom(
  tx: Tx,
  items: readonly PlacedItem[],
  { held, actor }: { held: Conflicts['held']; actor: Actor },
): Promise<void> {
  if (held.length === 0) return;
  for (const item of items) {
    const { from, until } = rangeOf([item]);
    const calendarIds = [item.calendarId];
    await withdrawOpenings(tx, { calendarIds, from, until, why: 'staff_booking', actor });
  }
}

function distinct<T>(rows: readonly T[], key: (row: T) => string): T[] {
  return [...new Map(rows.map((row) => [key(row), row])).values()];
}
