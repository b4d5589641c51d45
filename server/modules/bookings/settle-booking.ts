import { recordAudit } from '#server/modules/audit/record-audit.ts';
import type { Actor } from '#server/platform/actor.ts';
import type { Deps } from '#server/platform/deps.ts';
import { notFound } from '#server/platform/errors.ts';
import type { BookingId, SalonId } from '#server/platform/ids.schema.ts';
import { getStaffBooking } from './bookings.queries.ts';
import { canBeSettled } from './bookings.rules.ts';
import { bookingStatusSchema, type SettleBookingOutcome } from './bookings.schema.ts';

/**
 * Staff say how a booking ended: the customer came, or did not. Who said the wrong one says the other.
 * @throws AppError `not_found`, also for another salon's booking
 */
export async function settleBooking(
  deps: Pick<Deps, 'db' | 'inTransaction'>,
  {
    salonId,
    bookingId,
    as,
    actor,
  }: { salonId: SalonId; bookingId: BookingId; as: 'completed' | 'no_show'; actor: Actor },
): Promise<SettleBookingOutcome> {
  const refused = await deps.inTransaction(async (tx) => {
    const booking = await tx.db.booking.findFirst({
      where: { id: bookingId, salonId },
      select: { status: true, startsAt: true },
    });
    if (!booking) throw notFound('booking');
    const status = bookingStatusSchema.parse(booking.status);
    if (status === as) return null;
    if (!canBeSettled(status)) return 'not_open' as const;
    if (booking.startsAt > tx.now) return 'not_begun' as const;

    const { count } = await tx.db.booking.updateMany({
      where: { id: bookingId, status },
      data: { status: as, updatedAt: tx.now },
    });
    if (count === 0) return 'not_open' as const;
    await recordAudit(tx, {
      actor,
      action: `booking.${as}`,
      subjectType: 'booking',
      subjectId: bookingId,
      salonId,
      data: { from: status },
    });
    return null;
  });
  return refused
    ? { ok: false, reason: refused }
    : { ok: true, booking: await getStaffBooking(deps.db, salonId, bookingId) };
}
