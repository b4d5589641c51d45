import { describe, expect, test } from 'vitest';
import { isMet, summarise } from './measurement.ts';

describe('a summary', () => {
  test('has the middle value, and the outermost ones', () => {
    expect(summarise([5, 1, 3])).toEqual({ median: 3, lowest: 1, highest: 5 });
  });

  test('of an even number of rounds lies between the two in the middle', () => {
    expect(summarise([4, 1, 10, 2]).median).toBe(3);
  });

  test('sorts numbers as numbers', () => {
    expect(summarise([100, 9, 20]).median).toBe(20);
  });

  test('of nothing there is none', () => {
    expect(() => summarise([])).toThrow('no value');
  });
});

describe('a target', () => {
  test('is met by the median, whatever a single round says', () => {
    expect(isMet({ rounds: [0.1, 0.6, 0.7], target: { atLeast: 0.55 } })).toBe(true);
    expect(isMet({ rounds: [0.9, 0.5, 0.4], target: { atLeast: 0.55 } })).toBe(false);
  });

  test('is met by what reaches it exactly', () => {
    expect(isMet({ rounds: [110], target: { atMost: 110 } })).toBe(true);
    expect(isMet({ rounds: [110.01], target: { atMost: 110 } })).toBe(false);
  });
});
