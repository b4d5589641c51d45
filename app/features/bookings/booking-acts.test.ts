import { expect, test } from 'vitest';
import { actsForBooking, readBookingAct } from './booking-acts.ts';

const startsAt = '2026-11-28T10:00:00Z';
const before = new Date('2026-11-28T09:59:59Z');
const after = new Date('2026-11-28T10:00:00Z');

test('a booking to come can only be cancelled: nobody can have missed it yet', () => {
  expect(actsForBooking({ status: 'confirmed', startsAt }, before)).toEqual(['cancel']);
});

test('from its start on it can also be settled', () => {
  expect(actsForBooking({ status: 'confirmed', startsAt }, after)).toEqual(['complete', 'no-show', 'cancel']);
});

test.each(['completed', 'no_show', 'cancelled'] as const)('nothing is left to do once it is %s', (status) => {
  expect(actsForBooking({ status, startsAt }, after)).toEqual([]);
});

test('an act is read from its address', () => {
  expect(readBookingAct('no-show')).toBe('no-show');
  expect(readBookingAct('erase')).toBeNull();
});
