import type { pages } from './en/pages.ts';

/** The languages, by the tag that stands in `lang` attributes and in the database. */
export const locales = ['en', 'nb'] as const;

export type Locale = (typeof locales)[number];

/** What people get whose languages we don't have. */
export const fallbackLocale: Locale = 'en';

/** A tag of another form or case, such as `nb-NO`, is no Locale: negotiate first. */
export function isLocale(value: unknown): value is Locale {
  return locales.some((locale) => locale === value);
}

/** The shape that a translation must have: the keys of the English original, each with a text. */
export type Translated<Texts> = {
  [Key in keyof Texts]: Texts[Key] extends string ? string : Translated<Texts[Key]>;
};

/** What pages are written with. Texts of messages are not in it, since they are never sent to a browser. */
export type PageTexts = typeof pages;

/** Options that server and browser must agree on, or hydration shows other words than the page came with. */
export const i18nOptions = {
  supportedLngs: [...locales],
  fallbackLng: fallbackLocale,
  defaultNS: 'common' as const,
  contextSeparator: '#', // so that a key may have an underscore in it
  returnNull: false as const,
  interpolation: { escapeValue: false }, // React escapes
};
