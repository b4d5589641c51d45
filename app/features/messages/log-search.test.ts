import { expect, test } from 'vitest';
import { newId } from '#server/platform/ids.schema.ts';
import { logInput, logQuery, readLogSearch } from './log-search.ts';

const read = (query: string) => readLogSearch(new URLSearchParams(query));

test('the address of a log keeps all that was asked, and leaves out what is as usual', () => {
  const query = `?state=troubled&by=sms&what=offer_reminder&q=kari&before=${newId()}`;
  expect(logQuery(read(query))).toBe(query);
  expect(logQuery(read(''))).toBe('');
});

test('what makes no sense in an address counts as not said', () => {
  expect(read('state=odd&by=pigeon&what=poem&before=17')).toEqual(read(''));
});

test('“not delivered” is all that may not have reached the customer', () => {
  expect(logInput(read('state=troubled')).statuses).toEqual(['undelivered', 'failed', 'blocked', 'unknown']);
  expect(logInput(read('')).statuses).toBeUndefined();
});
