import { expect, test } from 'vitest';
import { readOpeningAct, whyNoNextOffer } from './opening-acts.ts';

const now = new Date('2026-11-22T15:00:00Z');
const out = { status: 'pending', tokenExpiresAt: '2026-11-22T15:30:00Z' };
const runOut = { status: 'pending', tokenExpiresAt: '2026-11-22T15:00:00Z' };
const declined = { status: 'declined', tokenExpiresAt: '2026-11-22T15:30:00Z' };
const oneAtATime = { status: 'open', offersAtOnce: 1 } as const;

test('no further offer can be made while as many are out as may be at once', () => {
  expect(whyNoNextOffer({ ...oneAtATime, offers: [declined, out] }, now)).toBe('all_out');
  expect(whyNoNextOffer({ ...oneAtATime, offersAtOnce: 2, offers: [out] }, now)).toBeNull();
  expect(whyNoNextOffer({ ...oneAtATime, offersAtOnce: 2, offers: [out, out] }, now)).toBe('all_out');
});

test('an offer that was declined or has run out stands in nobody’s way', () => {
  expect(whyNoNextOffer({ ...oneAtATime, offers: [declined] }, now)).toBeNull();
  expect(whyNoNextOffer({ ...oneAtATime, offers: [runOut] }, now)).toBeNull();
});

test('an opening that has ended is offered to nobody', () => {
  expect(whyNoNextOffer({ ...oneAtATime, status: 'filled', offers: [] }, now)).toBe('not_open');
});

test('an act is read from its address', () => {
  expect(readOpeningAct('withdraw')).toBe('withdraw');
  expect(readOpeningAct('sell')).toBeNull();
});
