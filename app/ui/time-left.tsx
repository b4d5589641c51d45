import { clockOf, useTimeLeft } from './use-time-left.ts';

/** Counts down for the eye alone: until when it lasts stands beside it in words. */
export function TimeLeft({ until, now }: { until: string; now: string }) {
  const left = useTimeLeft(Date.parse(until) - Date.parse(now), now);
  return (
    <span aria-hidden="true" className="tabular min-w-[7ch] font-semibold text-accent">
      {left === null ? null : clockOf(left)}
    </span>
  );
}
