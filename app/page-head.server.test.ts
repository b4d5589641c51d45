import type { MetaDescriptor } from '@remix-run/node';
import { describe, expect, test } from 'vitest';
import { robotsText, sitemap } from './crawlers.server.ts';
import { pageHead, type PublicPage } from './page-head.server.ts';

const publicUrl = 'https://ledig.test';
const page: PublicPage = {
  title: 'Bestill time hos Fjord',
  description: 'Velg en ledig time.',
  path: '/s/fjord',
  ownLocale: 'nb',
};

function head(locale: 'en' | 'nb', changes: Partial<PublicPage> = {}): MetaDescriptor[] {
  return pageHead({ locale, publicUrl }, { ...page, ...changes });
}

/** The values of one kind of tag. */
function said(tags: MetaDescriptor[], by: 'rel' | 'name' | 'property', what: string): unknown[] {
  return tags
    .map((tag) => tag as Record<string, unknown>)
    .filter((tag) => tag[by] === what)
    .map(({ href, content }) => href ?? content);
}

describe('a public page', () => {
  test('has one address in each language, the plain one in its own', () => {
    expect(said(head('nb'), 'rel', 'canonical')).toEqual(['https://ledig.test/s/fjord']);
    expect(said(head('en'), 'rel', 'canonical')).toEqual(['https://ledig.test/s/fjord?lng=en']);
    const alternates = head('en')
      .map((tag) => tag as Record<string, string>)
      .filter(({ rel }) => rel === 'alternate')
      .map(({ hrefLang, href }) => `${hrefLang} ${href}`);
    expect(alternates).toEqual([
      'en https://ledig.test/s/fjord?lng=en',
      'nb https://ledig.test/s/fjord',
      'x-default https://ledig.test/s/fjord',
    ]);
    expect(said(head('nb'), 'name', 'robots')).toEqual([]);
  });

  test('is shown with its words, its language and its picture where it is shared', () => {
    const tags = head('nb', { picture: { src: '/demo/fjord.jpg', alt: 'Bilde fra Fjord' } });
    const expected = {
      'og:title': page.title,
      'og:description': page.description,
      'og:url': 'https://ledig.test/s/fjord',
      'og:locale': 'nb_NO',
      'og:locale:alternate': 'en_GB',
      'og:image': 'https://ledig.test/demo/fjord.jpg',
      'og:image:alt': 'Bilde fra Fjord',
    };
    for (const [property, value] of Object.entries(expected)) {
      expect(said(tags, 'property', property), property).toEqual([value]);
    }
  });

  test('without a picture that previews can draw is shown with Ledig’s', () => {
    const own = ['https://ledig.test/share.png'];
    expect(said(head('nb'), 'property', 'og:image')).toEqual(own);
    expect(said(head('nb', { picture: { src: '/a/b.SVG?v=1', alt: '' } }), 'property', 'og:image')).toEqual(
      own,
    );
    expect(
      said(head('nb', { picture: { src: 'https://cdn.example/a', alt: '' } }), 'property', 'og:image'),
    ).toEqual(['https://cdn.example/a']);
  });
});

test('a step is kept out of search, and claims no other address than it has', () => {
  const tags = head('nb', { isStep: true });
  expect(said(tags, 'name', 'robots')).toEqual(['noindex, nofollow']);
  expect([...said(tags, 'rel', 'canonical'), ...said(tags, 'rel', 'alternate')]).toEqual([]);
  expect(said(tags, 'property', 'og:url')).toEqual([]);
  expect(said(tags, 'property', 'og:title')).toEqual([page.title]);
});

test('the map of the site has the list and the salons in each language, and nothing else', () => {
  const map = sitemap(publicUrl, [{ slug: 'fjord', locale: 'nb' }]);
  expect([...map.matchAll(/<loc>([^<]*)<\/loc>/g)].map(([, address]) => address)).toEqual([
    'https://ledig.test/',
    'https://ledig.test/?lng=nb',
    'https://ledig.test/s/fjord?lng=en',
    'https://ledig.test/s/fjord',
  ]);
  expect(map.match(/hreflang="x-default" href="https:\/\/ledig.test\/s\/fjord"/g)).toHaveLength(2);
  expect(robotsText(publicUrl)).toContain('Sitemap: https://ledig.test/sitemap.xml');
});
