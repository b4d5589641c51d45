import ical, { ICalCalendarMethod, ICalEventStatus } from 'ical-generator';
import type { BookingId } from '#server/platform/ids.schema.ts';
import type { Locale } from '#server/texts/catalogue.ts';
import { messageTexts } from './message-texts.ts';
import type { AttachedFile } from './notifications.schema.ts';

/** An appointment as a calendar keeps it. */
export interface CalendarEntry {
  bookingId: BookingId;
  /** Higher after each change of the booking. */
  revision: number;
  cancelled: boolean;
  startsAt: Date;
  endsAt: Date;
  /** One name, or several joined. */
  service: string;
  /** One name, or several joined. */
  employee: string;
  salonName: string;
  /** One line; empty when it is not known. */
  address: string;
}

/** What sends a calendar file by e-mail says besides: RFC 5546 (3.2.1 and 3.2.5) asks for both. */
export interface CalendarMail {
  method: 'PUBLISH' | 'CANCEL';
  /** The address that mail comes from; null where none leaves this machine. */
  organiser: string | null;
}

/**
 * The booking as an iCalendar file (RFC 5545). It holds no link: calendars are shared more freely than messages.
 * @param madeAt when whoever gets it asked for it, or was written to
 */
export function calendarFile(
  entry: CalendarEntry,
  { locale, madeAt, mail }: { locale: Locale; madeAt: Date; mail?: CalendarMail },
): AttachedFile {
  const { text } = messageTexts(locale);
  const { service, employee, salonName } = entry;
  const calendar = ical({ prodId: { company: 'Ledig', product: 'Ledig', language: locale.toUpperCase() } });
  if (mail) calendar.method(ICalCalendarMethod[mail.method]);
  calendar.createEvent({
    id: `${entry.bookingId}@ledig`, // the same after a move, so that a calendar replaces the event
    // Without it some keep the old time. A cancellation comes after a change of the same second, too.
    sequence: entry.revision + (entry.cancelled ? 1 : 0),
    stamp: madeAt,
    start: entry.startsAt,
    end: entry.endsAt,
    summary: text('calendarFile', 'summary', { service, salon: salonName }),
    description: text('calendarFile', 'description', { employee }),
    location: [salonName, entry.address].filter(Boolean).join(', '),
    status: entry.cancelled ? ICalEventStatus.CANCELLED : ICalEventStatus.CONFIRMED,
    ...(mail?.organiser && { organizer: { name: salonName, email: mail.organiser } }),
  });
  return {
    name: 'appointment.ics', // a header carries it, so it is plain in every language
    contentType: `text/calendar; charset=utf-8${mail ? `; method=${mail.method}` : ''}`,
    // The library leaves out the end of the last line, which RFC 5545 (3.1) asks for.
    content: `${calendar.toString()}\r\n`,
  };
}

/** Whole seconds from making a booking to its last change: higher after each, as calendars ask of a new version (SEQUENCE). */
export function revisionOf({ createdAt, updatedAt }: { createdAt: Date; updatedAt: Date }): number {
  return Math.max(0, Math.ceil((updatedAt.getTime() - createdAt.getTime()) / 1000));
}
