import ical, { ICalEventStatus } from 'ical-generator';
import { textsOf } from '#app/texts.server.ts';
import type { CustomerBooking } from '#server/modules/bookings/bookings.schema.ts';
import type { Locale } from '#server/texts/catalogue.ts';

/** The booking as an iCalendar file. It holds no link: calendars are shared more freely than messages. */
export function calendarFile(booking: CustomerBooking, locale: Locale): string {
  const t = textsOf(locale, 'booking');
  const { salon, items } = booking;
  const service = items.map(({ serviceName }) => serviceName).join(', ');
  const employee = [...new Set(items.map(({ employeeName }) => employeeName))].join(', ');
  const calendar = ical({ prodId: { company: 'Ledig', product: 'Ledig', language: locale.toUpperCase() } });
  calendar.createEvent({
    id: `${booking.id}@ledig`, // the same after a move, so that a calendar replaces the event
    sequence: booking.revision, // without which some keep the old time
    start: new Date(booking.startsAt),
    end: new Date(booking.endsAt),
    summary: t('calendarFile.summary', { service, salon: salon.name }),
    description: t('calendarFile.description', { employee }),
    location: [salon.name, salon.street, `${salon.postalCode} ${salon.city}`.trim()]
      .filter(Boolean)
      .join(', '),
    status: booking.status === 'cancelled' ? ICalEventStatus.CANCELLED : ICalEventStatus.CONFIRMED,
  });
  // The library leaves out the end of the last line, which RFC 5545 (3.1) asks for.
  return `${calendar.toString()}\r\n`;
}
