import { describe, expect, test } from 'vitest';
import { limitOf, markPassed, markReached, overageOf } from './sms-quota.rules.ts';

const use = (used: number, hardCap: number | null = null) => ({ used, included: 100, hardCap });

describe('what use is held against', () => {
  test.each([
    ['the hard cap, behind which nothing goes out', { included: 100, hardCap: 300 }, 300],
    ['the hard cap, also when it is below what is included', { included: 100, hardCap: 50 }, 50],
    ['what is included, where there is no cap', { included: 100, hardCap: null }, 100],
    ['nothing, where there is neither', { included: 0, hardCap: null }, null],
    ['nothing, where no SMS goes out anyway', { included: 100, hardCap: 0 }, null],
  ])('%s', (_what, quota, limit) => {
    expect(limitOf(quota)).toBe(limit);
  });
});

test('overage begins behind what is included; where nothing is included there is none', () => {
  expect(overageOf(use(99))).toBe(0);
  expect(overageOf(use(100))).toBe(0);
  expect(overageOf(use(103))).toBe(3);
  expect(overageOf({ used: 103, included: 0, hardCap: null })).toBe(0);
});

test.each([
  [79, null],
  [80, 80],
  [99, 80],
  [100, 100],
  [250, 100],
])('%i of 100 stand at the mark %s', (used, mark) => {
  expect(markReached(use(used))).toBe(mark);
});

test('a limit that can’t be divided is rounded in nobody’s favour: 80 % of 7 are reached with 6', () => {
  expect(markReached(use(5, 7))).toBeNull();
  expect(markReached(use(6, 7))).toBe(80);
});

test.each([
  ['below it', 79, 1, null],
  ['onto it', 80, 1, 80],
  ['over it', 81, 2, 80],
  ['beyond it', 82, 1, null],
  ['onto the end', 100, 1, 100],
  ['over both marks at once', 101, 60, 100],
  ['beyond the end', 103, 1, null],
])('a step %s', (_where, used, segments, mark) => {
  expect(markPassed(use(used), segments)).toBe(mark);
});
