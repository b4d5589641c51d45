import { addDays, weekdayOf } from '#app/ui/formats.ts';
import type { Formats } from '#app/ui/formats.ts';
import type { Slot, SlotDays } from '#server/modules/calendar/availability.schema.ts';
import type { DayCell, FreeTime, SalonClock, TimesView } from './times-view.ts';

const weeksShown = 5;

/** What is asked of the availability: a first local date and how many days. */
export interface DayRange {
  from: string;
  days: number;
}

export interface TimesQuestion {
  /** Today and the last date that can be booked, on the salon's calendar. */
  today: string;
  lastDate: string;
  clock: SalonClock;
  /** What the address says; null for what it does not. */
  from: string | null;
  day: string | null;
  slots: (range: DayRange) => Promise<SlotDays>;
  /** The first free time on or after a date; asked only where the weeks shown do not tell. */
  firstFree: (from: string) => Promise<Slot | null>;
  href: {
    weeks: (from: string) => string;
    day: (date: string, from: string | null) => string;
    time: (slot: Slot) => string;
  };
}

const mondayOf = (date: string) => addDays(date, 1 - weekdayOf(date));
const latest = (...dates: string[]) => dates.reduce((a, b) => (a > b ? a : b));
const earliest = (...dates: string[]) => dates.reduce((a, b) => (a < b ? a : b));

/** The days between two local dates, the first included. */
function daysBetween(from: string, until: string): number {
  return Math.round((Date.parse(until) - Date.parse(from)) / 86_400_000);
}

/** A day that the weeks from today on do not show; null for one that they do. */
function beyondFirstWeeks(day: string | null, today: string): string | null {
  return day !== null && day >= addDays(mondayOf(today), weeksShown * 7) ? day : null;
}

/** Weeks of days with how much is free on each, and the times of one of them. At most three availability queries. */
export async function loadTimes(
  question: TimesQuestion,
  formats: Formats,
  text: (key: 'dayFull' | 'dayFree', values: { date: string; count: number }) => string,
): Promise<TimesView> {
  const { today, lastDate, href } = question;
  const asked = question.from ?? beyondFirstWeeks(question.day, today) ?? today;
  const monday = mondayOf(earliest(latest(asked, today), latest(lastDate, today)));
  const first = latest(monday, today);
  const end = earliest(addDays(monday, weeksShown * 7), addDays(lastDate, 1));
  const days = Math.max(1, daysBetween(first, end));

  const free = new Map(
    (await question.slots({ from: first, days })).days.map((day) => [day.date, day.slots]),
  );
  const shown = question.day !== null && free.has(question.day) ? question.day : null;
  const selected = shown ?? [...free].find(([, slots]) => slots.length > 0)?.[0] ?? null;
  const hasTimes = selected !== null && (free.get(selected)?.length ?? 0) > 0;
  const shownFrom = (date: string) =>
    [...free].find(([day, slots]) => day >= date && slots.length > 0)?.[1][0];
  const firstOfAll = (first === today && shownFrom(today)) || (await question.firstFree(today));
  const next = hasTimes || !firstOfAll ? null : await nextFrom(selected ?? first, firstOfAll);

  async function nextFrom(date: string, earliestOfAll: Slot): Promise<Slot | null> {
    if (earliestOfAll.date >= date) return earliestOfAll;
    return shownFrom(date) ?? question.firstFree(date);
  }
  const told = (slot: Slot | null): FreeTime | null =>
    slot && { when: formats.soon(slot.startsAt, today), href: href.time(slot) };

  const cell = (date: string): DayCell => {
    const count = free.get(date)?.length ?? 0;
    const named = { date: formats.day(date, today), count };
    return {
      date,
      number: Number(date.slice(8)),
      month: date.endsWith('-01') ? formats.shortMonth(date) : null,
      label: count > 0 ? text('dayFree', named) : text('dayFull', named),
      href: free.has(date) ? href.day(date, first) : null,
      level: count === 0 ? 0 : count <= 3 ? 1 : count <= 9 ? 2 : 3,
      isSelected: date === selected,
      isToday: date === today,
    };
  };

  const later = addDays(monday, weeksShown * 7);
  const earlier = addDays(monday, -weeksShown * 7);
  const slots = selected ? (free.get(selected) ?? []) : [];
  return {
    clock: { city: question.clock.city, timeZone: question.clock.timeZone },
    weekdays: [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({
      name: formats.weekday(weekday, 'long'),
      short: formats.weekday(weekday, 'short').slice(0, 3),
    })),
    weeks: Array.from({ length: Math.ceil(daysBetween(monday, end) / 7) || 1 }, (_, week) =>
      [0, 1, 2, 3, 4, 5, 6].map((day) => cell(addDays(monday, week * 7 + day))),
    ),
    months: formats.months(first, addDays(end, -1)),
    earlierHref: monday > today ? href.weeks(latest(earlier, today)) : null,
    laterHref: later <= lastDate ? href.weeks(later) : null,
    day: selected
      ? {
          date: selected,
          name: formats.relativeDay(selected, today),
          parts: partsOfDay(slots).map(({ part, slots: own }) => ({
            part,
            times: own.map((slot) => ({
              label: slot.localTime,
              href: href.time(slot),
              startsAt: slot.startsAt,
            })),
          })),
        }
      : null,
    firstFree: firstOfAll?.date === selected || firstOfAll === next ? null : told(firstOfAll),
    nextFree: told(next),
  };
}

function partsOfDay(slots: readonly Slot[]) {
  const partOf = (slot: Slot) =>
    slot.localTime < '12:00' ? 'morning' : slot.localTime < '17:00' ? 'afternoon' : 'evening';
  return (['morning', 'afternoon', 'evening'] as const)
    .map((part) => ({ part, slots: slots.filter((slot) => partOf(slot) === part) }))
    .filter((group) => group.slots.length > 0);
}
