import { Temporal } from 'temporal-polyfill';

interface Period {
  /** Local dates, both included. */
  from: string;
  until: string;
}

export type StepSize = 'day' | 'week' | 'month';

/** What a period is divided into, so that a picture has about thirty columns at most. */
export function stepSizeOf({ from, until }: Period): StepSize {
  const days = Temporal.PlainDate.from(from).until(until).days + 1;
  if (days <= 31) return 'day';
  return days <= 31 * 7 ? 'week' : 'month';
}

/** The steps of a period, the first and the last cut to it. `start`: where the whole step begins; weeks begin on Monday. */
export function stepsOf(period: Period): (Period & { start: string })[] {
  const size = stepSizeOf(period);
  const first = Temporal.PlainDate.from(period.from);
  let start =
    size === 'week'
      ? first.subtract({ days: first.dayOfWeek - 1 })
      : size === 'month'
        ? first.with({ day: 1 })
        : first;
  const steps: (Period & { start: string })[] = [];
  while (start.toString() <= period.until) {
    const next = start.add({ [`${size}s`]: 1 });
    const last = next.subtract({ days: 1 }).toString();
    const begins = start.toString();
    steps.push({
      start: begins,
      from: begins < period.from ? period.from : begins,
      until: last > period.until ? period.until : last,
    });
    start = next;
  }
  return steps;
}
