import type { Clock } from '#server/platform/clock.ts';

/** A clock that stands still until a test moves it. */
export interface TestClock extends Clock {
  /** Moves on, by fractions too; never back. */
  advance(minutes: number): Date;
  /** Jumps to an instant, such as `2026-06-01T12:00+02:00`. */
  set(at: string | Date): Date;
}

/** A Monday morning, ten o'clock in Oslo, in summer time: when tests begin that have no time of their own. */
export const testStart = '2026-06-01T10:00+02:00';

export function clockAt(start: string = testStart): TestClock {
  let at = new Date(start).getTime();
  return {
    now: () => new Date(at),
    advance(minutes) {
      if (minutes < 0) throw new Error('Time does not go back.');
      at += minutes * 60_000;
      return new Date(at);
    },
    set(to) {
      at = new Date(to).getTime();
      return new Date(at);
    },
  };
}

/** `minutes` after `at` (before, when negative). */
export function minutesAfter(at: Date | string, minutes: number): Date {
  return new Date(new Date(at).getTime() + minutes * 60_000);
}
