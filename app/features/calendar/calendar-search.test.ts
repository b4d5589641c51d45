import { expect, test } from 'vitest';
import { calendarQuery, readCalendarSearch } from './calendar-search.ts';

const today = '2026-11-22';
const read = (query: string) => readCalendarSearch(new URLSearchParams(query), today);

test('without a word it is everybody’s day today, while somebody works', () => {
  expect(read('')).toEqual({ date: today, view: 'day', employeeId: '', isWholeDay: false });
});

test('the address reads back as it was written', () => {
  const search = {
    date: '2026-11-28',
    view: 'week' as const,
    employeeId: '7f0b6c1e-9d3a-4d2b-8a51-0c2f1de0a001',
    isWholeDay: true,
  };
  expect(read(calendarQuery(search))).toEqual(search);
});

test.each(['date=2026-02-30', 'view=month', 'employee=x', 'hours=some'])('%s counts as not said', (query) => {
  expect(read(query)).toEqual(read(''));
});
