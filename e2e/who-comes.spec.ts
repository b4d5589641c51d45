import type { Page } from '@playwright/test';
import { expect, expectAccessible, expectNoSideways, expectTargets, test } from './fixtures.ts';
import { wednesdayIn } from './pages/days-from.ts';
import { enter, tabTo } from './pages/keyboard.ts';
import { expectLive } from './pages/dashboard-pages.ts';

// A colour that is half on its way to another can't be measured.
test.use({ contextOptions: { reducedMotion: 'reduce' } });

const base = '/dashboard/fjord';
const date = wednesdayIn(36);
const nameOf = (page: Page) => page.getByRole('combobox', { name: 'Name' });
const known = (page: Page) => page.getByRole('listbox', { name: 'Known customers' });
const chosen = (page: Page) => page.getByRole('group', { name: 'Known customer' });
const flash = (page: Page) => page.getByRole('main').getByRole('status').first();

test.beforeEach(async ({ page, logInAs }) => {
  await page.goto('/?lng=en');
  await logInAs(page, 'owner@fjord.example');
});

async function open(page: Page, path: string): Promise<void> {
  await page.goto(path);
  await expectLive(page);
}

/** The form, filled in with the keyboard as far as who comes. */
async function openNewBooking(page: Page, time: string): Promise<void> {
  const back = `${base}/calendar?date=${date}`;
  await open(page, `${base}/bookings/new?${new URLSearchParams({ date, back })}`);
  await tabTo(page, page.getByLabel('Service'));
  await page.keyboard.type('Dameklipp');
  await tabTo(page, page.getByLabel('Time', { exact: true }));
  // The browser's own field asks for the half of the day too.
  await page.keyboard.type(`${time}AM`);
  await tabTo(page, page.getByLabel('With'));
  await page.keyboard.type('Ingrid');
  await tabTo(page, nameOf(page));
}

const book = (page: Page) => enter(page, page.getByRole('button', { name: 'Book', exact: true }));

test('with keys alone: somebody new with nothing but a name is booked, and then a regular, found by a few letters', async ({
  page,
  database,
}) => {
  await openNewBooking(page, '0900');
  await page.keyboard.type('Wilma Without');
  await expect(page.getByText('The customer gets no messages: there is neither')).toBeVisible();
  await book(page);
  await expect(flash(page)).toContainText('Wilma Without is booked');
  await expect(flash(page)).toContainText('The customer gets no messages');
  const { rows: told } = await database.query(
    `SELECT m.id FROM messages m JOIN customers c ON c.id = m.customer_id WHERE c.name = 'Wilma Without'`,
  );
  expect(told).toEqual([]);
  await enter(page, flash(page).getByRole('link', { name: 'See the booking' }));
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Wilma Without');
  await expectAccessible(page);

  const { rows: customers } = await database.query<{ id: string; name: string; phone: string }>(
    `SELECT c.id, c.name, c.phone FROM customers c JOIN salons s USING (organisation_id)
     WHERE s.slug = 'fjord' AND c.phone IS NOT NULL AND c.email IS NOT NULL AND c.merged_into_id IS NULL
     ORDER BY lower(c.name) LIMIT 1`,
  );
  const regular = customers[0] ?? { id: '', name: '', phone: '' };
  await openNewBooking(page, '1000');
  await page.keyboard.type(regular.name.slice(0, -1));
  await expect(known(page)).toBeVisible();
  await expectAccessible(page);
  await expectNoSideways(page);
  await expectTargets(page);
  const option = known(page).getByRole('option').filter({ hasText: regular.name }).first();
  await page.keyboard.press('Escape');
  await expect(known(page)).toHaveCount(0);
  await page.keyboard.type(regular.name.slice(-1));
  await expect(option).toBeVisible();
  await page.keyboard.press('ArrowDown');
  await expect(option).toHaveAttribute('aria-selected', 'true');
  await expect(nameOf(page)).toHaveAttribute(
    'aria-activedescendant',
    (await option.getAttribute('id')) ?? 'an id',
  );
  await page.keyboard.press('Enter');
  await expect(chosen(page)).toBeFocused();
  await expect(chosen(page)).toContainText(regular.name);
  await expect(page.getByLabel('Mobile number')).toHaveCount(0);

  // The wrong one after all: back to an empty name, and to the right one.
  await enter(page, chosen(page).getByRole('button'));
  await expect(nameOf(page)).toBeFocused();
  await expect(nameOf(page)).toHaveValue('');
  await page.keyboard.type(regular.phone);
  await expect(option).toBeVisible();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(chosen(page)).toContainText(regular.name);
  await expectAccessible(page);
  await book(page);
  await expect(flash(page)).toContainText(`${regular.name} is booked`);
  const { rows: booked } = await database.query(
    `SELECT b.id FROM bookings b WHERE b.customer_id = $1 AND b.starts_at::date = $2`,
    [regular.id, date],
  );
  expect(booked).toHaveLength(1);
});

test('onto the waitlist goes a regular as they are known; what an earlier text found is not shown for a later one', async ({
  page,
  database,
  noOffers: _,
}) => {
  await open(page, `${base}/waitlist/new`);
  let [release, answered] = [() => {}, () => {}];
  const held = new Promise<void>((resolve) => (release = resolve));
  const late = new Promise<void>((resolve) => (answered = resolve));
  const found = (name: string) => ({ id: crypto.randomUUID(), name, phone: '', email: 'x@fjord.example' });
  await page.route('**/customers/suggestions?*', async (route) => {
    const text = new URL(route.request().url()).searchParams.get('q');
    if (text === 'Ab') await held;
    // The page may not want it any more.
    await route.fulfill({ json: [found(`Found by ${text}`)] }).catch(() => {});
    if (text === 'Ab') answered();
  });
  const asked = page.waitForRequest((request) => request.url().includes('q=Ab&'));
  await nameOf(page).pressSequentially('Ab');
  await asked;
  await nameOf(page).pressSequentially('c');
  await expect(known(page).getByText('Found by Abc', { exact: true })).toBeVisible();
  release();
  await late;
  // Once the page has done all that it had to do with it.
  await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(resolve)));
  await expect(known(page).getByText('Found by Abc', { exact: true })).toBeVisible();
  await nameOf(page).press('Backspace');
  await expect(known(page).getByText('Found by Ab', { exact: true })).toBeVisible();
  await page.unroute('**/customers/suggestions?*');

  const { rows } = await database.query<{ id: string; name: string; phone: string; locale: string }>(
    `SELECT c.id, c.name, c.phone, c.locale FROM customers c JOIN salons s USING (organisation_id)
     WHERE s.slug = 'fjord' AND c.phone IS NOT NULL AND c.merged_into_id IS NULL
       AND NOT EXISTS (SELECT FROM waitlist_entries e WHERE e.customer_id = c.id)
     ORDER BY c.locale = s.locale, lower(c.name) DESC LIMIT 1`,
  );
  const regular = rows[0] ?? { id: '', name: '', phone: '', locale: '' };
  await nameOf(page).fill(regular.phone);
  await known(page).getByRole('option').filter({ hasText: regular.name }).click();
  await expect(chosen(page)).toContainText(regular.name);
  const add = page.getByRole('button', { name: 'Add to the waitlist' });
  await add.click();
  // The service is what is missing; who comes is still there.
  await expect(page.getByRole('alert').getByRole('link')).toHaveText(['Please choose a service.']);
  await expect(chosen(page)).toContainText(regular.name);
  await page.getByLabel('Service').selectOption({ label: 'Dameklipp' });
  await add.click();
  await page.waitForURL(/\/waitlist\/[0-9a-f-]{36}$/);
  const { rows: entries } = await database.query(
    `SELECT locale, customer_name AS name FROM waitlist_entries WHERE customer_id = $1`,
    [regular.id],
  );
  expect(entries).toEqual([{ locale: regular.locale, name: regular.name }]);
  await page.goto(`${page.url()}/cancel`);
  await page.getByRole('button', { name: 'Take off the list' }).click();
  await expect(flash(page)).toContainText('is off the waitlist');
});

test('without JavaScript the name is a field like any other, and what is missing is said in the order of the fields', async ({
  anotherVisitor,
  logInAs,
}) => {
  const page = await anotherVisitor({ javaScriptEnabled: false });
  await page.goto('/?lng=en');
  await logInAs(page, 'owner@fjord.example');
  await page.goto(`${base}/bookings/new`);
  await expect(page.getByRole('textbox', { name: 'Name' })).toBeVisible();
  await page.getByRole('button', { name: 'Book', exact: true }).click();
  await expect(page.getByRole('alert').getByRole('link')).toHaveText([
    'Please choose a service.',
    'Choose a time.',
    'Choose an employee.',
    'Enter the customer’s name.',
  ]);
});
