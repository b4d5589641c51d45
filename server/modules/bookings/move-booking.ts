import { recordAudit } from '#server/modules/audit/record-audit.ts';
import { queueMessages } from '#server/modules/notifications/queue-messages.ts';
import { freeStretches, stretchesOf } from '#server/modules/openings/free-time.ts';
import type { Actor } from '#server/platform/actor.ts';
import type { OpeningId } from '#server/platform/ids.ts';
import type { Tx } from '#server/platform/tx.ts';
import type { PlacedItem } from './bookings.rules.ts';
import { replaceItems } from './insert-booking.ts';
import type { BookingFacts } from './lock-booking.ts';

/**
 * Gives a booking its new times. What it leaves is offered to the waitlist in the same transaction: old minus new, when it moves
 * onto part of its own old time. The calendars and the booking are locked, and the new time is free but for the booking itself.
 */
export async function moveBooking(
  tx: Tx,
  booking: BookingFacts,
  items: readonly PlacedItem[],
  actor: Actor,
): Promise<OpeningId[]> {
  const [first] = items;
  if (!first) throw new Error('A booking needs an item.');
  const stretches = await stretchesOf(tx, booking.id);
  await replaceItems(tx, booking.id, items);
  const openingIds = await freeStretches(tx, stretches, 'booking_rescheduled', booking.id);
  await queueMessages(tx, [
    // Moved there, away and there again: each time is told.
    { template: 'booking_moved', bookingId: booking.id, occasion: tx.now.toISOString() },
  ]);
  await recordAudit(tx, {
    actor,
    action: 'booking.rescheduled',
    subjectType: 'booking',
    subjectId: booking.id,
    salonId: booking.salonId,
    data: {
      from: booking.startsAt.toISOString(),
      to: first.startsAt.toISOString(),
      employeeId: first.employeeId,
      openingIds,
    },
  });
  return openingIds;
}
