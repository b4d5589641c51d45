import { languageFiles } from './language-files.ts';
import type * as english from './languages/en.ts';

/** A language, by the tag that stands in `lang` attributes and in the database. */
export type Locale = keyof typeof languageFiles;

export const locales = Object.keys(languageFiles) as Locale[];

/** What people get whose languages we don't have. */
export const fallbackLocale: Locale = 'en';

/** A tag of another form or case, such as `nb-NO`, is no Locale: negotiate first. */
export function isLocale(value: unknown): value is Locale {
  return locales.some((locale) => locale === value);
}

/** The language of a row. The database takes any tag, so a row may outlive the language that it was written in. */
export function localeOf(stored: string | null): Locale {
  return isLocale(stored) ? stored : fallbackLocale;
}

type PluralForm = Exclude<Intl.LDMLPluralRule, 'other'>;

/** `days_one` beside `days_other`; `too_many` stands alone, and is no plural. */
type IsForm<Key, Keys> = {
  [Form in PluralForm]: Key extends `${infer Base}_${Form}`
    ? `${Base}_other` extends Keys
      ? true
      : false
    : false;
}[PluralForm];

/**
 * The shape that a translation must have: the keys of the English original, each with a text. Languages differ in their plural forms:
 * `other` they all have, and what each needs besides is held by a test.
 */
export type Translated<Texts> = {
  [Key in keyof Texts as true extends IsForm<Key, keyof Texts> ? never : Key]: Texts[Key] extends string
    ? string
    : Translated<Texts[Key]>;
} & {
  [Key in keyof Texts as Key extends `${infer Base}_other` ? `${Base}_${PluralForm}` : never]?: string;
};

/** What pages are written with, by namespace. Texts of messages are not in it, since they are never sent to a browser. */
export type PageTexts = typeof english.pages;

/** What customers get by SMS and e-mail. */
export type MessageTexts = typeof english.messages;

/** What the file of a language exports. */
export interface Language {
  about: LanguageFacts;
  pages: Translated<PageTexts>;
  messages: Translated<MessageTexts>;
  /** The words for each error code, as endpoints for machines tell them. */
  errors: Translated<typeof english.errors>;
}

export interface LanguageFacts {
  /** In the language itself. */
  name: string;
  /** The tag whose dates, lists and money `Intl` writes: it says the country too. */
  formatTag: string;
  /** How an SMS, where each character counts, names a month without being mistaken. */
  compactMonth: 'numeric' | 'short';
  /** Tags of other languages whose readers are better off with this one than with the fallback. */
  alsoServes: readonly string[];
}
