import { createInstance, type i18n } from 'i18next';
import { initReactI18next } from 'react-i18next';
import { createFormats, type Formats } from '#app/ui/formats.ts';
import { i18nOptions, type Locale, type PageTexts } from '#server/texts/catalogue.ts';
import { pages as english } from '#server/texts/en/pages.ts';
import { pages as norwegian } from '#server/texts/nb/pages.ts';

// One translator for each language: it is only read while pages render.
const translators: Record<Locale, i18n> = {
  en: createTranslator('en', english),
  nb: createTranslator('nb', norwegian),
};

function createTranslator(lng: Locale, pages: PageTexts): i18n {
  const translator = createInstance();
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
  return translators[locale];
}

/** The texts of one catalogue, for loaders, actions and `meta`. */
export function textsOf<Namespace extends keyof PageTexts>(locale: Locale, namespace: Namespace) {
  return translators[locale].getFixedT(null, namespace);
}

/** Dates, times and money in this language and a salon's time zone. */
export function formatsOf(locale: Locale, timeZone: string): Formats {
  const text = textsOf(locale, 'common');
  return createFormats(locale, timeZone, (key, values) => text(key, values));
}
