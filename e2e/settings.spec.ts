import type { Page } from '@playwright/test';
import { expect, expectAccessible, expectNoSideways, expectTargets, test } from './fixtures.ts';

const base = '/dashboard/fjord/settings';
const said = (page: Page) => page.getByRole('main').getByRole('status');

test.describe('the settings', () => {
  test.beforeEach(async ({ page, logInAs }) => {
    await page.goto('/?lng=en');
    await logInAs(page, 'owner@fjord.example');
  });

  test('a new service is asked for again until it is right, and can then be booked', async ({ page }) => {
    await page.goto('/dashboard/fjord');
    await page.getByRole('link', { name: 'Settings' }).click();
    await page.getByRole('link', { name: 'Add a service' }).click();
    await page.getByLabel('Name').fill('Hårspa');
    await page.getByLabel('Duration').fill('3');
    await page.getByLabel('Price').fill('dyrt');
    await page.getByRole('button', { name: 'Save' }).click();
    await expect(page.getByLabel('Duration')).toHaveAccessibleDescription(/from 5 to 720/);
    await expect(page.getByLabel('Price')).toHaveAccessibleDescription(/Enter a price/);
    await expect(page.getByLabel('Name')).toHaveValue('Hårspa');
    await expectAccessible(page);
    await page.getByLabel('Duration').fill('35');
    await page.getByLabel('Price').fill('1 290,50');
    await page.getByRole('button', { name: 'Save' }).click();
    await expect(said(page)).toContainText('Hårspa can be booked');

    await page.goto('/s/fjord?lng=en');
    const offered = page.getByRole('main').getByText('Hårspa', { exact: true });
    await expect(offered).toBeVisible();
    await expect(page.getByRole('main')).toContainText('1,290.50');

    await page.goto(`${base}/services`);
    await page.getByRole('main').getByRole('link', { name: 'Hårspa' }).click();
    await page.getByRole('link', { name: 'Archive Hårspa' }).click();
    await expect(page.getByRole('main')).toContainText('There are no bookings to come');
    await page.getByRole('button', { name: 'Archive Hårspa' }).click();
    await expect(said(page)).toContainText('Hårspa is archived');
    await page.goto('/s/fjord?lng=en');
    await expect(page.getByRole('main').getByText('Hårspa', { exact: true })).toHaveCount(0);
  });

  test('an edit of what somebody else has changed meanwhile is told, and loses nothing', async ({
    page,
    anotherVisitor,
    logInAs,
  }) => {
    const other = await anotherVisitor();
    await other.goto('/?lng=en');
    await logInAs(other, 'owner@fjord.example');
    await page.goto(`${base}/services`);
    await page.getByRole('main').getByRole('rowheader').getByRole('link').first().click();
    await page.waitForURL(/services\/[0-9a-f-]{36}$/);
    const before = await page.getByLabel('Description').inputValue();
    await other.goto(page.url());
    await other.getByLabel('Description').fill('Written by the other one');
    await other.getByRole('button', { name: 'Save' }).click();
    await expect(said(other)).toContainText('Saved');

    await page.getByLabel('Description').fill('Written by me');
    await page.getByRole('button', { name: 'Save' }).click();
    await expect(page.getByRole('alert')).toContainText('Somebody else changed this');
    await expect(page.getByLabel('Description')).toHaveValue('Written by me');
    await page.getByLabel('Description').fill(before);
    await page.getByRole('button', { name: 'Save' }).click();
    await expect(said(page)).toContainText('Saved');
  });

  test('an edit that was wrong at a field is still held against what it was made from', async ({
    page,
    anotherVisitor,
    logInAs,
  }) => {
    const other = await anotherVisitor();
    await other.goto('/?lng=en');
    await logInAs(other, 'owner@fjord.example');
    await page.goto(`${base}/services`);
    await page.getByRole('main').getByRole('rowheader').getByRole('link').first().click();
    await page.waitForURL(/services\/[0-9a-f-]{36}$/);
    const [before, duration] = [
      await page.getByLabel('Description').inputValue(),
      await page.getByLabel('Duration').inputValue(),
    ];
    await other.goto(page.url());
    await other.getByLabel('Description').fill('Written by the other one');
    await other.getByRole('button', { name: 'Save' }).click();
    await expect(said(other)).toContainText('Saved');

    await page.getByLabel('Duration').fill('1');
    await page.getByRole('button', { name: 'Save' }).click();
    await expect(page.getByLabel('Duration')).toHaveAccessibleDescription(/from 5 to 720/);
    await page.getByLabel('Duration').fill(duration);
    await page.getByRole('button', { name: 'Save' }).click();
    await expect(page.getByRole('alert')).toContainText('Somebody else changed this');
    await page.getByLabel('Description').fill(before);
    await page.getByRole('button', { name: 'Save' }).click();
    await expect(said(page)).toContainText('Saved');
  });

  test('a number of the waitlist is previewed, set for one service, and taken from above again', async ({
    page,
  }) => {
    await page.goto(`${base}/services`);
    await page.getByRole('main').getByRole('rowheader').getByRole('link').first().click();
    await page.getByRole('link', { name: /^Waitlist rules of/ }).click();
    const claim = page.getByLabel('An offer can be claimed for');
    await claim.fill('3');
    await page.getByRole('button', { name: 'Save' }).click();
    await expect(claim).toHaveAccessibleDescription(/whole number from 5 to 180/);
    await claim.fill('40');
    await page.getByRole('button', { name: 'Preview' }).click();
    await expect(said(page)).toContainText(/An offer of .*Saturday/i);
    await expect(claim).toHaveValue('40');
    await page.getByRole('button', { name: 'Save' }).click();
    await expect(said(page)).toContainText('The waitlist rules are saved');
    await expect(claim).toHaveAccessibleDescription(/In force: 40 \(this service’s own\)/);
    await page.getByRole('checkbox', { name: /^Use the one above/ }).check();
    await page.getByRole('button', { name: 'Save' }).click();
    await expect(claim).toHaveValue('');
  });

  test('hours that overlap are told at their field; one day is copied to another before it is saved', async ({
    page,
  }) => {
    await page.goto(`${base}/hours`);
    const at = (label: string) => page.getByLabel(label, { exact: true });
    const rows = await page.getByLabel(/^Monday, from, stretch/).count();
    const [from, until] = [
      at(`Monday, from, stretch ${String(rows)}`),
      at(`Monday, until, stretch ${String(rows)}`),
    ];
    await from.fill(await at('Monday, from, stretch 1').inputValue());
    await until.fill(await at('Monday, until, stretch 1').inputValue());
    await page.getByRole('button', { name: 'Save' }).click();
    await expect(from).toHaveAccessibleDescription('These stretches overlap.');
    await from.fill('');
    await until.fill('');
    await page.getByRole('checkbox', { name: 'Sunday' }).check();
    await page.getByRole('button', { name: 'Copy' }).click();
    await expect(at('Sunday, from, stretch 1')).toHaveValue(await at('Monday, from, stretch 1').inputValue());
    await page.goto(`${base}/hours`);
    await expect(at('Sunday, from, stretch 1')).toHaveValue('');
  });

  test('a special day is set, and removed again', async ({ page }) => {
    await page.goto(`${base}/days`);
    await page.getByLabel('Date').fill('2032-05-17');
    await page.getByRole('button', { name: 'Save the day' }).click();
    await expect(page.getByLabel('Closed all day')).toHaveAccessibleDescription(/Tick that it is closed/);
    await page.getByLabel('Closed all day').check();
    await page.getByRole('button', { name: 'Save the day' }).click();
    await expect(said(page)).toContainText('17 May 2032 has hours of its own');
    await page.getByRole('button', { name: /^Remove .*17 May 2032/ }).click();
    await expect(said(page)).toContainText('has its weekly hours again');
  });

  test('the salon’s name and rules are changed, and the public page says so', async ({ page }) => {
    await page.goto(`${base}/salon`);
    const labels = ['Accent colour', 'Booking opens', 'City'];
    const before: Record<string, string> = {};
    for (const label of labels) before[label] = await page.getByLabel(label).inputValue();
    await page.getByLabel('Accent colour').fill('red');
    await page.getByLabel('Booking opens').fill('900');
    await page.getByLabel('City').fill('Bergen');
    await page.getByRole('button', { name: 'Save' }).click();
    await expect(page.getByLabel('Accent colour')).toHaveAccessibleDescription(/six digits/);
    await expect(page.getByLabel('Booking opens')).toHaveAccessibleDescription(/from 1 to 365/);
    await expect(page.getByLabel('City')).toHaveValue('Bergen');
    await page.getByLabel('Accent colour').fill('#ffee00');
    await page.getByLabel('Booking opens').fill('50');
    await page.getByRole('button', { name: 'Save' }).click();
    await expect(said(page)).toContainText('Saved');
    await expectAccessible(page);
    await page.goto('/s/fjord?lng=en');
    await expect(page.getByText(/Bergen/).first()).toBeVisible();

    // The other specs know the salon as it was.
    await page.goto(`${base}/salon`);
    for (const [label, value] of Object.entries(before)) await page.getByLabel(label).fill(value);
    await page.getByRole('button', { name: 'Save' }).click();
    await expect(said(page)).toContainText('Saved');
  });

  test('somebody new is added, does something, and is in the trail', async ({ page }) => {
    await page.goto(`${base}/employees`);
    await page.getByRole('link', { name: 'Add an employee' }).click();
    await page.getByRole('button', { name: 'Save' }).click();
    await expect(page.getByLabel('Name')).toHaveAccessibleDescription(/This is needed/);
    await page.getByLabel('Name').fill('Nina Vik');
    await page.getByRole('button', { name: 'Save' }).click();
    await expect(said(page)).toContainText('Nina Vik is added');
    await page.getByRole('checkbox', { name: 'Dameklipp', exact: true }).check();
    await page.getByRole('button', { name: 'Save the services' }).click();
    await expect(said(page)).toContainText('Saved');
    await expect(page.getByRole('checkbox', { name: 'Dameklipp', exact: true })).toBeChecked();

    await page.goto(`${base}/audit?kind=settings`);
    const [newest] = await page.getByRole('main').getByRole('row').filter({ hasText: 'Nina Vik' }).all();
    await expect(newest ?? page.getByRole('row')).toContainText('Changed what an employee does');

    await page.goto(`${base}/employees`);
    await page.getByRole('main').getByRole('link', { name: 'Nina Vik' }).click();
    await page.getByRole('link', { name: 'Archive Nina Vik' }).click();
    await page.getByRole('button', { name: 'Archive Nina Vik' }).click();
    await expect(said(page)).toContainText('Nina Vik is archived');
  });

  for (const colorScheme of ['light', 'dark'] as const) {
    test(`every page is accessible, ${colorScheme}, in both languages and on a phone`, async ({ page }) => {
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
      await page.setViewportSize({ width: 390, height: 844 });
      for (const locale of ['en', 'nb']) {
        for (const path of [
          'salon',
          'employees',
          'employees/new',
          'services',
          'services/new',
          'hours',
          'days',
          'waitlist',
          'audit',
        ]) {
          await page.goto(`${base}/${path}?lng=${locale}`);
          await expectAccessible(page);
          await expectTargets(page);
          await test.step(`${path} ${locale}`, () => expectNoSideways(page));
        }
      }
    });
  }
});

test('who neither owns nor manages the salon is not led there, and may not see it', async ({
  page,
  logInAs,
}) => {
  await page.goto('/?lng=en');
  await logInAs(page, 'staff@fjord.example');
  await page.goto('/dashboard/fjord');
  await expect(page.getByRole('link', { name: 'Settings' })).toHaveCount(0);
  for (const path of [
    '',
    '/salon',
    '/employees',
    '/employees/new',
    '/services',
    '/services/new',
    '/hours',
    '/days',
    '/waitlist',
    '/audit',
  ])
    expect((await page.request.get(`${base}${path}`)).status(), path).toBe(403);
});

test('without JavaScript the settings are the same', async ({ anotherVisitor, logInAs }) => {
  const page = await anotherVisitor({ javaScriptEnabled: false });
  await page.goto('/?lng=nb');
  await logInAs(page, 'owner@fjord.example');
  await page.goto(`${base}/services`);
  const names = () => page.getByRole('main').getByRole('rowheader').allTextContents();
  const [first = '', second = ''] = await names();
  await page.getByRole('button', { name: `Flytt ${first} ned` }).click();
  expect((await names()).slice(0, 2)).toEqual([second, first]);
  await page.getByRole('button', { name: `Flytt ${first} opp` }).click();
  expect((await names()).slice(0, 2)).toEqual([first, second]);
  await page.goto(`${base}/audit?by=customer`);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Endringslogg');
});
