import { expect, test } from 'vitest';
import { figureParams, presetsOf, readFigure, readReportSearch, reportQuery } from './report-search.ts';

const today = '2026-03-15';
const read = (query: string) => readReportSearch(new URLSearchParams(query), today);

test.each([
  '',
  'from=2026-03-01',
  'from=x&until=y',
  'from=2026-03-02&until=2026-03-01',
  'from=2020-01-01&until=2026-01-01',
])('%j is the last thirty days', (query) => {
  expect(read(query)).toEqual({ from: '2026-02-14', until: today, employeeId: '' });
});

test('an address says the same again', () => {
  const search = read('from=2026-01-01&until=2026-01-31&with=5f1e6d5e-7c8c-4f0e-9a6b-3f5a2a4d9b10');
  expect(search.employeeId).not.toBe('');
  expect(read(reportQuery(search).slice(1))).toEqual(search);
});

test('the last month is a whole one, also over New Year', () => {
  expect(presetsOf('2026-01-20').lastMonth).toEqual({ from: '2025-12-01', until: '2025-12-31' });
  expect(presetsOf(today).thisMonth).toEqual({ from: '2026-03-01', until: today });
});

test.each([
  { list: 'openings', outcome: 'rated', cause: 'remainder' },
  { list: 'offers', worth: 'recovered' },
  { list: 'entries', set: 'waiting', wait: 'under_1d' },
  { list: 'messages', topic: 'offers', channel: 'sms', notSent: false },
  { list: 'messages', notSent: true },
] as const)('a figure is found again by its address: %j', (figure) => {
  const query = new URLSearchParams(
    Object.entries(figureParams(figure)).flatMap(([name, value]) => (value ? [[name, value]] : [])),
  );
  expect(readFigure(query)).toEqual(figure);
});

test.each(['', 'list=nothing', 'list=openings&outcome=lost', 'list=entries'])('%j is no figure', (query) => {
  expect(readFigure(new URLSearchParams(query))).toBeNull();
});
