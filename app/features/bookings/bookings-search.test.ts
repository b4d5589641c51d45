import { expect, test } from 'vitest';
import { bookingsQuery, readBookingsSearch } from './bookings-search.ts';

const today = '2026-11-22';
const read = (query: string) => readBookingsSearch(new URLSearchParams(query), today);

test('the bookings are those of today when nothing is asked for', () => {
  expect(read('')).toEqual({ date: today, search: '', employeeId: '', status: '', page: 1 });
});

test('a search looks through all days, unless a day is named', () => {
  expect(read('q=kari').date).toBe('');
  expect(read('q=kari&date=2026-11-28').date).toBe('2026-11-28');
});

test('the address reads back as it was written', () => {
  const search = {
    date: '2026-11-28',
    search: 'Åse & co',
    employeeId: '7f0b6c1e-9d3a-4d2b-8a51-0c2f1de0a001',
    status: 'no_show' as const,
    page: 2,
  };
  expect(read(bookingsQuery(search))).toEqual(search);
});

test.each(['date=2026-02-30', 'state=lost', 'with=x', 'page=0', 'page=-1'])(
  '%s counts as not said',
  (query) => {
    expect(read(query)).toEqual(read(''));
  },
);
