import type { LocalDay } from '#server/modules/salon/local-time.ts';
import { hoursOn, joined, without, workOf, type Stretch, type WorkingTime } from './availability.rules.ts';

// Pure. Here a stretch is of minutes since local midnight, but for time off, which is of epoch minutes.

export interface AtWork extends WorkingTime {
  /** Time off. In any order, may overlap. */
  away: readonly Stretch[];
}

export interface OpeningHours {
  /** All seven, Monday first. No stretches: closed. */
  week: { weekday: number; stretches: Stretch[] }[];
  /** Dates on which other hours than their weekday's count. */
  special: { date: string; stretches: Stretch[] }[];
}

/** Where nobody is at work for less than this, they have a break, and the salon has not closed. */
const closingMinutes = 60;

/**
 * When a salon is open: while at least one of its people is at work. Time off of some changes nothing on the door; a day on which it
 * leaves nobody is a closed one.
 * @param days the dates that are looked at for hours of their own
 */
export function openingHours(days: readonly LocalDay[], people: readonly AtWork[]): OpeningHours {
  const week = [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({
    weekday,
    stretches: withoutBreaks(
      people.flatMap(({ weekly }) =>
        weekly
          .filter((stretch) => stretch.weekday === weekday)
          .map(({ fromMinute, untilMinute }): Stretch => [fromMinute, untilMinute]),
      ),
    ),
  }));
  const special = days
    .map((day) => ({ day, stretches: hoursOfDay(day, people) }))
    .filter(({ day, stretches }) => !isSame(stretches, week[day.weekday - 1]?.stretches ?? []))
    .map(({ day, stretches }) => ({ date: day.date, stretches }));
  return { week, special };
}

function hoursOfDay(day: LocalDay, people: readonly AtWork[]): Stretch[] {
  const somebodyIsThere = people.some(
    (person) =>
      without(
        workOf([day], person),
        person.away.toSorted((a, b) => a[0] - b[0]),
      ).length > 0,
  );
  return somebodyIsThere ? withoutBreaks(people.flatMap((person) => hoursOn(day, person))) : [];
}

function withoutBreaks(stretches: Stretch[]): Stretch[] {
  return joined(stretches, closingMinutes - 1);
}

function isSame(some: readonly Stretch[], others: readonly Stretch[]): boolean {
  return (
    some.length === others.length &&
    some.every(([from, until], index) => others[index]?.[0] === from && others[index]?.[1] === until)
  );
}
