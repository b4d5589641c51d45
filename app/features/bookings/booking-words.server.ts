import { contactLines } from '#app/features/customers/customer-words.server.ts';
import type { StaffPage } from '#app/features/dashboard/open-salon.server.ts';
import { textsOf } from '#app/texts.server.ts';
import type { StaffBooking } from '#server/modules/bookings/bookings.schema.ts';
import { actsForBooking } from './booking-acts.ts';

/** What a booking of a list says of itself, in finished words. */
export function bookingWords(booking: StaffBooking, { formats, locale, today, now }: StaffPage) {
  const t = textsOf(locale, 'dashboard');
  const { cancelledBy } = booking;
  return {
    id: booking.id,
    date: booking.date,
    day: formats.relativeDay(booking.date, today),
    time: formats.timeRange(booking.startsAt, booking.endsAt),
    when: formats.dateAndTime(booking.startsAt, today),
    customerId: booking.customer.id,
    name: booking.customer.name,
    contact: contactLines(booking.customer),
    services: formats.list(booking.items.map(({ serviceName }) => serviceName)),
    employees: formats.list([...new Set(booking.items.map(({ employeeName }) => employeeName))]),
    price: formats.price(booking.priceMinor, booking.currency),
    notes: booking.notes,
    status: booking.status,
    cancelledBy:
      cancelledBy === 'customer' || cancelledBy === 'user' ? t(`bookings.cancelledBy.${cancelledBy}`) : null,
    acts: actsForBooking(booking, now),
  };
}
export type BookingWords = ReturnType<typeof bookingWords>;
