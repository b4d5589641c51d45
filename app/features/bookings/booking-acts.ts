import type { BookingStatus } from '#server/modules/bookings/bookings.schema.ts';

/** What staff can do with a booking, as its page's address names it. */
export const bookingActs = ['complete', 'no-show', 'cancel'] as const;
export type BookingAct = (typeof bookingActs)[number];

/** What can be done now: whoever has not begun can be neither here nor missing. */
export function actsForBooking(
  booking: { status: BookingStatus; startsAt: string },
  now: Date,
): BookingAct[] {
  if (booking.status !== 'confirmed' && booking.status !== 'pending_payment') return [];
  const hasBegun = Date.parse(booking.startsAt) <= now.getTime();
  return bookingActs.filter((act) => act === 'cancel' || (hasBegun && booking.status === 'confirmed'));
}

export function readBookingAct(name: string | undefined): BookingAct | null {
  return bookingActs.find((act) => act === name) ?? null;
}

/** The address of an act's page, with the way back. */
export function bookingActPath(base: string, bookingId: string, act: BookingAct, back: string): string {
  return `${base}/bookings/${bookingId}/${act}?${new URLSearchParams({ back })}`;
}
