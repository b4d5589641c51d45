import type { TFunction } from 'i18next';
import { createFormats, type Formats } from '#app/ui/formats.ts';
import { locales, type Locale, type PageTexts } from '#server/texts/catalogue.ts';
import { languages } from '#server/texts/languages.ts';
import { jsonInScript } from './json-in-script.ts';
import { catalogueNames } from './page-texts.ts';
import type { SentTexts } from './sent-texts.ts';
import { createTranslator, type Translator } from './translator.ts';

// One translator for each language: it is only read.
const translators = new Map(
  locales.map((locale) => [locale, createTranslator(locale, languages[locale].pages)]),
);

/** What writes anything in this language. */
function translatorOf(locale: Locale): Translator {
  const translator = translators.get(locale);
  if (!translator) throw new Error(`There are no texts in ${locale}.`);
  return translator;
}

/** The texts of one catalogue, for loaders, actions and `meta`. */
export function textsOf<Namespace extends keyof PageTexts>(
  locale: Locale,
  namespace: Namespace,
): TFunction<Namespace> {
  return translatorOf(locale).textsOf(namespace);
}

const sent = new Map<string, SentTexts>();

/**
 * The catalogues that the page at this address needs: made once, since the same ones go to every visitor. The server writes the page, too,
 * with what it sends and no more, so that both write the same.
 */
export function sentTextsOf(locale: Locale, pathname: string): SentTexts {
  const names = catalogueNames(pathname);
  const key = `${locale} ${names.join(' ')}`;
  const made = sent.get(key) ?? makeSentTexts(locale, names);
  sent.set(key, made);
  return made;
}

function makeSentTexts(locale: Locale, names: readonly (keyof PageTexts)[]): SentTexts {
  const { pages } = languages[locale];
  const texts: Partial<PageTexts> = Object.fromEntries(names.map((name) => [name, pages[name]]));
  return { translator: createTranslator(locale, texts), json: jsonInScript({ locale, texts }) };
}

/** Dates, times and money in this language and a salon's time zone. */
export function formatsOf(locale: Locale, timeZone: string): Formats {
  const text = textsOf(locale, 'common');
  return createFormats(languages[locale].about.formatTag, timeZone, (key, values) => text(key, values));
}

/** Every language by its own name, for who may choose one. */
export function languageNames(): { locale: Locale; name: string }[] {
  return locales.map((locale) => ({ locale, name: languages[locale].about.name }));
}
