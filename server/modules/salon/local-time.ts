import { Temporal } from 'temporal-polyfill';

/**
 * One date in one time zone, in whole epoch minutes. A day is plain (`transition` null) or the clocks change in it: from the
 * instant `transition` on its offset is `offsetAfter`.
 */
export interface LocalDay {
  /** ISO, such as 2026-03-29. */
  date: string;
  /** ISO: 1 Monday to 7 Sunday. */
  weekday: number;
  /** Where its local midnight lies, or would lie in the offset before the change. */
  midnight: number;
  /** The first instant of the day, and the first of the next one. */
  start: number;
  end: number;
  transition: { at: number; forwardMinutes: number } | null;
}

/** The date in that zone at that instant. */
export function localDateAt(instant: Date, timeZone: string): string {
  return Temporal.Instant.fromEpochMilliseconds(instant.getTime())
    .toZonedDateTimeISO(timeZone)
    .toPlainDate()
    .toString();
}

/** Date and time of day (24 hours, `09:30`) on the clock there, and the minutes since that midnight as the clock says. */
export function localTimeAt(
  instant: Date,
  timeZone: string,
): { date: string; time: string; minute: number; weekday: number } {
  const local = Temporal.Instant.fromEpochMilliseconds(instant.getTime()).toZonedDateTimeISO(timeZone);
  const minute = local.hour * 60 + local.minute;
  return {
    date: local.toPlainDate().toString(),
    time: formatDayMinute(minute),
    minute,
    weekday: local.dayOfWeek,
  };
}

export function addDays(date: string, days: number): string {
  return Temporal.PlainDate.from(date).add({ days }).toString();
}

/** 570 is `09:30`. */
export function formatDayMinute(minute: number): string {
  return `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;
}

/** `09:30` is 570. */
export function parseDayMinute(time: string): number {
  const [hours = 0, minutes = 0] = time.split(':').map(Number);
  return hours * 60 + minutes;
}

/** Consecutive days, from a date on. */
export function localDays(timeZone: string, from: string, count: number): LocalDay[] {
  const days: LocalDay[] = [];
  let date = Temporal.PlainDate.from(from);
  let start = date.toZonedDateTime(timeZone);
  for (let index = 0; index < count; index += 1) {
    const nextDate = date.add({ days: 1 });
    const next = nextDate.toZonedDateTime(timeZone);
    days.push(localDay(date, start, next));
    date = nextDate;
    start = next;
  }
  return days;
}

/**
 * The instant of a time of day (0 to 1440 minutes since midnight on the clock), in epoch minutes.
 * Null for a time that the clocks skip; the first of two where an hour repeats: so each local time is one instant at most.
 */
export function instantOf(day: LocalDay, minute: number): number | null {
  const plain = day.midnight + minute;
  if (!day.transition || plain < day.transition.at) return plain;
  const after = plain - day.transition.forwardMinutes;
  return after >= day.transition.at ? after : null;
}

/** The same for the edge of a stretch of time: a time that the clocks skip is the instant at which they do. */
export function edgeOf(day: LocalDay, minute: number): number {
  return instantOf(day, minute) ?? day.transition?.at ?? day.start;
}

/** The last instant of a time that the clocks show twice; else as `edgeOf`: where a stretch of time ends. */
export function lastEdgeOf(day: LocalDay, minute: number): number {
  const { transition } = day;
  if (!transition || transition.forwardMinutes > 0) return edgeOf(day, minute);
  const second = day.midnight + minute - transition.forwardMinutes;
  return second >= transition.at ? second : day.midnight + minute;
}

function localDay(
  date: Temporal.PlainDate,
  start: Temporal.ZonedDateTime,
  next: Temporal.ZonedDateTime,
): LocalDay {
  const startMinute = epochMinute(start);
  const endMinute = epochMinute(next);
  const before = start.subtract({ milliseconds: 1 });
  const offsetBefore = before.offsetNanoseconds / 60e9;
  const offsetAfter = next.subtract({ milliseconds: 1 }).offsetNanoseconds / 60e9;
  const utcMidnight = epochMinute(date.toZonedDateTime('UTC'));
  const changes = offsetBefore !== offsetAfter;
  const at = changes ? before.getTimeZoneTransition('next') : null;
  return {
    date: date.toString(),
    weekday: date.dayOfWeek,
    midnight: utcMidnight - offsetBefore,
    start: startMinute,
    end: endMinute,
    transition: at && { at: epochMinute(at), forwardMinutes: offsetAfter - offsetBefore },
  };
}

function epochMinute(time: Temporal.ZonedDateTime): number {
  return time.epochMilliseconds / 60_000;
}
