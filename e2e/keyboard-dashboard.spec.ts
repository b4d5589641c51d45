import type { Page } from '@playwright/test';
import { expect, expectAccessible, expectNoSideways, test } from './fixtures.ts';
import { DashboardPages, expectLive } from './pages/dashboard-pages.ts';
import { daysFrom } from './pages/days-from.ts';

// A colour that is half on its way to another can't be measured.
test.use({ contextOptions: { reducedMotion: 'reduce' } });

const base = '/dashboard/fjord';
const palette = (page: Page) => page.getByRole('dialog', { name: 'Search' });
const field = (page: Page) => palette(page).getByRole('searchbox');
const chosen = (page: Page) => palette(page).locator('[role=menuitem][data-focused]');

test.beforeEach(async ({ page, logInAs }) => {
  await page.goto('/?lng=en');
  await logInAs(page, 'owner@fjord.example');
});

async function open(page: Page, path: string): Promise<void> {
  await page.goto(path);
  await expectLive(page);
}

/** Somebody whom the demo has booked, from the list. */
async function somebody(page: Page): Promise<string> {
  await open(page, `${base}/customers`);
  const name = await page.getByRole('rowheader').getByRole('link').first().textContent();
  return name ?? '';
}

test.describe('the palette', () => {
  test('finds a customer by name and goes there, with keys alone', async ({ page }) => {
    const name = await somebody(page);
    await open(page, base);
    await page.keyboard.press('Control+k');
    await expect(field(page)).toBeFocused();
    await page.keyboard.type(name);
    const found = palette(page).getByRole('group', { name: 'Customers' }).getByRole('menuitem').first();
    await expect(found).toContainText(name);
    await expect(chosen(page)).toHaveCount(1);
    for (
      let pressed = 0;
      pressed < 20 && !(await found.evaluate((item) => item.matches('[data-focused]')));
      pressed += 1
    )
      await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await expect(page).toHaveURL(/\/customers\/[0-9a-f-]{36}/);
    await expect(page.getByRole('heading', { level: 1 })).toContainText(name);
    await expect(palette(page)).toHaveCount(0);
  });

  test('goes to a page by the beginning of its name', async ({ page }) => {
    await open(page, base);
    await page.keyboard.press('Control+k');
    await expect(field(page)).toBeFocused();
    await page.keyboard.type('waitl');
    await expect(chosen(page)).toHaveText('Add to the waitlist');
    await page.keyboard.press('ArrowDown');
    await expect(chosen(page)).toHaveText('Waitlist');
    await page.keyboard.press('Enter');
    await expect(page).toHaveURL(`${base}/waitlist`);
  });

  test('does what the page has beside its title', async ({ page }) => {
    await open(page, `${base}/calendar`);
    await page.getByRole('link', { name: 'Search', exact: true }).click();
    await expect(field(page)).toBeFocused();
    await page.keyboard.type('day a');
    await expect(chosen(page)).toHaveText('Day after');
    await page.keyboard.press('Enter');
    await expect(page).toHaveURL(/calendar\?date=/);
  });

  test('closes on Escape and gives the focus back', async ({ page }) => {
    await open(page, base);
    const button = page.getByRole('link', { name: 'Search', exact: true });
    await button.focus();
    await page.keyboard.press('Control+k');
    await expect(field(page)).toBeFocused();
    await page.keyboard.type('an');
    await page.keyboard.press('Escape');
    await expect(palette(page)).toHaveCount(0);
    await expect(button).toBeFocused();
  });

  test('opens on a phone by touch, keeps within the screen, and can be read by everybody', async ({
    page,
  }) => {
    await page.setViewportSize({ width: 390, height: 844 });
    await open(page, base);
    await page.getByRole('link', { name: 'Search', exact: true }).click();
    await field(page).fill('an');
    await expect(palette(page).getByRole('group', { name: 'Customers' })).toBeVisible();
    await expectAccessible(page);
    await expectNoSideways(page);
  });

  test('leads without a script to a page that finds the same', async ({ page, anotherVisitor }) => {
    const name = await somebody(page);
    const plain = await anotherVisitor({ javaScriptEnabled: false });
    await plain.context().addCookies(await page.context().cookies());
    await plain.goto(base);
    await plain.getByRole('link', { name: 'Search', exact: true }).click();
    await expect(plain).toHaveURL(`${base}/find`);
    await plain.getByLabel('Name, e-mail or phone').fill(name);
    await plain.getByRole('button', { name: 'Search' }).click();
    await plain.getByRole('region', { name: 'Customers' }).getByRole('link', { name }).first().click();
    await expect(plain.getByRole('heading', { level: 1 })).toContainText(name);
  });
});

test.describe('letters', () => {
  const ways = [
    ['t', ''],
    ['c', '/calendar'],
    ['w', '/waitlist'],
    ['o', '/openings'],
    ['b', '/bookings'],
    ['k', '/customers'],
    ['m', '/messages'],
    ['r', '/reports'],
    ['s', '/settings/services'],
  ] as const;

  test('go to every page, begin a booking and an entry, and search on the page', async ({ page }) => {
    await open(page, `${base}/waitlist`);
    for (const [letter, path] of ways) {
      await page.keyboard.press('g');
      await page.keyboard.press(letter);
      await expect(page).toHaveURL(new RegExp(`${base}${path}$`));
    }
    await page.keyboard.press('n');
    await expect(page).toHaveURL(`${base}/bookings/new`);
    await page.goto(`${base}/customers`);
    await expectLive(page);
    await page.keyboard.press('/');
    await expect(page.getByRole('main').getByRole('searchbox')).toBeFocused();
    await page.keyboard.press('w');
    await expect(page.getByRole('main').getByRole('searchbox')).toHaveValue('w');
    await page.getByRole('main').getByRole('heading', { level: 1 }).click();
    await page.keyboard.press('w');
    await expect(page).toHaveURL(`${base}/waitlist/new`);
  });

  test('go along a list, and Enter opens', async ({ page }) => {
    await open(page, `${base}/customers`);
    const links = page.getByRole('rowheader').getByRole('link');
    await page.keyboard.press('j');
    await expect(links.nth(0)).toBeFocused();
    await page.keyboard.press('j');
    await expect(links.nth(1)).toBeFocused();
    await page.keyboard.press('k');
    await expect(links.nth(0)).toBeFocused();
    await page.keyboard.press('Enter');
    await expect(page).toHaveURL(/\/customers\/[0-9a-f-]{36}/);
  });

  test('are told by a question mark, and do nothing while a window is open or when they are switched off', async ({
    page,
  }) => {
    await open(page, `${base}/customers`);
    const help = page.getByRole('dialog', { name: 'Keyboard shortcuts' });
    await page.keyboard.press('?');
    await expect(help).toBeVisible();
    await expectAccessible(page);
    await page.keyboard.press('n');
    await page.keyboard.press('Control+k');
    await expect(palette(page)).toHaveCount(0);
    await help.getByRole('checkbox').uncheck();
    await page.keyboard.press('Escape');
    await expect(help).toBeHidden();
    for (const key of ['n', 'w', '?', 'g', 'w']) await page.keyboard.press(key);
    await page.keyboard.press('Control+k');
    await expect(field(page)).toBeFocused();
    await page.keyboard.press('Escape');
    await page.reload();
    await expectLive(page);
    await page.keyboard.press('n');
    await expect(page).toHaveURL(`${base}/customers`);
    await page.getByRole('link', { name: 'Search', exact: true }).click();
    await field(page).fill('keyb');
    await page.keyboard.press('Enter');
    await help.getByRole('checkbox').check();
    await page.keyboard.press('Escape');
    await page.keyboard.press('n');
    await expect(page).toHaveURL(`${base}/bookings/new`);
  });

  test('go elsewhere from a booking of the calendar too, whose own keys they begin like', async ({
    page,
  }) => {
    const booking = page.locator('.calendar-booking[aria-keyshortcuts]').first();
    // Some days the salon is closed.
    for (let days = 1; days < 5 && !(await booking.isVisible()); days += 1) {
      await new DashboardPages(page).openDay(daysFrom(new Date(), days));
    }
    await booking.focus();
    const heard = await booking.evaluateHandle((element) => {
      const keys: string[] = [];
      (element as HTMLElement).addEventListener('keydown', ({ key }) => keys.push(key));
      return keys;
    });
    await page.keyboard.press('g');
    await page.keyboard.press('m');
    await expect(page).toHaveURL(`${base}/messages`);
    expect(await heard.jsonValue(), 'what the booking heard: m would have taken it').toEqual(['g']);
  });
});
