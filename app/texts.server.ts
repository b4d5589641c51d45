import type { TFunction } from 'i18next';
import { createFormats, type Formats } from '#app/ui/formats.ts';
import { locales, type Locale, type PageTexts } from '#server/texts/catalogue.ts';
import { languages } from '#server/texts/languages.ts';
import { catalogueNames } from './page-texts.ts';
import { createTranslator, type Translator } from './translator.ts';

// One translator for each language: it is only read.
const translators = new Map(
  locales.map((locale) => [locale, createTranslator(locale, languages[locale].pages)]),
);

/** What writes anything in this language. */
export function translatorOf(locale: Locale): Translator {
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

const sent = new Map<string, string>();

/**
 * The catalogues that the page at this address needs, as JSON: one string, written once, is passed on a good deal faster than its hundreds
 * of parts are gone through for each visitor.
 */
export function pageTextsJson(locale: Locale, pathname: string): string {
  const names = catalogueNames(pathname);
  const key = `${locale} ${names.join(' ')}`;
  const made =
    sent.get(key) ??
    JSON.stringify(Object.fromEntries(names.map((name) => [name, languages[locale].pages[name]])));
  sent.set(key, made);
  return made;
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
