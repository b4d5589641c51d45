import type { AppLoadContext, MetaDescriptor } from '@remix-run/node';
import { locales, type Locale } from '#server/texts/catalogue.ts';
import { openGraphLocale, ownPicture, previewTags, type Preview } from './preview.server.ts';

/** What a public page tells those who find and share it. */
export interface PublicPage {
  title: string;
  description: string;
  /** Where it is, without a query. */
  path: string;
  /** In which language it is for whoever asks for none. */
  ownLocale: Locale;
  /** An address with https, or a path on our own host. Left out: Ledig's. */
  picture?: Preview['picture'] | null;
  /** A state that its address alone brings about; of those there is no end. */
  isStep?: boolean;
}

/** Where a page is in each language: its own has the plain address. */
export function addressesOf(
  publicUrl: string,
  { path, ownLocale }: Pick<PublicPage, 'path' | 'ownLocale'>,
): { plain: string; inLanguage: Record<Locale, string> } {
  const plain = `${publicUrl}${path}`;
  const inLanguage = Object.fromEntries(
    locales.map((locale) => [locale, locale === ownLocale ? plain : `${plain}?lng=${locale}`]),
  ) as Record<Locale, string>;
  return { plain, inLanguage };
}

/**
 * The head of a public page. A step is not for search engines, and says no address of its own either: whoever shares one
 * means just that step, and a preview that knows a better address would lead there.
 */
export function pageHead(
  { locale, publicUrl }: Pick<AppLoadContext, 'locale' | 'publicUrl'>,
  page: PublicPage,
): MetaDescriptor[] {
  const { title, description, picture } = page;
  return [
    { title },
    { property: 'og:title', content: title },
    ...(page.isStep ? [{ name: 'robots', content: 'noindex, nofollow' }] : whereItIs()),
    ...previewTags({
      locale,
      description,
      picture:
        picture && !isDrawing(picture.src)
          ? { src: absolute(publicUrl, picture.src), alt: picture.alt }
          : ownPicture(publicUrl),
    }),
  ];

  function whereItIs(): MetaDescriptor[] {
    const { plain, inLanguage } = addressesOf(publicUrl, page);
    return [
      { tagName: 'link', rel: 'canonical', href: inLanguage[locale] },
      ...locales.map((language) => ({
        tagName: 'link',
        rel: 'alternate',
        hrefLang: language,
        href: inLanguage[language],
      })),
      { tagName: 'link', rel: 'alternate', hrefLang: 'x-default', href: plain },
      { property: 'og:url', content: inLanguage[locale] },
      ...locales
        .filter((language) => language !== locale)
        .map((language) => ({ property: 'og:locale:alternate', content: openGraphLocale(language) })),
    ];
  }
}

/** Hardly any preview draws SVG. */
function isDrawing(address: string): boolean {
  return /\.svgz?([?#]|$)/i.test(address);
}

/** As others must be told of it: a path is on our own host. */
export function absolute(publicUrl: string, address: string): string {
  return address.startsWith('/') ? `${publicUrl}${address}` : address;
}
