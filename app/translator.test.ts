import { createInstance, type i18n } from 'i18next';
import { describe, expect, test } from 'vitest';
import { locales, type Locale, type PageTexts } from '#server/texts/catalogue.ts';
import { languages } from '#server/texts/languages.ts';
import { createTranslator } from './translator.ts';

const textsIn = (locale: Locale) => languages[locale].pages;
const english = textsIn('en');

/** One number of each plural form that a language of ours has, some that look alike, and both kinds of nothing. */
const counts = [undefined, 0, 1, 2, 3, 11, 21, 1.5];

/** The syntax of the catalogues is i18next's, so that is what says how each text reads. */
function reference(locale: Locale): i18n {
  const translator = createInstance();
  void translator.init({
    lng: locale,
    resources: { [locale]: textsIn(locale) },
    ns: Object.keys(textsIn(locale)),
    defaultNS: 'common',
    contextSeparator: '#',
    interpolation: { escapeValue: false },
    initImmediate: false,
  });
  return translator;
}

/** Every key by which a text can be asked for: those of plural forms also without their form. */
function keysOf(tree: object, before = ''): string[] {
  const keys = Object.entries(tree).flatMap(([name, value]: [string, unknown]) =>
    typeof value === 'object' && value !== null ? keysOf(value, `${before}${name}.`) : [`${before}${name}`],
  );
  const bare = keys.map((key) => key.replace(/(_ordinal)?_(zero|one|two|few|many|other)$/, ''));
  return [...new Set([...keys, ...bare])];
}

/** A value for every placeholder of the catalogues. */
function valuesFor(text: string): Record<string, string> {
  const names = [...text.matchAll(/{{(\w+)}}/g)].map(([, name = '']) => name);
  return Object.fromEntries(names.map((name) => [name, `<${name} & $&>`]));
}

type Ask = (key: string, values?: Record<string, unknown>) => string;

describe.each(locales)('the texts of pages in %s', (locale) => {
  const theirs = reference(locale);
  const ours = createTranslator(locale, textsIn(locale));

  test('read as i18next reads them, whatever the number', () => {
    const values = valuesFor(JSON.stringify(textsIn(locale)));
    const differences: string[] = [];
    let compared = 0;
    for (const name of Object.keys(textsIn(locale)) as (keyof PageTexts)[]) {
      const [theirText, ourText] = [theirs.getFixedT(null, name) as Ask, ours.textsOf(name) as Ask];
      for (const key of keysOf(textsIn(locale)[name])) {
        for (const count of counts) {
          for (const ordinal of [false, true]) {
            const given = { ...values, count, ordinal };
            const [expected, got] = [theirText(key, given), ourText(key, given)];
            compared += 1;
            if (got !== expected)
              differences.push(`${name}:${key} (${count}): ${got} instead of ${expected}`);
          }
        }
      }
    }
    expect(differences).toEqual([]);
    expect(compared).toBeGreaterThan(5_000);
  });

  test('can be asked for from another catalogue, and without values', () => {
    const [theirText, ourText] = [theirs.getFixedT(null, 'booking') as Ask, ours.textsOf('booking') as Ask];
    for (const key of ['common:close', 'common:problem.fault', 'time.title']) {
      expect(ourText(key)).toBe(theirText(key));
    }
  });
});

test('a catalogue that was not sent is a fault, not a page full of keys', () => {
  const { textsOf } = createTranslator('en', { common: english.common });
  expect(textsOf('common')('close')).toBe(english.common.close);
  expect(() => textsOf('booking')('time.title')).toThrow('no texts of "booking"');
});

test('a value is put in as it is, whatever it looks like', () => {
  const salon = 'Salong {{city}} $t(common:close) $&';
  const { textsOf } = createTranslator('en', english);
  const expected = english.offer.metaTitle.replace('{{salon}}', () => salon);
  expect(textsOf('offer')('metaTitle', { salon })).toBe(expected);
});

test('of several catalogues the first one is meant where none is named', () => {
  const { textsOf } = createTranslator('en', english);
  const t = textsOf(['booking', 'common']);
  expect([t('time.title'), t('common:close')]).toEqual([english.booking.time.title, english.common.close]);
});
