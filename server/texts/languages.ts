import { fallbackLocale, locales, type Language, type Locale } from './catalogue.ts';
import { languageFiles } from './language-files.ts';

/** All texts of all languages: for the server, since a page needs those of its own language alone. */
export const languages = Object.fromEntries(
  await Promise.all(locales.map(async (locale) => [locale, await languageFiles[locale]()] as const)),
) as Record<Locale, Language>;

/** The language whose texts serve a tag that people may ask for. */
const serves = new Map<string, Locale>(
  locales.flatMap((locale) =>
    [locale, ...languages[locale].about.alsoServes].map((tag) => [tag, locale] as const),
  ),
);

/** Every tag that can be asked for: those of the languages, and those that they also serve. */
export const servedTags: readonly string[] = [...serves.keys()];

/** The language for one of the `servedTags`; the fallback for all else. */
export function languageFor(tag: string | false): Locale {
  return (tag && serves.get(tag)) || fallbackLocale;
}
