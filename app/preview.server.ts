import type { MetaDescriptor } from '@remix-run/node';
import type { Locale } from '#server/texts/catalogue.ts';
import { languages } from '#server/texts/languages.ts';

/** What others show in place of an address that was sent or posted, beside its title. */
export interface Preview {
  locale: Locale;
  description: string;
  /** 1200 by 630; an absolute address. */
  picture: { src: string; alt: string };
}

/** The picture of a page that has none of its own. */
export function ownPicture(publicUrl: string): Preview['picture'] {
  return { src: `${publicUrl}/share.png`, alt: 'Ledig' };
}

/** Open Graph, and what X asks for beside it. With the picture's size told, the first to share an address sees it too. */
export function previewTags({ locale, description, picture }: Preview): MetaDescriptor[] {
  return [
    { name: 'description', content: description },
    { property: 'og:description', content: description },
    { property: 'og:type', content: 'website' },
    { property: 'og:site_name', content: 'Ledig' },
    { property: 'og:locale', content: openGraphLocale(locale) },
    { property: 'og:image', content: picture.src },
    { property: 'og:image:width', content: '1200' },
    { property: 'og:image:height', content: '630' },
    { property: 'og:image:alt', content: picture.alt },
    { name: 'twitter:card', content: 'summary_large_image' },
  ];
}

/** A language in the form that Open Graph writes it: `nb_NO`. */
export function openGraphLocale(locale: Locale): string {
  return languages[locale].about.formatTag.replace('-', '_');
}
