import type { MessageId } from '#server/platform/ids.schema.ts';
import type { Locale } from '#server/texts/catalogue.ts';
import type { CalendarEntry } from './calendar-file.ts';
import type { Channel, MessageStatus, Template } from './notifications.schema.ts';
import type { TextParts } from './salon-texts.schema.ts';

/** All that a message's words are made of. */
export interface MessageFacts {
  id: MessageId;
  template: Template;
  channel: Channel;
  locale: Locale;
  recipient: string;
  status: MessageStatus;
  createdAt: Date;
  sentAt: Date | null;
  customerName: string;
  salon: {
    name: string;
    /** IANA name. */
    timeZone: string;
    /** One line; empty when it is not known. */
    address: string;
    phone: string | null;
    /** As the salon chose it, `#rrggbb`; null when it has chosen none. */
    accentColour: string | null;
  };
  /** One name, or several joined. */
  service: string;
  /** Null in messages about a wish. */
  appointment: Appointment | null;
  /** Of messages about a booking. */
  calendarEntry: Omit<CalendarEntry, 'cancelled'> | null;
  /** The address that invitations to a calendar come from; null where no mail leaves this machine. */
  organiser: string | null;
  /** The end of the claim window, in messages that ask for an answer. */
  answerBy: Date | null;
  /** Absolute, and the only link in the message. It holds a token: it belongs in no log. */
  link: string;
  /** The salon's own words, in place of the standard ones. */
  own: TextParts | null;
}

export interface Appointment {
  startsAt: Date;
  employee: string;
  /** Minor unit of the currency. */
  priceMinor: number;
  /** ISO 4217. */
  currency: string;
}
