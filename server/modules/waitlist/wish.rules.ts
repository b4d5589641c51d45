import { Temporal } from 'temporal-polyfill';
import type { FieldProblem } from '#server/platform/errors.ts';
import { addDays, localTimeAt, parseDayMinute } from '../salon/local-time.ts';
import { scoreOf, type Score } from './score.rules.ts';
import type { PreferenceMode, Wish } from './waitlist.schema.ts';

/** A window as it is stored: trimmed to days that it really has. */
export interface Window {
  dateFrom: string;
  dateUntil: string;
  /** Bit 0 Monday to bit 6 Sunday. */
  weekdays: number;
  fromMinute: number;
  untilMinute: number;
}

/** A wish as it is stored: the columns that operators know, and the windows that matching goes by. */
export interface StoredWish {
  windows: Window[];
  preferredDate: string;
  preferredTimeStart: string | null;
  preferredTimeEnd: string | null;
  preferenceMode: PreferenceMode;
  flexWindowMinutes: number;
  lastWindowDate: string;
  score: Score;
}

export interface WishFacts {
  timeZone: string;
  now: Date;
  durationMinutes: number;
}

export type WishDecision = { ok: true; wish: StoredWish } | { ok: false; fields: FieldProblem[] };

const everyDay = 127;
const dayMinutes = 1440;
const longestAheadDays = 365;
const longestFlexMinutes = 2880;

/**
 * What a wish comes to in the salon's local dates and times, without the days that have passed. Refused at its field: a window that has passed, is longer than a year
 * away, has none of its weekdays, or is shorter than the service.
 */
export function storeWish(wish: Wish, facts: WishFacts): WishDecision {
  return wish.windows ? fromWindows(wish.windows, facts) : fromPreferredDate(wish, facts);
}

function fromWindows(given: NonNullable<Wish['windows']>, facts: WishFacts): WishDecision {
  const fields: FieldProblem[] = [];
  const windows: Window[] = [];
  const today = localTimeAt(facts.now, facts.timeZone).date;
  given.forEach((window, index) => {
    const from = window.dateUntil < today ? window.dateFrom : later(window.dateFrom, today);
    const trimmed = trimToWeekdays(from, window.dateUntil, maskOf(window.weekdays));
    const candidate = {
      ...(trimmed ?? window),
      weekdays: maskOf(window.weekdays),
      fromMinute: window.fromMinute,
      untilMinute: window.untilMinute,
    };
    if (!trimmed) fields.push({ field: `windows.${index}.weekdays`, problem: 'no_such_day' });
    else if (hasPassed(candidate, facts))
      fields.push({ field: `windows.${index}.dateUntil`, problem: 'in_past' });
    else if (isTooFar(candidate.dateUntil, facts))
      fields.push({ field: `windows.${index}.dateUntil`, problem: 'too_far' });
    else if (candidate.untilMinute - candidate.fromMinute < facts.durationMinutes) {
      fields.push({ field: `windows.${index}.untilMinute`, problem: 'too_short' });
    } else windows.push(candidate);
  });
  const [first] = windows;
  if (fields.length > 0 || !first) return { ok: false, fields };

  const slack = slackOf(windows, facts.durationMinutes);
  const mode: PreferenceMode = slack === 0 ? 'specific_time' : 'day_flexible';
  const wholeDay = first.fromMinute === 0 && first.untilMinute === dayMinutes;
  const oneStretch = windows.length === 1 && !wholeDay;
  return stored(windows, {
    preferredDate: windows.map((window) => window.dateFrom).reduce(earlier),
    preferredTimeStart: oneStretch ? timeOf(first.fromMinute) : null,
    preferredTimeEnd: oneStretch ? timeOf(first.untilMinute) : null,
    preferenceMode: mode,
    flexWindowMinutes: Math.min(slack, longestFlexMinutes),
  });
}

function fromPreferredDate(wish: Wish, facts: WishFacts): WishDecision {
  const date = wish.preferredDate;
  if (!date) return { ok: false, fields: [{ field: 'preferredDate', problem: 'required' }] };
  const mode = wish.preferenceMode ?? (wish.preferredTimeStart ? 'specific_time' : 'day_flexible');
  const start = wish.preferredTimeStart === undefined ? 0 : parseDayMinute(wish.preferredTimeStart);
  const end = endOf(wish, mode, start, facts.durationMinutes);
  if (end - start < facts.durationMinutes) {
    return { ok: false, fields: [{ field: 'preferredTimeEnd', problem: 'too_short' }] };
  }
  const windows = spread(date, start, end, wish.flexWindowMinutes ?? 0).filter(
    (window) => window.untilMinute - window.fromMinute >= facts.durationMinutes && !hasPassed(window, facts),
  );
  if (windows.length === 0) return { ok: false, fields: [{ field: 'preferredDate', problem: 'in_past' }] };
  if (isTooFar(date, facts)) return { ok: false, fields: [{ field: 'preferredDate', problem: 'too_far' }] };

  return stored(windows, {
    preferredDate: date,
    preferredTimeStart: wish.preferredTimeStart ?? null,
    preferredTimeEnd: wish.preferredTimeEnd ?? null,
    preferenceMode: mode,
    flexWindowMinutes:
      wish.flexWindowMinutes ??
      (mode === 'specific_time' ? 0 : Math.min(slackOf(windows, facts.durationMinutes), longestFlexMinutes)),
  });
}

/** What of a stored wish does not lie before a local time, at its field: what would come after an appointment is no earlier one. */
export function notBefore(
  { windows }: Pick<StoredWish, 'windows'>,
  { date, minute }: { date: string; minute: number },
): FieldProblem[] {
  return windows.flatMap((window, index) => {
    if (window.dateUntil > date) return [{ field: `windows.${index}.dateUntil`, problem: 'not_earlier' }];
    if (window.dateFrom === date && window.fromMinute >= minute)
      return [{ field: `windows.${index}.fromMinute`, problem: 'not_earlier' }];
    return [];
  });
}

/** A specific time without an end means starting just then; a day without times means all of it. */
function endOf(wish: Wish, mode: PreferenceMode, start: number, durationMinutes: number): number {
  if (wish.preferredTimeEnd) return parseDayMinute(wish.preferredTimeEnd);
  return mode === 'specific_time' ? Math.min(start + durationMinutes, dayMinutes) : dayMinutes;
}

/** The stretch of local time around a date's start and end, widened by the flexibility, as one window a day. */
function spread(date: string, start: number, end: number, flexMinutes: number): Window[] {
  const from = start - flexMinutes;
  const until = end + flexMinutes;
  const windows: Window[] = [];
  for (let day = Math.floor(from / dayMinutes); day * dayMinutes < until; day += 1) {
    const local = addDays(date, day);
    windows.push({
      dateFrom: local,
      dateUntil: local,
      weekdays: everyDay,
      fromMinute: Math.max(from - day * dayMinutes, 0),
      untilMinute: Math.min(until - day * dayMinutes, dayMinutes),
    });
  }
  return windows;
}

function stored(
  windows: Window[],
  columns: Omit<StoredWish, 'windows' | 'lastWindowDate' | 'score'>,
): WishDecision {
  const lastWindowDate = windows.map((window) => window.dateUntil).reduce(later);
  const score = scoreOf(columns.preferenceMode, columns.flexWindowMinutes);
  return { ok: true, wish: { ...columns, windows, lastWindowDate, score } };
}

/** By how many minutes, over all its days, a wish is wider than the one start that would just do. */
function slackOf(windows: readonly Window[], durationMinutes: number): number {
  const starts = windows.reduce(
    (sum, window) => sum + daysOf(window) * (window.untilMinute - window.fromMinute - durationMinutes + 1),
    0,
  );
  return starts - 1;
}

function daysOf({ dateFrom, dateUntil, weekdays }: Window): number {
  const days = Temporal.PlainDate.from(dateFrom).until(dateUntil).days + 1;
  if (weekdays === everyDay) return days;
  return Array.from({ length: days }, (_, day) => addDays(dateFrom, day)).filter((date) =>
    isIn(weekdays, date),
  ).length;
}

/** The first and the last date of a range that are among the weekdays. */
function trimToWeekdays(
  from: string,
  until: string,
  weekdays: number,
): Pick<Window, 'dateFrom' | 'dateUntil'> | null {
  const days = Math.min(Temporal.PlainDate.from(from).until(until).days, 6);
  const first = Array.from({ length: days + 1 }, (_, day) => addDays(from, day)).find((date) =>
    isIn(weekdays, date),
  );
  const last = Array.from({ length: days + 1 }, (_, day) => addDays(until, -day)).find((date) =>
    isIn(weekdays, date),
  );
  return first && last ? { dateFrom: first, dateUntil: last } : null;
}

function hasPassed({ dateUntil, untilMinute }: Window, { now, timeZone }: WishFacts): boolean {
  const local = localTimeAt(now, timeZone);
  return dateUntil < local.date || (dateUntil === local.date && untilMinute <= local.minute);
}

function isTooFar(date: string, { now, timeZone }: WishFacts): boolean {
  return date > addDays(localTimeAt(now, timeZone).date, longestAheadDays);
}

function isIn(weekdays: number, date: string): boolean {
  return (weekdays & (1 << (Temporal.PlainDate.from(date).dayOfWeek - 1))) !== 0;
}

function maskOf(weekdays: readonly number[] | undefined): number {
  return weekdays ? weekdays.reduce((mask, weekday) => mask | (1 << (weekday - 1)), 0) : everyDay;
}

/** The ISO weekdays of a stored window. */
export function weekdaysOf(mask: number): number[] {
  return [1, 2, 3, 4, 5, 6, 7].filter((weekday) => (mask & (1 << (weekday - 1))) !== 0);
}

/** A `time` column knows no 24:00. */
function timeOf(minute: number): string {
  const shown = Math.min(minute, dayMinutes - 1);
  return `${String(Math.floor(shown / 60)).padStart(2, '0')}:${String(shown % 60).padStart(2, '0')}`;
}

const earlier = (a: string, b: string) => (a < b ? a : b);
const later = (a: string, b: string) => (a > b ? a : b);
