import { describe, expect, test } from 'vitest';
import { entryStatuses } from '#server/modules/waitlist/waitlist.schema.ts';
import { actPath, actsFor, readAct } from './entry-acts.ts';

const entry = { status: 'waiting', overrideScore: null } as const;

describe('what staff are offered for an entry', () => {
  test('while it waits: a time, a pause, a priority, another wish, an end', () => {
    expect(actsFor(entry)).toEqual(['notify', 'book', 'change', 'pause', 'priority', 'cancel']);
  });

  test('while an offer is out: the wish stays as it is until it was answered', () => {
    expect(actsFor({ ...entry, status: 'notified' })).toEqual(['convert', 'priority', 'cancel']);
  });

  test('during a pause: back onto the list', () => {
    expect(actsFor({ ...entry, status: 'cooldown' })[0]).toBe('reactivate');
  });

  test.each(['booked', 'expired', 'cancelled'] as const)('once it is %s: only out of the lists', (status) => {
    expect(actsFor({ ...entry, status })).toEqual(['remove']);
    expect(actsFor({ status, overrideScore: 5 })).toEqual(['remove']);
  });

  test('a priority can be cleared only where one is set', () => {
    for (const status of entryStatuses)
      expect(actsFor({ status, overrideScore: null })).not.toContain('clear-priority');
    expect(actsFor({ ...entry, overrideScore: 0 })).toContain('clear-priority');
  });

  test('an act’s address is read back, and carries the way back', () => {
    const path = actPath('/dashboard/fjord', 'e1', 'clear-priority', '/dashboard/fjord/waitlist?page=2');
    const url = new URL(path, 'http://localhost');
    expect(readAct(url.pathname.split('/').at(-1))).toBe('clear-priority');
    expect(url.searchParams.get('back')).toBe('/dashboard/fjord/waitlist?page=2');
    expect(readAct('delete')).toBeNull();
  });
});
