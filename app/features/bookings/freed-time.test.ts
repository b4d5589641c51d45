import { expect, test } from 'vitest';
import { freedTime } from './freed-time.ts';

const now = new Date('2026-11-22T15:00:00Z');
const startsAt = '2026-11-23T09:30:00Z';
const open = { status: 'open', offersMade: 0, fitting: 0 } as const;

test('a time is said to be on offer only once an offer is out', () => {
  expect(freedTime([{ ...open, offersMade: 1 }], startsAt, now)).toBe('offered');
  expect(freedTime([{ ...open, fitting: 2 }], startsAt, now)).toBe('fits');
});

test('where nobody was found to fit, nothing is promised', () => {
  expect(freedTime([open], startsAt, now)).toBe('ifFits');
});

test('once nobody could be offered it, it is on public sale', () => {
  expect(freedTime([{ ...open, status: 'exhausted' }], startsAt, now)).toBe('back');
  expect(freedTime([{ ...open, status: 'lapsed', offersMade: 2 }], startsAt, now)).toBe('back');
});

test('of several pieces, the one that is on offer counts', () => {
  expect(
    freedTime(
      [
        { ...open, status: 'exhausted' },
        { ...open, offersMade: 1 },
      ],
      startsAt,
      now,
    ),
  ).toBe('offered');
});

test('without an opening it is not offered, and what has begun is of use to nobody', () => {
  expect(freedTime([], startsAt, now)).toBe('notOffered');
  expect(freedTime([], now.toISOString(), now)).toBe('begun');
});

test('a repeat claims nothing of what has been filled or withdrawn since', () => {
  expect(freedTime([{ ...open, status: 'filled', offersMade: 1 }], startsAt, now)).toBeNull();
});
