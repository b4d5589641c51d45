import { describe, expect, test } from 'vitest';
import { common as en } from '#server/texts/en/common.ts';
import { common as nb } from '#server/texts/nb/common.ts';
import { addDays, createFormats, weekdayOf } from './formats.ts';
import type { CommonText } from './formats.ts';

function textOf(catalogue: typeof en): CommonText {
  return (key, values) => {
    const path =
      'count' in values && !key.endsWith('Short') ? `${key}_${values.count === 1 ? 'one' : 'other'}` : key;
    const found = path
      .split('.')
      .reduce<unknown>((at, part) => (at as Record<string, unknown>)[part], catalogue) as string;
    return found.replaceAll(/\{\{(\w+)\}\}/g, (_, name: string) => String(values[name]));
  };
}

const english = createFormats('en-GB', 'Europe/Oslo', textOf(en));
const norwegian = createFormats('nb-NO', 'Europe/Oslo', textOf(nb));
const slot = '2026-11-28T13:30:00Z';

describe('what a customer reads', () => {
  test('is in their language and the salon’s zone', () => {
    expect(english.dateAndTime(slot)).toBe('Saturday 28\u00a0November at\u00a014:30');
    expect(norwegian.dateAndTime(slot)).toBe('lørdag 28.\u00a0november kl.\u00a014:30');
  });

  test('never breaks a line between what is read as one', () => {
    expect(norwegian.at('lør. 28.\u00a0nov.', slot)).toBe('lør. 28.\u00a0nov. kl.\u00a014:30');
  });

  test('says today and tomorrow, and the year when it is another', () => {
    expect(english.dateAndTime(slot, '2026-11-28')).toBe('today, Saturday 28\u00a0November at\u00a014:30');
    expect(norwegian.relativeDay('2026-11-28', '2026-11-27')).toBe('i morgen, lørdag 28.\u00a0november');
    expect(english.relativeDay('2027-01-02', '2026-12-31')).toBe('Saturday 2\u00a0January 2027');
  });

  test('leaves the date away where a word is enough', () => {
    expect(english.soon(slot, '2026-11-28')).toBe('today at\u00a014:30');
    expect(norwegian.soon(slot, '2026-11-27')).toBe('i morgen kl.\u00a014:30');
    expect(norwegian.soon(slot, '2026-11-26')).toBe('lørdag 28.\u00a0november kl.\u00a014:30');
  });

  test('names the months of a calendar', () => {
    expect(english.months('2026-11-02', '2026-11-29')).toBe('November 2026');
    expect(norwegian.months('2026-12-07', '2027-01-10')).toBe('desember 2026–januar 2027');
    expect(norwegian.shortMonth('2026-12-01')).toBe('des');
  });

  test('keeps a local evening on its own date, though it is the next one in UTC, or the one before', () => {
    expect(english.localDate('2026-07-01T22:30:00Z')).toBe('2026-07-02');
    expect(createFormats('en-GB', 'America/New_York', textOf(en)).localDate('2026-07-02T02:00:00Z')).toBe(
      '2026-07-01',
    );
  });

  test('shows both sides of a change of the clock', () => {
    expect(english.timeRange('2026-10-25T00:30:00Z', '2026-10-25T01:30:00Z')).toBe('02:30–02:30');
    expect(english.timeRange('2026-03-29T00:30:00Z', '2026-03-29T01:30:00Z')).toBe('01:30–03:30');
  });

  test('has money without idle decimals', () => {
    expect(norwegian.price(69000, 'NOK').replaceAll(/\s/g, ' ')).toBe('690 kr');
    expect(norwegian.price(69050, 'NOK').replaceAll(/\s/g, ' ')).toBe('690,50 kr');
    expect(english.price(69000, 'NOK').replaceAll(/\s/g, ' ')).toBe('NOK 690');
    expect(english.price(500, 'JPY')).toBe('JP¥500');
  });

  test('has durations as people say them', () => {
    expect([45, 60, 90].map((minutes) => english.duration(minutes))).toEqual([
      '45\u00a0min',
      '1\u00a0h',
      '1\u00a0h\u00a030\u00a0min',
    ]);
    expect(norwegian.duration(135)).toBe('2\u00a0t\u00a015\u00a0min');
    expect([1, 45, 60, 90, 240, 2880].map((minutes) => english.span(minutes))).toEqual([
      '1 minute',
      '45 minutes',
      '1 hour',
      '1 h 30 min',
      '4 hours',
      '2 days',
    ]);
    expect(norwegian.span(240)).toBe('4 timer');
  });

  test('names weekdays from Monday on', () => {
    expect([1, 7].map((weekday) => norwegian.weekday(weekday))).toEqual(['mandag', 'søndag']);
    expect(weekdayOf('2026-11-29')).toBe(7);
    expect(addDays('2026-12-31', 1)).toBe('2027-01-01');
  });

  test('joins names into a sentence', () => {
    expect(norwegian.list(['Ida', 'Jonas', 'Sara'], 'disjunction')).toBe('Ida, Jonas eller Sara');
  });
});
