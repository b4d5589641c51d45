import { Temporal } from 'temporal-polyfill';
import type { FieldProblem } from '#server/platform/errors.ts';
import { workOf, type WorkingTime } from '../calendar/availability.rules.ts';
import { edgeOf, localDays } from '../salon/local-time.ts';
import { weekdaysOf, type Window } from './wish.rules.ts';

/**
 * The windows that no opening can ever meet: nobody who does the service works then for as long as it takes. Time off and bookings
 * don't count, as they can end. Without anybody who does it, nothing is said.
 */
export function neverOpen(
  windows: readonly Window[],
  {
    timeZone,
    durationMinutes,
    workingTimes,
  }: { timeZone: string; durationMinutes: number; workingTimes: readonly WorkingTime[] },
): FieldProblem[] {
  if (workingTimes.length === 0) return [];
  return windows.flatMap((window, index) => {
    const days = daysOf(window, timeZone);
    const work = workingTimes.map((times) => workOf(days, times));
    const wholeDay = { ...window, fromMinute: 0, untilMinute: 1440 };
    const fits = ({ fromMinute, untilMinute }: Window) =>
      days.some((day) => {
        const [from, until] = [edgeOf(day, fromMinute), edgeOf(day, untilMinute)];
        return work.some((stretches) =>
          stretches.some(([start, end]) => Math.min(end, until) - Math.max(start, from) >= durationMinutes),
        );
      });
    if (fits(window)) return [];
    return fits(wholeDay)
      ? [{ field: `windows.${index}.fromMinute`, problem: 'outside_hours' }]
      : [{ field: `windows.${index}.dateFrom`, problem: 'closed' }];
  });
}

function daysOf({ dateFrom, dateUntil, weekdays }: Window, timeZone: string) {
  const among = new Set(weekdaysOf(weekdays));
  const count = Temporal.PlainDate.from(dateFrom).until(dateUntil).days + 1;
  return localDays(timeZone, dateFrom, count).filter(({ weekday }) => among.has(weekday));
}
