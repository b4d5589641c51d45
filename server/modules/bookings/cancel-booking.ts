import { recordAudit } from '#server/modules/audit/record-audit.ts';
import { queueMessages } from '#server/modules/notifications/queue-messages.ts';
import { freeStretches, stretchesOf, takeBackSettling } from '#server/modules/openings/free-time.ts';
import type { Actor } from '#server/platform/actor.ts';
import type { Deps } from '#server/platform/deps.ts';
import { notFound } from '#server/platform/errors.ts';
import type { BookingId, OpeningId, SalonId } from '#server/platform/ids.schema.ts';
import type { Tx } from '#server/platform/tx.ts';
import {
  findLinkedBooking,
  getCustomerBooking,
  getStaffBooking,
  listOpeningsOfCancelled,
} from './bookings.queries.ts';
import { isOpen, whyUnchangeable } from './bookings.rules.ts';
import type { CancelBookingOutcome, CancelByTokenOutcome } from './bookings.schema.ts';
import { lockBooking, type BookingFacts } from './lock-booking.ts';

type Cancelled =
  { outcome: 'cancelled'; openingIds: OpeningId[] } | { outcome: 'unknown' | 'too_late' | 'not_open' };

/** A customer cancels by their link, as long as the salon's notice allows. A repeat answers as the first time did. */
export async function cancelByToken(
  deps: Pick<Deps, 'db' | 'inTransaction' | 'clock' | 'links'>,
  { token }: { token: string },
): Promise<CancelByTokenOutcome> {
  const linked = await findLinkedBooking(deps, token);
  if (!linked) return { ok: false, reason: 'unknown' };

  const done = await deps.inTransaction(async (tx): Promise<Cancelled> => {
    const booking = await lockBooking(tx, linked.id);
    if (!booking) return { outcome: 'unknown' };
    if (whyUnchangeable(booking, tx.now) === 'too_late') return { outcome: 'too_late' };
    return cancelLocked(tx, booking, 'customer', { type: 'customer', id: booking.customerId });
  });
  if (done.outcome !== 'cancelled') return { ok: false, reason: done.outcome };
  return { ok: true, booking: await getCustomerBooking(deps.db, linked.id, deps.clock.now()) };
}

/**
 * Staff cancel a booking at any time. A repeat answers as the first time did.
 * @throws AppError `not_found`, also for another salon's booking
 */
export async function cancelBooking(
  deps: Pick<Deps, 'db' | 'inTransaction'>,
  { salonId, bookingId, actor }: { salonId: SalonId; bookingId: BookingId; actor: Actor },
): Promise<CancelBookingOutcome> {
  const done = await deps.inTransaction(async (tx) => {
    const booking = await lockBooking(tx, bookingId);
    if (booking?.salonId !== salonId) throw notFound('booking');
    return cancelLocked(tx, booking, 'staff', actor);
  });
  if (done.outcome !== 'cancelled') return { ok: false, reason: 'not_open' };
  return {
    ok: true,
    booking: await getStaffBooking(deps.db, salonId, bookingId),
    openingIds: done.openingIds,
  };
}

/**
 * Cancels a booking that `lockBooking` has locked. Its time comes free and is offered to the waitlist in the same transaction, so it is
 * never on public sale between.
 */
export async function cancelLocked(
  tx: Tx,
  booking: BookingFacts,
  cancelledBy: 'customer' | 'staff',
  actor: Actor,
): Promise<{ outcome: 'cancelled'; openingIds: OpeningId[] } | { outcome: 'not_open' }> {
  if (booking.status === 'cancelled') {
    return { outcome: 'cancelled', openingIds: await listOpeningsOfCancelled(tx.db, booking.id) };
  }
  if (!isOpen(booking.status)) return { outcome: 'not_open' };

  // What it was shortened by just now is offered with the rest, as one.
  const settling = await takeBackSettling(tx, booking.id);
  const stretches = [...settling, ...(await stretchesOf(tx, booking.id))];
  await tx.db.calendarItem.deleteMany({ where: { bookingItem: { bookingId: booking.id } } });
  await tx.db.booking.updateMany({
    where: { id: booking.id, status: booking.status },
    data: { status: 'cancelled', cancelledAt: tx.now, cancelledBy, updatedAt: tx.now },
  });
  const openingIds = await freeStretches(tx, stretches, {
    cause: 'booking_cancelled',
    bookingId: booking.id,
    settlesAt: null,
  });
  await queueMessages(tx, [{ template: 'booking_cancelled', bookingId: booking.id }]);
  await recordAudit(tx, {
    actor,
    action: 'booking.cancelled',
    subjectType: 'booking',
    subjectId: booking.id,
    salonId: booking.salonId,
    data: { openingIds },
  });
  return { outcome: 'cancelled', openingIds };
}
