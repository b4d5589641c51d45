import { expect, test } from 'vitest';
import { stepsOf, stepSizeOf } from './steps.rules.ts';

test.each([
  ['2026-06-01', '2026-07-01', 'day'],
  ['2026-06-01', '2026-07-02', 'week'],
  ['2026-01-01', '2026-12-31', 'month'],
])('from %s to %s: each %s', (from, until, size) => {
  expect(stepSizeOf({ from, until })).toBe(size);
});

test('weeks begin on Monday, and the first and last are cut to the period', () => {
  const steps = stepsOf({ from: '2026-06-03', until: '2026-07-14' });
  expect(steps).toHaveLength(7);
  expect(steps[0]).toEqual({ start: '2026-06-01', from: '2026-06-03', until: '2026-06-07' });
  expect(steps[1]).toEqual({ start: '2026-06-08', from: '2026-06-08', until: '2026-06-14' });
  expect(steps[6]).toEqual({ start: '2026-07-13', from: '2026-07-13', until: '2026-07-14' });
});

test('months are of the calendar', () => {
  const steps = stepsOf({ from: '2025-12-15', until: '2026-12-14' });
  expect(steps).toHaveLength(13);
  expect(steps[2]).toEqual({ start: '2026-02-01', from: '2026-02-01', until: '2026-02-28' });
});
