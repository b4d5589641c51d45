/**
 * Dates, times, durations and prices in the reader's language and the salon's time zone. Called in loaders and actions, so that the
 * page carries the finished words: two ICU versions (Node's, the browser's) need not agree, and no reader's clock or zone leaks in.
 */

/** An amount in minor units as a number of whole ones: 69000 øre are 690. */
export function majorUnits(minor: number, currency: string): number {
  const { maximumFractionDigits: digits = 2 } = numberFormat('en', {
    style: 'currency',
    currency,
  }).resolvedOptions();
  return minor / 10 ** digits;
}

/** The words that Intl does not have. i18next's `t` of the namespace `common` fits. */
export type CommonText = (
  key:
    | 'when.dateAndTime'
    | 'when.range'
    | 'when.today'
    | 'when.tomorrow'
    | 'when.todayDate'
    | 'when.tomorrowDate'
    | 'duration.minutes'
    | 'duration.hours'
    | 'duration.days'
    | 'duration.minutesShort'
    | 'duration.hoursShort'
    | 'duration.hoursAndMinutesShort',
  values: Record<string, string | number>,
) => string;

export interface Formats {
  /** A local date (`2026-11-28`) in full: "Saturday 28 November"; with the year when it is another one than today's. */
  day: (date: string, today?: string) => string;
  /** As `day`, with "today" or "tomorrow" before it when it is. */
  relativeDay: (date: string, today: string) => string;
  /** "Sat 28 Nov" */
  shortDay: (date: string) => string;
  /** "November 2026" */
  month: (date: string) => string;
  /** "Nov" */
  shortMonth: (date: string) => string;
  /** The months of a stretch of days: "November – December 2026", or the one. */
  months: (from: string, until: string) => string;
  /** "Sat" or, narrow, "S"; 1 is Monday. */
  weekday: (weekday: number, width?: 'long' | 'short' | 'narrow') => string;
  /** An instant's clock time in the zone: "14:30". */
  time: (instant: string | Date) => string;
  /** Minutes since midnight as clock time; 1440 is "24:00". */
  minuteOfDay: (minute: number) => string;
  /** An instant's local date in the zone: `2026-11-28`. */
  localDate: (instant: string | Date) => string;
  /** A day in any words, and an instant's clock time: "Sat 28 Nov at 14:30". */
  at: (day: string, instant: string | Date) => string;
  /** "Saturday 28 November at 14:30" */
  dateAndTime: (instant: string | Date, today?: string) => string;
  /** As `dateAndTime`, but "tomorrow at 14:30" without the date when it is as near as that. */
  soon: (instant: string | Date, today: string) => string;
  /** "14:30–15:15" */
  timeRange: (from: string | Date, until: string | Date) => string;
  /** "45 min", "1 h 30 min" */
  duration: (minutes: number) => string;
  /** In words, for sentences: "4 hours", "2 days"; hours and minutes as `duration`. */
  span: (minutes: number) => string;
  /** Minor units as money, without decimals when there are none: "690 kr". */
  price: (minor: number, currency: string) => string;
  /** "1,234", with as many decimals as given. */
  number: (value: number, decimals?: number) => string;
  /** A share of one as "42%". */
  percent: (share: number) => string;
  /** "Ada, Bo and Cy" */
  list: (items: readonly string[], type?: 'conjunction' | 'disjunction') => string;
}

/** Making an Intl formatter is dear (tens of microseconds each), and a page asks for the same few again and again. */
function madeOnce<Asked extends unknown[], Made>(make: (...asked: Asked) => Made): (...asked: Asked) => Made {
  const made = new Map<string, Made>();
  return (...asked) => {
    const key = JSON.stringify(asked);
    const kept = made.get(key) ?? make(...asked);
    made.set(key, kept);
    return kept;
  };
}

const dateFormat = madeOnce(
  (formatTag: string, timeZone: string, options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat(formatTag, { ...options, timeZone }),
);
const numberFormat = madeOnce(
  (formatTag: string, options: Intl.NumberFormatOptions) => new Intl.NumberFormat(formatTag, options),
);
const listFormat = madeOnce(
  (formatTag: string, type: 'conjunction' | 'disjunction') => new Intl.ListFormat(formatTag, { type }),
);

const noon = (date: string) => new Date(`${date}T12:00:00Z`);
const asDate = (instant: string | Date) => (typeof instant === 'string' ? new Date(instant) : instant);

/** The local date so many days later (or earlier). */
export function addDays(date: string, days: number): string {
  return new Date(noon(date).getTime() + days * 86_400_000).toISOString().slice(0, 10);
}

/** 1 for Monday to 7 for Sunday. */
export function weekdayOf(date: string): number {
  return noon(date).getUTCDay() || 7;
}

function durationOf(minutes: number, text: CommonText): string {
  const [hours, rest] = [Math.floor(minutes / 60), minutes % 60];
  if (hours === 0) return text('duration.minutesShort', { count: minutes });
  if (rest === 0) return text('duration.hoursShort', { count: hours });
  return text('duration.hoursAndMinutesShort', { hours, minutes: rest });
}

/** `Formats.span`, which needs no Intl: for what only the browser knows. */
export function spanOf(minutes: number, text: CommonText): string {
  if (minutes > 0 && minutes % 1440 === 0) return text('duration.days', { count: minutes / 1440 });
  if (minutes > 0 && minutes % 60 === 0) return text('duration.hours', { count: minutes / 60 });
  return minutes < 60 ? text('duration.minutes', { count: minutes }) : durationOf(minutes, text);
}

/** Between what nobody reads apart: "6 December", "kl. 14:30", "1 h 30 min" stay on one line, however large the type is. */
const noBreak = '\u00a0';

/** `formatTag`: as in the language's file. `timeZone`: the salon's IANA zone. `text`: the common catalogue in the same language. */
export function createFormats(formatTag: string, timeZone: string, text: CommonText): Formats {
  const onDate = (date: string, options: Intl.DateTimeFormatOptions) =>
    dateFormat(formatTag, 'UTC', options)
      .format(noon(date))
      .replace(/(\d\.?) (?=\p{L})/u, `$1${noBreak}`);
  const inZone = (instant: string | Date, options: Intl.DateTimeFormatOptions) =>
    dateFormat(formatTag, timeZone, options).format(asDate(instant));

  const day = (date: string, today?: string) =>
    onDate(date, {
      weekday: 'long',
      day: 'numeric',
      month: 'long',
      year: today && today.slice(0, 4) !== date.slice(0, 4) ? 'numeric' : undefined,
    }).replace(',', ''); // which British English has only where a year follows
  const localDate = (instant: string | Date) =>
    dateFormat('sv-SE', timeZone, { dateStyle: 'short' }).format(asDate(instant));
  const time = (instant: string | Date) =>
    inZone(instant, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).replace('.', ':');

  const formats: Formats = {
    day,
    relativeDay: (date, today) => {
      const named = day(date, today);
      if (date === today) return text('when.todayDate', { date: named });
      return date === addDays(today, 1) ? text('when.tomorrowDate', { date: named }) : named;
    },
    shortDay: (date) => onDate(date, { weekday: 'short', day: 'numeric', month: 'short' }),
    month: (date) => onDate(date, { month: 'long', year: 'numeric' }),
    shortMonth: (date) => onDate(date, { month: 'short' }).replace('.', ''),
    months: (from, until) =>
      dateFormat(formatTag, 'UTC', { month: 'long', year: 'numeric' }).formatRange(noon(from), noon(until)),
    // 1 January 2024 was a Monday.
    weekday: (weekday, width = 'long') => onDate(addDays('2024-01-01', weekday - 1), { weekday: width }),
    time,
    minuteOfDay: (minute) =>
      `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`,
    localDate,
    at: (named, instant) => {
      const clock = time(instant);
      return text('when.dateAndTime', { date: named, time: clock }).replace(
        ` ${clock}`,
        `${noBreak}${clock}`,
      );
    },
    dateAndTime: (instant, today) => {
      const date = localDate(instant);
      return formats.at(today ? formats.relativeDay(date, today) : day(date), instant);
    },
    soon: (instant, today) => {
      const date = localDate(instant);
      const near = { [today]: text('when.today', {}), [addDays(today, 1)]: text('when.tomorrow', {}) }[date];
      return formats.at(near ?? day(date, today), instant);
    },
    timeRange: (from, until) => text('when.range', { from: time(from), until: time(until) }),
    duration: (minutes) => durationOf(minutes, text).replaceAll(' ', noBreak),
    span: (minutes) => spanOf(minutes, text),
    price: (minor, currency) => {
      const amount = majorUnits(minor, currency);
      return numberFormat(formatTag, {
        style: 'currency',
        currency,
        trailingZeroDisplay: 'stripIfInteger',
      }).format(amount);
    },
    number: (value, decimals = 0) =>
      numberFormat(formatTag, {
        minimumFractionDigits: decimals,
        maximumFractionDigits: decimals,
      }).format(value),
    percent: (share) => numberFormat(formatTag, { style: 'percent' }).format(share),
    list: (items, type = 'conjunction') => listFormat(formatTag, type).format(items),
  };
  return formats;
}
