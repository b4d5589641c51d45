import { describe, expect, test } from 'vitest';
import { countOf, listInput, listQuery, readListSearch } from './list-search.ts';

const service = '7f0b6c1e-9d3a-4d2b-8a51-0c2f1de0a001';
const read = (query: string) => readListSearch(new URLSearchParams(query));

describe('the address of the waitlist', () => {
  test('reads back as it was written', () => {
    const search = {
      ...read(''),
      group: 'cooldown' as const,
      serviceId: service,
      date: '2026-11-28',
      search: 'Åse & co',
      sort: 'name' as const,
      page: 3,
    };
    expect(readListSearch(new URLSearchParams(listQuery(search)))).toEqual(search);
  });

  test('is bare when nothing is asked for', () => {
    expect(listQuery(read(''))).toBe('');
  });

  test.each([
    'state=asleep',
    'service=7',
    'with=x',
    'date=2026-02-30',
    'sort=luck',
    'page=0',
    'page=1.5',
    'page=x',
  ])('%s counts as not said', (query) => {
    expect(read(query)).toEqual(read(''));
  });

  test('asks for those who may still get a time, unless it says another state or all', () => {
    expect(listInput(read('')).statuses).toEqual(['waiting', 'notified', 'cooldown']);
    expect(listInput(read('state=booked')).statuses).toEqual(['booked']);
    expect(listInput(read('state=all')).statuses).toBeUndefined();
  });

  test('counts a group as the sum of its states', () => {
    const counts = { waiting: 5, notified: 2, cooldown: 1, booked: 10, expired: 20, cancelled: 40 };
    expect(countOf('active', counts)).toBe('8');
    expect(countOf('booked', counts)).toBe('10');
    expect(countOf('all', counts)).toBe('78');
    expect(countOf('all', { ...counts, expired: 1_000 })).toBe('999+');
  });
});
