import type { Locale } from '#server/texts/catalogue.ts';
import { messageTexts } from './message-texts.ts';

/** `long` spells weekday and month out, `short` is for subjects, `compact` for SMS. */
export type Width = 'long' | 'short' | 'compact';

const tags = { en: 'en-GB', nb: 'nb-NO' } as const;

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
  const clock = new Intl.DateTimeFormat(tags[locale], {
    timeZone,
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  });
  const day = new Intl.DateTimeFormat(tags[locale], { timeZone, dateStyle: 'short' });
  const date = (instant: Date, width: Width) =>
    new Intl.DateTimeFormat(tags[locale], { timeZone, day: 'numeric', ...names(locale, width) })
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

/** A British numeric month would be read as a day across the ocean, so English names it even when it must be short. */
function names(locale: Locale, width: Width): Intl.DateTimeFormatOptions {
  if (width === 'compact') return { weekday: 'short', month: locale === 'en' ? 'short' : 'numeric' };
  return { weekday: width, month: width };
}

/** @param minor in the currency's minor unit; whole amounts are said without decimals */
export function formatPrice(locale: Locale, minor: number, currency: string): string {
  const format = new Intl.NumberFormat(tags[locale], {
    style: 'currency',
    currency,
    trailingZeroDisplay: 'stripIfInteger',
  });
  const decimals = format.resolvedOptions().maximumFractionDigits ?? 2;
  return format.format(minor / 10 ** decimals);
}
