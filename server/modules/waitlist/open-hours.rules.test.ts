import { expect, test } from 'vitest';
import { neverOpen } from './open-hours.rules.ts';

const weekly = [1, 2, 3, 4, 5].map((weekday) => ({ weekday, fromMinute: 540, untilMinute: 1020 }));
const facts = {
  timeZone: 'Europe/Oslo',
  durationMinutes: 60,
  workingTimes: [{ weekly, exceptions: [] }],
};
// 5 June 2026 is a Friday.
const window = (changes: object = {}) => ({
  dateFrom: '2026-06-05',
  dateUntil: '2026-06-07',
  weekdays: 127,
  fromMinute: 0,
  untilMinute: 1440,
  ...changes,
});

test.each([
  ['days of which one is open', {}, []],
  ['only days that are closed', { dateFrom: '2026-06-06' }, ['dateFrom closed']],
  ['only weekdays that are closed', { weekdays: 0b1100000 }, ['dateFrom closed']],
  ['a time at night', { fromMinute: 180, untilMinute: 300 }, ['fromMinute outside_hours']],
  ['less than the service before closing', { fromMinute: 961 }, ['fromMinute outside_hours']],
  ['just the last hour', { fromMinute: 960 }, []],
])('a wish for %s', (_, changes, problems) => {
  const found = neverOpen([window(), window(changes)], facts);
  expect(found.map(({ field, problem }) => `${field} ${problem}`)).toEqual(
    problems.map((problem) => `windows.1.${problem}`),
  );
});

test('hours of one date count, and so does each person', () => {
  const sunday = window({ dateFrom: '2026-06-07' });
  const extra = { date: '2026-06-07', fromMinute: 600, untilMinute: 720, own: true };
  const helper = { weekly: [], exceptions: [extra] };
  expect(neverOpen([sunday], facts)).toHaveLength(1);
  expect(neverOpen([sunday], { ...facts, workingTimes: [...facts.workingTimes, helper] })).toEqual([]);
});

test('where nobody does the service, nothing is said', () => {
  expect(neverOpen([window({ dateFrom: '2026-06-06' })], { ...facts, workingTimes: [] })).toEqual([]);
});
