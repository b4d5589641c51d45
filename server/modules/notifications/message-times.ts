import type { Locale } from '#server/texts/catalogue.ts';
import { languages } from '#server/texts/languages.ts';
import { messageTexts } from './message-texts.ts';

/** `long` spells weekday and month out, `short` is for subjects, `compact` for SMS. */
export type Width = 'long' | 'short' | 'compact';

/** Says instants as a clock on the salon's wall would, in words of the message's language. */
export interface LocalTimes {
  /** "Saturday 28 November at 10:00", "Sat 28 Nov at 10:00", "Sat 28 Nov 10:00" */
  dateAndTime(instant: Date, width: Width): string;
  /** "14:05", or with its date when that is another local day than `writtenAt`. */
  until(instant: Date, writtenAt: Date, width: Width): string;
}

/** @param timeZone IANA name */
export function localTimes(locale: Locale, timeZone: string): LocalTimes {
  const { text } = messageTexts(locale);
  const { formatTag, compactMonth } = languages[locale].about;
  const months = { long: 'long', short: 'short', compact: compactMonth } as const;
  const clock = new Intl.DateTimeFormat(formatTag, {
    timeZone,
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  });
  const day = new Intl.DateTimeFormat(formatTag, { timeZone, dateStyle: 'short' });
  const date = (instant: Date, width: Width) =>
    new Intl.DateTimeFormat(formatTag, {
      timeZone,
      weekday: width === 'compact' ? 'short' : width,
      day: 'numeric',
      month: months[width],
    })
      .format(instant)
      // "28.11." has a full stop that an SMS can spare
      .replace(/(?<=\d)\.$/, '');

  const dateAndTime = (instant: Date, width: Width) =>
    text('when', width === 'compact' ? 'compact' : 'dateAndTime', {
      date: date(instant, width),
      time: clock.format(instant),
    });
  return {
    dateAndTime,
    until: (instant, writtenAt, width) =>
      day.format(instant) !== day.format(writtenAt)
        ? dateAndTime(instant, width)
        : width === 'compact'
          ? clock.format(instant)
          : text('when', 'time', { time: clock.format(instant) }),
  };
}

/** @param minor in the currency's minor unit; whole amounts are said without decimals */
export function formatPrice(locale: Locale, minor: number, currency: string): string {
  const format = new Intl.NumberFormat(languages[locale].about.formatTag, {
    style: 'currency',
    currency,
    trailingZeroDisplay: 'stripIfInteger',
  });
  const decimals = format.resolvedOptions().maximumFractionDigits ?? 2;
  return format.format(minor / 10 ** decimals);
}
