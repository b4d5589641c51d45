import { expect, test } from 'vitest';
import { scoreOf } from './score.rules.ts';

test.each([
  ['specific_time', 0, 10, 'specific_time'],
  // Of a specific time, how far around it would do is of no account.
  ['specific_time', 2880, 10, 'specific_time'],
  ['day_flexible', 0, -5, 'flexible_up_to_2_hours'],
  ['day_flexible', 120, -5, 'flexible_up_to_2_hours'],
  ['day_flexible', 121, -7, 'flexible_up_to_12_hours'],
  ['day_flexible', 720, -7, 'flexible_up_to_12_hours'],
  ['day_flexible', 721, -10, 'flexible_beyond_12_hours'],
  ['day_flexible', 2880, -10, 'flexible_beyond_12_hours'],
] as const)('%s with %i minutes of flexibility counts %i, for %s', (mode, flexMinutes, points, part) => {
  expect(scoreOf(mode, flexMinutes)).toEqual({ total: points, parts: [{ part, points }] });
});
