import { expect, test } from 'vitest';
import { readPrice } from './price.ts';

test.each([
  ['0,45', 450_000],
  [' 0.0079 ', 7_900],
  ['1', 1_000_000],
  ['', null],
  ['0,45 kr', NaN],
  ['-1', NaN],
  ['1.2.3', NaN],
])('%j', (text, micros) => {
  expect(readPrice(text)).toEqual(micros);
});
