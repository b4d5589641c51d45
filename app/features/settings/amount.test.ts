import { expect, test } from 'vitest';
import { readAmount } from './amount.ts';

test('an amount is read as people write it', () => {
  expect(['690', '690,5', '690.50', '1 290,50', ' 0 '].map((text) => readAmount(text, 2))).toEqual([
    69_000, 69_050, 69_050, 129_050, 0,
  ]);
  expect(readAmount('690', 0)).toBe(690);
});

test('what is no amount of the currency is none', () => {
  for (const text of ['', 'free', '-1', '1,234', '1.2.3', '12e3']) expect(readAmount(text, 2)).toBeNaN();
  expect(readAmount('690,5', 0)).toBeNaN();
});
