import { expect, test } from 'vitest';
import { customersQuery, readCustomersSearch } from './customers-search.ts';

const read = (query: string) => readCustomersSearch(new URLSearchParams(query));

test('an address says what is searched, in which order, and which page', () => {
  const search = { search: 'kari', sort: 'newest', page: 3 } as const;
  expect(read(customersQuery(search))).toEqual(search);
  expect(customersQuery(search)).toBe('?q=kari&sort=newest&page=3');
});

test('what is as usual is left out, and what makes no sense is not said', () => {
  expect(customersQuery(read(''))).toBe('');
  expect(read('sort=age&page=-1&q=%20')).toEqual({ search: '', sort: 'name', page: 1 });
  expect(read('page=99999')).toMatchObject({ page: 1 });
});
