import type { APIRequestContext, Page } from '@playwright/test';
import { createLinks } from '#server/platform/crypto.ts';
import { demoSecrets } from '#server/platform/env.ts';
import { expect, expectAccessible, test } from './fixtures.ts';

// What search engines, and programs that show a preview of an address, are told: they read the document as it is sent.

const origin = process.env.E2E_ADDRESS ?? '';

interface Head {
  html: string;
  title: string;
  /** The values of each `name` and `property`. */
  meta: Map<string, string>;
  /** As `rel` or `rel hreflang`. */
  links: Map<string, string>;
  structured: Record<string, unknown>[];
}

async function headOf(request: APIRequestContext, path: string): Promise<Head> {
  const html = await (await request.get(path, { headers: { 'Accept-Language': 'en' } })).text();
  const head = html.slice(0, html.indexOf('</head>'));
  const attribute = (tag: string, name: string) =>
    new RegExp(` ${name}="([^"]*)"`, 'i').exec(tag)?.[1]?.replaceAll('&amp;', '&') ?? '';
  const tags = (name: string) => [...head.matchAll(new RegExp(`<${name} [^>]*>`, 'g'))].map(([tag]) => tag);
  return {
    html,
    title: /<title>([^<]*)<\/title>/.exec(head)?.[1] ?? '',
    meta: new Map(
      tags('meta').map((tag) => [
        attribute(tag, 'name') || attribute(tag, 'property'),
        attribute(tag, 'content'),
      ]),
    ),
    links: new Map(
      tags('link').map((tag) => [
        [attribute(tag, 'rel'), attribute(tag, 'hreflang')].filter(Boolean).join(' '),
        attribute(tag, 'href'),
      ]),
    ),
    structured: [...html.matchAll(/<script type="application\/ld\+json">(.*?)<\/script>/gs)].map(
      ([, json = '']) => JSON.parse(json) as Record<string, unknown>,
    ),
  };
}

/** Every address in it that stands for the whole page. */
function addresses({ links }: Head): (string | undefined)[] {
  return ['canonical', 'alternate en', 'alternate nb', 'alternate x-default'].map((rel) => links.get(rel));
}

test('a salon’s page is found in each language, and shared with its picture', async ({ request }) => {
  const own = await headOf(request, '/s/fjord?utm_source=letter');
  const plain = `${origin}/s/fjord`;
  expect(addresses(own)).toEqual([plain, `${plain}?lng=en`, plain, plain]);
  expect(own.title).toBe('Bestill time hos Fjord Frisør, Oslo');
  expect(own.meta.get('description')).toContain('Fjord Frisør, Markveien 52B, Oslo: Klipp');
  expect(own.meta.get('og:url')).toBe(plain);
  expect(own.meta.get('og:locale')).toBe('nb_NO');
  expect(own.meta.get('og:image:alt')).toBe('Bilde fra Fjord Frisør');
  expect(own.meta.has('robots')).toBe(false);
  const picture = await request.get(own.meta.get('og:image') ?? '');
  expect(picture.headers()['content-type']).toBe('image/jpeg');

  const english = await headOf(request, '/s/fjord?lng=en');
  expect(addresses(english)).toEqual([`${plain}?lng=en`, `${plain}?lng=en`, plain, plain]);
  expect(english.title).toBe('Book a time at Fjord Frisør, Oslo');
});

test('a salon tells search engines where it is and when it is open', async ({ request }) => {
  const { structured } = await headOf(request, '/s/brygga');
  expect(structured).toHaveLength(1);
  expect(structured[0]).toMatchObject({
    '@type': 'HairSalon',
    name: 'Brygga Hair',
    address: { streetAddress: 'Marken 27', addressLocality: 'Bergen' },
    openingHoursSpecification: expect.arrayContaining([
      expect.objectContaining({ dayOfWeek: expect.arrayContaining(['Saturday']) }),
    ]),
  });
});

test('no step of a booking is for search engines, and sharing one shares just that step', async ({
  page,
  request,
}) => {
  await page.goto('/s/fjord');
  const service = page.getByRole('main').getByRole('link', { name: 'Dameklipp' });
  const step = (await service.getAttribute('href')) ?? '';
  for (const path of [step, `${step}&with=anyone`, step.replace('/s/fjord', '/s/fjord/waitlist')]) {
    const head = await headOf(request, path);
    expect(head.meta.get('robots'), path).toBe('noindex, nofollow');
    expect(addresses(head), path).toEqual([undefined, undefined, undefined, undefined]);
    expect(head.meta.has('og:url'), path).toBe(false);
    expect(head.meta.get('og:title'), path).toContain('Fjord Frisør');
    expect(head.structured, path).toEqual([]);
  }
});

test('robots find the list and the salons, and are led to nothing else', async ({ request }) => {
  const robots = await (await request.get('/robots.txt')).text();
  expect(robots).toContain(`Sitemap: ${origin}/sitemap.xml`);
  const answer = await request.get('/sitemap.xml');
  expect(answer.headers()['content-type']).toContain('application/xml');
  const map = await answer.text();
  expect([...map.matchAll(/<loc>([^<]*)/g)].map(([, address]) => address)).toEqual(
    expect.arrayContaining(['/', '/?lng=nb', '/s/fjord', '/s/fjord?lng=en'].map((path) => origin + path)),
  );
  for (const text of [robots, map]) expect(text).not.toMatch(/\/(o|w|b|dashboard|dev|login)\b/);
});

test('a link’s preview names the salon, and neither who nor when nor the link', async ({
  database,
  request,
}) => {
  const [id = '', secret = ''] = demoSecrets.linkKeys.split(':');
  const links = createLinks([{ id, secret }]);
  const { rows } = await database.query<{
    offer: string;
    offer_version: number;
    entry: string;
    entry_version: number;
    booking: string;
    booking_version: number;
    customer: string;
    service: string;
  }>(`
    SELECT o.id AS offer, o.link_version AS offer_version, e.id AS entry, e.link_version AS entry_version,
      b.id AS booking, b.link_version AS booking_version, e.customer_name AS customer, v.name AS service
    FROM waitlist_offers o
    JOIN waitlist_entries e ON e.id = o.waitlist_entry_id
    JOIN bookings b ON b.id = e.booking_id
    JOIN services v ON v.id = e.service_id
    JOIN salons s ON s.id = e.salon_id
    WHERE o.status = 'accepted' AND b.starts_at > now() AND s.slug = 'fjord'
    LIMIT 1`);
  const [row] = rows;
  if (!row) throw new Error('The demo has an accepted offer of a booking to come.');
  const tokens = [
    ['/o/', links.signLink('offer', { id: row.offer, version: row.offer_version })],
    ['/w/', links.signLink('entry', { id: row.entry, version: row.entry_version })],
    ['/b/', links.signLink('booking', { id: row.booking, version: row.booking_version })],
  ] as const;
  for (const [kind, token] of tokens) {
    const { html, title, meta, links: linked, structured } = await headOf(request, kind + token);
    expect(title, kind).toContain('Fjord Frisør');
    expect(meta.get('og:title'), kind).toBe(title);
    expect(meta.get('og:description'), kind).toBe(
      'Åpne lenken for å se mer og svare. Den er bare til deg, så ikke send den videre.',
    );
    expect(meta.get('og:image'), kind).toBe(`${origin}/share.png`);
    expect(meta.get('robots'), kind).toContain('noindex');
    expect([meta.has('og:url'), linked.has('canonical')], kind).toEqual([false, false]);
    expect(structured, kind).toEqual([]);
    const head = html.slice(0, html.indexOf('</head>'));
    for (const secretWord of [token, row.customer.split(' ')[0] ?? '', row.service]) {
      expect(head, kind).not.toContain(secretWord);
    }
    expect([title, meta.get('og:description')].join(' '), kind).not.toMatch(/\d/);
  }
});

test.describe('a salon of which little is known', () => {
  const name = '</script><script>document.title = "broken"</script>';

  async function openBare(page: Page, database: { query: (text: string, values: unknown[]) => unknown }) {
    await database.query(
      `INSERT INTO salons (organisation_id, slug, name, time_zone, locale, currency, street)
       SELECT organisation_id, 'bare', $1, time_zone, 'en', currency, $1 FROM salons WHERE slug = 'brygga'
       ON CONFLICT (slug) DO UPDATE SET archived_at = NULL`,
      [name],
    );
    await page.goto('/s/bare');
  }

  test.afterEach(({ database }) =>
    database.query(`UPDATE salons SET archived_at = now() WHERE slug = 'bare'`),
  );

  test('has a page without a picture, and its name stays a name wherever it stands', async ({
    page,
    database,
    request,
  }) => {
    await openBare(page, database);
    await expect(page).toHaveTitle(`Book a time at ${name}`);
    await expect(page.getByRole('banner').getByText(name)).toBeVisible();
    await expect(page.getByRole('img')).toHaveCount(0);
    await expect(page.getByText('Opening hours')).toHaveCount(0);
    const { structured, html } = await headOf(request, '/s/bare');
    expect(structured[0]).toMatchObject({ name, address: { streetAddress: name } });
    expect(html).not.toContain(name);
  });

  test('stands in the list without a picture and a logo, beside those that have both', async ({
    page,
    database,
  }) => {
    await openBare(page, database);
    await page.goto('/?lng=en');
    const salon = (named: string) => page.getByRole('main').getByRole('link', { name: named });
    await expect(salon(name)).toBeVisible();
    await expect(salon(name).locator('img')).toHaveCount(0);
    const pictures = salon('Brygga Hair').locator('img');
    await expect(pictures).toHaveCount(2);
    const widths = () =>
      pictures.evaluateAll((all) => all.map((img) => (img as HTMLImageElement).naturalWidth));
    await expect.poll(async () => Math.min(...(await widths()))).toBeGreaterThan(0);
    await salon(name).click();
    await expect(page).toHaveURL('/s/bare');
  });
});

for (const javaScriptEnabled of [true, false]) {
  test(`somebody ${javaScriptEnabled ? '' : 'without JavaScript '}reads when the salon is open`, async ({
    anotherVisitor,
  }) => {
    const page = await anotherVisitor({ javaScriptEnabled });
    await page.goto('/s/brygga?lng=en');
    await expect(page.getByRole('img', { name: 'Picture of Brygga Hair' })).toBeVisible();
    const hours = page.locator('summary', { hasText: 'Opening hours' });
    await expect(hours).toContainText(/^(Open today \d\d:\d\d–\d\d:\d\d|Closed today)/);
    await expect(page.getByText('Saturday', { exact: true })).toBeHidden();
    await hours.press('Enter');
    await expect(page.getByText('Saturday', { exact: true })).toBeVisible();
    if (javaScriptEnabled) await expectAccessible(page);
    await page.getByRole('link', { name: 'Short cut' }).click();
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('With whom?');
    await expect(page.getByRole('img')).toHaveCount(0);
  });
}
