import { expect, test } from 'vitest';
import { clockOf } from './use-time-left.ts';

test.each([
  [5_000, '0:05'],
  [245_900, '4:05'],
  [3_599_000, '59:59'],
  [3_600_000, '1:00:00'],
  [7_193_000, '1:59:53'],
])('%d ms left are %s on the clock', (milliseconds, clock) => {
  expect(clockOf(milliseconds)).toBe(clock);
});
