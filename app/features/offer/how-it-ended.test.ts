import { expect, test } from 'vitest';
import { howItEnded } from './how-it-ended.ts';

const asItWas = { entryStatus: 'cooldown', bookingCancelled: false, undone: null } as const;

test.each(['declined', 'expired', 'taken', 'withdrawn'] as const)(
  'an offer that is %s says so to whoever still waits',
  (state) => {
    expect(howItEnded(state, asItWas)).toBe(state);
  },
);

test.each([
  ['declined', 'cancelled', 'left'],
  ['declined', 'expired', 'over'],
  ['expired', 'cancelled', 'over'],
  ['expired', 'expired', 'expiredOff'],
  ['taken', 'cancelled', 'over'],
  ['withdrawn', 'cancelled', 'over'],
  ['withdrawn', 'expired', 'over'],
] as const)(
  'of one that is %s, with a wish that is %s, nobody is told that they keep a place',
  (state, entryStatus, end) => {
    expect(howItEnded(state, { ...asItWas, entryStatus })).toBe(end);
  },
);

test('an accept says what became of it since', () => {
  const booked = { ...asItWas, entryStatus: 'booked' } as const;
  expect(howItEnded('accepted', booked)).toBe('accepted');
  expect(howItEnded('accepted', { ...booked, bookingCancelled: true })).toBe('cancelledSince');
  expect(howItEnded('undone', { ...booked, undone: { waitsAgain: false } })).toBe('undoneOff');
  const waiting = { ...asItWas, entryStatus: 'waiting', undone: { waitsAgain: true } } as const;
  expect(howItEnded('undone', waiting)).toBe('undone');
  expect(howItEnded('undone', { ...waiting, entryStatus: 'cancelled' })).toBe('over');
});
