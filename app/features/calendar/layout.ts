import { addDays, weekdayOf } from '#app/ui/formats.ts';

// Where things stand in the calendar. Pure; times are whole minutes from a column's top.

export type Range = readonly [from: number, until: number];

/** Where one of several that overlap stands: the how manieth of how many. */
export interface Lane {
  lane: number;
  lanes: number;
}

/** What is shorter is drawn as long as this, so that it can be read and touched. In minutes. */
export const shortestDrawn = 15;

const defaultHours: Range = [9 * 60, 17 * 60];

/** Ranges that overlap, as an overbooked time does, share the width; all others have it for themselves. */
export function sideBySide(ranges: readonly Range[]): Lane[] {
  const order = ranges.map((_, index) => index).sort((a, b) => startOf(ranges, a) - startOf(ranges, b));
  const placed: Lane[] = ranges.map(() => ({ lane: 0, lanes: 1 }));
  let group: number[] = [];
  let ends: number[] = [];
  const close = () => {
    for (const index of group) placed[index] = { lane: placed[index]?.lane ?? 0, lanes: ends.length };
    group = [];
    ends = [];
  };
  for (const index of order) {
    const [from, until] = drawn(ranges[index] ?? [0, 0]);
    if (ends.every((end) => end <= from)) close();
    const free = ends.findIndex((end) => end <= from);
    const lane = free === -1 ? ends.length : free;
    ends[lane] = until;
    placed[index] = { lane, lanes: 1 };
    group.push(index);
  }
  close();
  return placed;
}

function startOf(ranges: readonly Range[], index: number): number {
  return ranges[index]?.[0] ?? 0;
}

/** At least so long that it can be touched. */
function drawn([from, until]: Range): Range {
  return [from, Math.max(until, from + shortestDrawn)];
}

/** From which minute until which the day is drawn: whole hours around all that is in it. */
export function hoursAround(ranges: readonly Range[], dayMinutes: number): Range {
  if (ranges.length === 0) return defaultHours;
  const from = Math.min(...ranges.map(([start]) => start));
  const until = Math.max(...ranges.map(([, end]) => end));
  return [
    Math.max(0, Math.floor(from / 60) * 60),
    Math.min(Math.ceil(dayMinutes / 60) * 60, Math.ceil(until / 60) * 60),
  ];
}

/** What of a range can be seen; null when nothing can. */
export function clipped([from, until]: Range, [start, end]: Range): Range | null {
  const seen: Range = [Math.max(from, start), Math.min(until, end)];
  return seen[0] < seen[1] ? seen : null;
}

/**
 * The top of a day's column beside those of other days, in epoch minutes: where its clock would have shown midnight if it had shown all day
 * what it shows at noon. So a day with 23 or 25 hours has its working hours in the same place as all others.
 * @param day its first and its last instant, in epoch minutes
 */
export function topInWeek([from, until]: Range): number {
  return from + (until - from - 24 * 60);
}

/** The nearest step; steps count from the hour. */
export function snapped(minute: number, step: number): number {
  return Math.round(minute / step) * step;
}

/** The clock time of a minute, by the hours that are written beside the columns. */
export function clockAt(minute: number, marks: readonly { at: number; label: string }[]): string {
  const mark = marks.findLast(({ at }) => at <= minute) ?? marks[0];
  if (!mark) return '';
  const [hours = 0, minutes = 0] = mark.label.split(':').map(Number);
  const since = (hours * 60 + minutes + minute - mark.at + 24 * 60) % (24 * 60);
  return `${String(Math.floor(since / 60)).padStart(2, '0')}:${String(since % 60).padStart(2, '0')}`;
}

/** The number of a date's week as ISO 8601 counts: its first one has the year's first Thursday. */
export function weekNumber(date: string): number {
  const thursday = addDays(date, 4 - weekdayOf(date));
  const days = (Date.parse(thursday) - Date.parse(`${thursday.slice(0, 4)}-01-01`)) / 86_400_000;
  return Math.floor(days / 7) + 1;
}
