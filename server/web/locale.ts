import { createCookie } from '@remix-run/node';
import { RemixI18Next } from 'remix-i18next/server';
import { fallbackLocale, isLocale, type Locale } from '#server/texts/catalogue.ts';
import { languageFor, servedTags } from '#server/texts/languages.ts';

/** Says which language suits what a page is about (the salon's, the customer's), and to whom; null when it doesn't matter. */
export type FindPageLocale = (url: URL, staff: StaffLanguages | null) => Promise<Locale | null>;

/** The languages of who is logged in. */
export interface StaffLanguages {
  user: { locale: Locale };
  salons: readonly { slug: string; locale: Locale }[];
}

// No secret, so scripts may read it.
const choiceCookie = createCookie('lng', { path: '/', sameSite: 'lax', maxAge: 365 * 24 * 3600 });

/** The cookie that remembers what a visitor chose with `?lng=`; null when this address chooses nothing. */
export async function localeChoice(url: URL): Promise<string | null> {
  const chosen = url.searchParams.get('lng');
  return isLocale(chosen) ? choiceCookie.serialize(chosen) : null;
}

/** What a visitor has chosen, in this address or before. */
export async function chosenLocale(url: URL, cookies: string | undefined): Promise<Locale | null> {
  const chosen: unknown = url.searchParams.get('lng') ?? (await choiceCookie.parse(cookies ?? null));
  return isLocale(chosen) ? chosen : null;
}

/**
 * Decides the language of a page: `?lng=` in its address, then the visitor's earlier choice, then what the page is
 * about, then what the browser asks for.
 */
export function createLocaleDetector(
  findPageLocale: FindPageLocale,
): (request: Request, staff: StaffLanguages | null) => Promise<Locale> {
  const detectionFor = (staff: StaffLanguages | null) =>
    new RemixI18Next({
      detection: {
        supportedLanguages: [...servedTags],
        fallbackLanguage: fallbackLocale,
        cookie: choiceCookie,
        order: ['searchParams', 'cookie', 'custom', 'header'],
        // Without the database no page can be made; the one that says so is in the language of the browser.
        findLocale: (request) => findPageLocale(new URL(request.url), staff).catch(() => null),
      },
    });
  return async (request, staff) => languageFor(await detectionFor(staff).getLocale(request));
}
