import type { Locator } from '@playwright/test';
import { expect, expectTargets, test, untilAlive, watchShifts } from './fixtures.ts';
import { DashboardPages, expectLive, liveMark } from './pages/dashboard-pages.ts';

const base = '/dashboard/fjord';
const service = 'Dameklipp';
const person = (name: string) => ({
  name,
  email: `${name.toLowerCase().replace(' ', '.')}@example.com`,
  service,
});

const devices = [
  ['a phone', { width: 390, height: 844 }],
  ['a desktop', { width: 1280, height: 900 }],
] as const;

for (const [device, viewport] of devices) {
  test(`no page jumps while it comes, on ${device}`, async ({ page, logInAs }) => {
    await page.setViewportSize(viewport);
    const expectStill = await watchShifts(page);
    await page.goto('/?lng=en');
    await logInAs(page, 'owner@fjord.example');
    for (const path of [
      '/calendar',
      '/calendar?view=week',
      '/reports',
      '/customers',
      '/messages',
      '/settings/services',
      '/settings/salon',
      '/settings/hours',
      '/settings/waitlist',
      '/settings/messages',
      '/settings/sms',
      '/settings/team',
      '/settings/running',
      '/settings/audit',
    ]) {
      await page.goto(`${base}${path}`);
      // With it comes the last that a page adds of itself.
      await expectLive(page);
      await test.step(path, expectStill);
    }
  });
}

for (const [device, viewport] of devices) {
  test(`what is saved on the page that is open is said over it, and hides nothing that is used, on ${device}`, async ({
    page,
    logInAs,
  }) => {
    await page.setViewportSize(viewport);
    await page.goto('/?lng=en');
    await logInAs(page, 'owner@fjord.example');
    await page.goto(`${base}/settings/salon`);
    await expectLive(page);
    const main = page.getByRole('main');
    const save = main.getByRole('button', { name: 'Save', exact: true });
    const said = main.getByRole('status').first();
    const field = main.locator('#bookingHorizonDays');
    // What moves within half a second of a press is not counted as a shift, so it is measured where things are.
    const placeOf = (element: Locator) =>
      element.evaluate((node) => {
        const { top, bottom, left, right } = node.getBoundingClientRect();
        return { top, bottom, left, right };
      });
    const places = async () => [await placeOf(field), await placeOf(save)];
    const isHidden = async (element: Locator) => {
      const [over, own] = [await placeOf(said), await placeOf(element)];
      const isBeside = over.right <= own.left || own.right <= over.left;
      return !isBeside && over.top < own.bottom && own.top < over.bottom;
    };

    await untilAlive(save);
    await save.evaluate((element) => element.scrollIntoView({ block: 'end' }));
    await expect(save).toBeInViewport();
    const before = await places();
    await save.click();
    await expect(said).toContainText('Saved');
    await expect(said).toBeFocused();
    await expect(said).toBeInViewport();
    expect(await places(), 'where the form is').toEqual(before);
    expect(await isHidden(save), 'the button is hidden').toBe(false);

    // Whoever goes on with the keyboard sees where they are, at whichever edge that is.
    for (const block of ['end', 'start'] as const) {
      await field.evaluate((element, at) => element.scrollIntoView({ block: at }), block);
      await field.evaluate((element, at) => {
        window.scrollBy(0, at === 'end' ? -60 : 60);
        element.focus({ preventScroll: true });
      }, block);
      await expect.poll(() => isHidden(field), 'the field is hidden').toBe(false);
    }

    const last = await places();
    await said.getByRole('button', { name: 'Close' }).click();
    await expect(said).toHaveCount(0);
    expect(await places(), 'where the form is').toEqual(last);
  });
}

test('nothing jumps when a colleague changes something, nor what has just been said', async ({
  page,
  database,
  logInAs,
  noOffers: _,
}) => {
  const expectStill = await watchShifts(page);
  await page.goto('/?lng=en');
  await logInAs(page, 'owner@fjord.example');
  const entry = await new DashboardPages(page).addEntry(person('Stina Stille'));
  const note = (text: string) =>
    database.query('UPDATE waitlist_entries SET notes = $1 WHERE id = $2', [text, entry.split('/').at(-1)]);
  const rename = (name: string) =>
    database.query('UPDATE waitlist_entries SET customer_name = $1 WHERE id = $2', [
      name,
      entry.split('/').at(-1),
    ]);

  let opening = '';

  await test.step('an entry, with what was just done', async () => {
    await expect(page.getByRole('main').getByRole('status')).toContainText('Stina Stille is on the waitlist');
    await expectStill();
    await expectLive(page);
    await note('Prefers mornings');
    await expect(page.getByText('Prefers mornings')).toBeVisible();
    await expectStill();
  });

  await test.step('an entry that is scrolled while it is fetched anew', async () => {
    let release = () => undefined as void;
    const held = new Promise<void>((go) => {
      release = go;
    });
    const data = /\.data(\?|$)/;
    await page.route(data, async (route) => {
      await held;
      await route.continue();
    });
    const scrollTo = (top: number) =>
      page.evaluate((to) => {
        window.scrollTo(0, to);
      }, top);
    await scrollTo(100);
    const asked = page.waitForRequest(data);
    await note('Prefers noon');
    await asked;
    await scrollTo(200);
    release();
    await expect(page.getByText('Prefers noon')).toBeVisible();
    expect(await page.evaluate(() => window.scrollY)).toBe(200);
    await page.unroute(data);
  });

  await test.step('the list', async () => {
    await page.goto(`${base}/waitlist?q=Stille`);
    await expectLive(page);
    await rename('Stina Helt Stille');
    await expect(page.getByRole('link', { name: 'Stina Helt Stille' })).toBeVisible();
    await expectStill();
  });

  await test.step('a form, which is left as it is', async () => {
    await page.goto(`${entry}/change`);
    await expectLive(page);
    await page.getByLabel('Note').fill('Half');
    await note('Prefers evenings');
    await expect(liveMark(page)).toHaveText('Something has changed');
    await expectStill();
    await expectTargets(page);
  });

  await test.step('the opening, when its customer is called otherwise', async () => {
    await page.goto(`${entry}/notify`);
    await new DashboardPages(page).chooseSlot();
    await page.getByRole('button', { name: 'Send the offer' }).click();
    await expect(page.getByRole('main').getByRole('status')).toContainText('has been offered');
    await expectStill();
    await page
      .getByRole('link', { name: 'Follow the opening' })
      .or(page.getByRole('link', { name: 'See the opening' }))
      .first()
      .click();
    await expect(page.getByRole('heading', { name: 'Who fits, in rank' })).toBeVisible();
    await expectLive(page);
    await rename('Stina Stillere');
    await expect(page.getByRole('link', { name: 'Stina Stillere' }).first()).toBeVisible();
    await expectStill();
    opening = new URL(page.url()).pathname;
  });

  await test.step('today and the calendar, each read anew', async () => {
    for (const path of ['', '/calendar']) {
      await page.goto(`${base}${path}`);
      await expectLive(page);
      const refreshed = page.waitForResponse((response) => response.url().includes('.data'));
      await rename(`Stina Stille ${path.length}`);
      await refreshed;
      await expectLive(page);
      await expectStill();
    }
  });

  await page.goto(`${opening}/withdraw`);
  await page.getByRole('button', { name: 'Withdraw the opening' }).click();
  await expect(page.getByRole('main').getByRole('status')).toContainText('One customer was told so');
  await expectStill();
  await page.goto(`${entry}/cancel`);
  await page.getByRole('button', { name: 'Take off the list' }).click();
  await expect(page.getByRole('main').getByRole('status')).toContainText('is off the waitlist');
  await expectStill();
});
