import { fallbackLocale, locales, type Locale } from '#server/texts/catalogue.ts';
import { addressesOf } from './page-head.server.ts';

/** What a page kept out of search says itself: a robot that may not read it would not know. So nothing is forbidden here. */
export function robotsText(publicUrl: string): string {
  return `User-agent: *\nDisallow:\n\nSitemap: ${publicUrl}/sitemap.xml\n`;
}

/** The list of salons and each salon's page, in every language, each with its others beside it. */
export function sitemap(publicUrl: string, salons: readonly { slug: string; locale: Locale }[]): string {
  const pages = [
    { path: '/', ownLocale: fallbackLocale },
    ...salons.map(({ slug, locale }) => ({ path: `/s/${slug}`, ownLocale: locale })),
  ];
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml">',
    ...pages.map((page) => entries(publicUrl, page)),
    '</urlset>',
    '',
  ].join('\n');
}

function entries(publicUrl: string, page: { path: string; ownLocale: Locale }): string {
  const { plain, inLanguage } = addressesOf(publicUrl, page);
  const others = [
    ...locales.map((locale) => [locale, inLanguage[locale]] as const),
    ['x-default', plain] as const,
  ]
    .map(([tag, href]) => `    <xhtml:link rel="alternate" hreflang="${tag}" href="${escapeXml(href)}"/>`)
    .join('\n');
  return locales
    .map((locale) => `  <url>\n    <loc>${escapeXml(inLanguage[locale])}</loc>\n${others}\n  </url>`)
    .join('\n');
}

function escapeXml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
}
