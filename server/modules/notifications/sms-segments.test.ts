import { describe, expect, test } from 'vitest';
import { plainSigns, smsSegments } from './sms-segments.ts';

describe('what an SMS is billed as', () => {
  test.each([
    ['nothing at all', '', 1],
    ['160 characters of the GSM alphabet', 'æ'.repeat(160), 1],
    ['one more', 'æ'.repeat(161), 2],
    ['two parts of 153', 'a'.repeat(306), 2],
    ['a third part', 'a'.repeat(307), 3],
    ['signs of the extension table count twice', '€'.repeat(80), 1],
    ['such a sign is not divided between two parts', `${'a'.repeat(152)}€${'a'.repeat(152)}`, 3],
    ['70 characters when one is outside the alphabet', `č${'a'.repeat(69)}`, 1],
    ['one more of those', `č${'a'.repeat(70)}`, 2],
    ['an emoji is two units', '💈'.repeat(35), 1],
    ['36 of them', '💈'.repeat(36), 2],
  ])('%s', (_case, text, segments) => {
    expect(smsSegments(text)).toBe(segments);
  });

  test('a curly quote or a dash does not double the price', () => {
    expect(plainSigns('“It’s – well…”')).toBe('"It\'s - well..."');
    expect(smsSegments(plainSigns('’'.repeat(160)))).toBe(1);
  });

  test('no letter is replaced', () => {
    expect(plainSigns('Čáhppesčázi Søren Þór')).toBe('Čáhppesčázi Søren Þór');
  });
});
