import { expect, test, vi } from 'vitest';
import { languageNames, formatsOf, textsOf } from '#app/texts.server.ts';
import type { Locale } from '#server/texts/catalogue.ts';
import type * as files from '#server/texts/language-files.ts';
import { formErrors } from './form-errors.server.ts';

// One line more where the languages are listed, and nothing else: server/texts/third-language.test.ts does the same for all but the pages.
vi.mock('#server/texts/language-files.ts', async (original) => {
  const { languageFiles } = await original<typeof files>();
  const pl = async () => (await import('#server/texts/pseudo-language.ts')).pseudoPolish;
  return { languageFiles: { ...languageFiles, pl } };
});

const polish = 'pl' as Locale;

test('pages are written in it', () => {
  expect(textsOf(polish, 'booking')('mine.title')).toBe('[My appointment]');
  expect(formErrors(polish, [{ field: 'email', problem: 'email_invalid' }])).toEqual([
    { fieldId: 'email', message: '[This does not look like an e-mail address.]' },
  ]);
});

test('with all of its plural forms', () => {
  const t = textsOf(polish, 'booking');
  expect([1, 2, 5, 22, 25].map((count) => t('service.found', { count }))).toEqual([
    '[1 service found]',
    '[few: 2 services found]',
    '[many: 5 services found]',
    '[few: 22 services found]',
    '[many: 25 services found]',
  ]);
});

test('with its own dates, lists and money', () => {
  const formats = formatsOf(polish, 'Europe/Oslo');
  expect(formats.dateAndTime('2026-11-28T13:30:00Z')).toBe('[sobota 28\u00a0listopada at\u00a014:30]');
  expect(formats.list(['Ida', 'Sara'])).toBe('Ida i Sara');
  expect(formats.span(240)).toBe('[few: 4 hours]');
  expect(formats.price(69_050, 'PLN').replaceAll(/\s/g, ' ')).toBe('690,50 zł');
});

test('and people can choose it, by its own name', () => {
  expect(languageNames().map(({ name }) => name)).toEqual(['English', 'Norsk', 'Polski']);
});
