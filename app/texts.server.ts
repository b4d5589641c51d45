import { createInstance, type i18n } from 'i18next';
import { initReactI18next } from 'react-i18next';
import { createFormats, type Formats } from '#app/ui/formats.ts';
import { i18nOptions, locales, type Locale, type PageTexts } from '#server/texts/catalogue.ts';
import { languages } from '#server/texts/languages.ts';

// One translator for each language: it is only read while pages render.
const translators = new Map(locales.map((locale) => [locale, createTranslator(locale)]));

function createTranslator(lng: Locale): i18n {
  const translator = createInstance();
  const { pages } = languages[lng];
  void translator.use(initReactI18next).init({
    ...i18nOptions,
    lng,
    resources: { [lng]: pages },
    ns: Object.keys(pages),
    initImmediate: false, // the texts are here: nothing to wait for
  });
  return translator;
}

/** What renders a page in this language. */
export function translatorOf(locale: Locale): i18n {
  const translator = translators.get(locale);
  if (!translator) throw new Error(`There are no texts in ${locale}.`);
  return translator;
}

/** The texts of one catalogue, for loaders, actions and `meta`. */
export function textsOf<Namespace extends keyof PageTexts>(locale: Locale, namespace: Namespace) {
  return translatorOf(locale).getFixedT(null, namespace);
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
