import { expect, test } from 'vitest';
import { minutesBehind } from './clocks-apart.ts';

const oslo = 'Europe/Oslo';

test('tells how far the salon’s clock is behind the visitor’s', () => {
  expect(minutesBehind('2026-11-28T09:00:00Z', oslo, 'Europe/Helsinki')).toBe(60);
  expect(minutesBehind('2026-11-28T09:00:00Z', oslo, 'Europe/London')).toBe(-60);
  expect(minutesBehind('2026-11-28T09:00:00Z', oslo, 'Asia/Kolkata')).toBe(270);
  expect(minutesBehind('2026-11-28T09:00:00Z', oslo, 'Europe/Stockholm')).toBe(0);
});

test('counts on the day that is shown: clocks change on different dates, or not at all', () => {
  // In March 2026 New York is in summer time three weeks before Oslo.
  expect(minutesBehind('2026-03-20T12:00:00Z', oslo, 'America/New_York')).toBe(-300);
  expect(minutesBehind('2026-04-20T12:00:00Z', oslo, 'America/New_York')).toBe(-360);
  expect(minutesBehind('2026-07-01T12:00:00Z', oslo, 'Africa/Lagos')).toBe(-60);
  expect(minutesBehind('2026-12-01T12:00:00Z', oslo, 'Africa/Lagos')).toBe(0);
});

test('goes over midnight', () => {
  expect(minutesBehind('2026-12-01T22:30:00Z', oslo, 'Asia/Tokyo')).toBe(480);
});
