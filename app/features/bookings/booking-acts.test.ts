import { expect, test } from 'vitest';
import { actsForBooking, readPlainAct } from './booking-acts.ts';

const startsAt = '2026-11-28T10:00:00Z';
const before = new Date('2026-11-28T09:59:59Z');
const after = new Date('2026-11-28T10:00:00Z');
const booking = { status: 'confirmed', startsAt, lastChange: null } as const;

test('a booking to come can be changed and cancelled: nobody can have missed it yet', () => {
  expect(actsForBooking(booking, before)).toEqual(['move', 'length', 'cancel']);
});

test('from its start on it can also be settled', () => {
  expect(actsForBooking(booking, after)).toEqual(['complete', 'no-show', 'move', 'length', 'cancel']);
});

test('a change is undone until it has settled', () => {
  const lastChange = { id: '1', kind: 'moved', settlesAt: '2026-11-28T10:00:00Z' } as const;
  expect(actsForBooking({ ...booking, lastChange }, before)[0]).toBe('undo');
  expect(actsForBooking({ ...booking, lastChange }, after)).not.toContain('undo');
});

test.each([
  ['completed', ['no-show']],
  ['no_show', ['complete']],
  ['cancelled', []],
] as const)('once it is %s, only the other end can be said: %j', (status, acts) => {
  expect(actsForBooking({ ...booking, status }, after)).toEqual(acts);
});

test('an act is read from its address', () => {
  expect(readPlainAct('no-show')).toBe('no-show');
  expect(readPlainAct('erase')).toBeNull();
});
