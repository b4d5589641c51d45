import type { BookingStatus } from '#server/modules/bookings/bookings.schema.ts';

/** Of a day's bookings in order the one that is on or comes next; null when the list begins with it, or none is left. */
export function nowAt<Booking extends { id: string; endsAt: string; status: BookingStatus }>(
  bookings: readonly Booking[],
  now: Date,
): Booking['id'] | null {
  const index = bookings.findIndex(
    ({ endsAt, status }) => status !== 'cancelled' && Date.parse(endsAt) > now.getTime(),
  );
  return index > 0 ? (bookings[index]?.id ?? null) : null;
}
