import { expect, test } from 'vitest';
import { formatsOf } from '#app/texts.server.ts';
import { wishOptions } from './wish-options.server.ts';

const offered = (ownLeadTime?: number) =>
  wishOptions('en', formatsOf('en', 'Europe/Oslo'), [], ['2026-11-28', '2027-01-31'], ownLeadTime).leadTimes;

test('a notice that a program has asked for can be kept when the wish is changed', () => {
  expect(offered(180).map(({ value }) => value)).toEqual(['0', '60', '120', '180', '240', '1440', '2880']);
  expect(offered(180)).toContainEqual({ value: '180', label: 'At least 3 hours before' });
  expect(offered(120)).toEqual(offered());
});
