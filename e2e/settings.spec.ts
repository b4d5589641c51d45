import type { Page } from '@playwright/test';
import { expect, expectAccessible, expectNoSideways, expectTargets, test } from './fixtures.ts';
import { DashboardPages } from './pages/dashboard-pages.ts';

const base = '/dashboard/fjord/settings';
const said = (page: Page) => page.getByRole('main').getByRole('status');

test.describe('the settings', () => {
  test.beforeEach(async ({ page, logInAs }) => {
    await page.goto('/?lng=en');
    await logInAs(page, 'owner@fjord.example');
  });

  test('a new service is asked for again until it is right, and can then be booked', async ({ page }) => {
    await page.goto('/dashboard/fjord');
    await new DashboardPages(page).goBehindMore('Settings');
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
    const claim = page.getByLabel('Time to answer an offer');
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
    await page.getByRole('checkbox', { name: /^Back to/ }).check();
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

  test('who was archived comes back as they were', async ({ page }) => {
    await page.goto(`${base}/employees/new`);
    await page.getByLabel('Name').fill('Tor Back');
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByRole('link', { name: 'Archive Tor Back' }).click();
    await page.getByRole('button', { name: 'Archive Tor Back' }).click();
    await expect(page.getByRole('heading', { name: 'Archived employees' })).toBeVisible();
    await page.getByRole('button', { name: 'Restore Tor Back' }).click();
    await expect(said(page)).toContainText('Tor Back is back');
    await page.getByRole('main').getByRole('link', { name: 'Tor Back' }).click();
    await page.getByRole('link', { name: 'Archive Tor Back' }).click();
    await page.getByRole('button', { name: 'Archive Tor Back' }).click();
    await page.goto(`${base}/audit?kind=settings`);
    await expect(page.getByRole('main')).toContainText('Restored an employee');
  });

  test('a service that was archived is offered again', async ({ page }) => {
    await page.goto(`${base}/services/new`);
    await page.getByLabel('Name').fill('Skjeggolje');
    await page.getByLabel('Duration').fill('20');
    await page.getByLabel('Price').fill('190');
    await page.getByRole('button', { name: 'Save' }).click();
    await expect(said(page)).toContainText('Skjeggolje can be booked');
    const archive = async () => {
      await page.getByRole('link', { name: 'Archive Skjeggolje' }).click();
      await page.getByRole('button', { name: 'Archive Skjeggolje' }).click();
      await expect(said(page)).toContainText('Skjeggolje is archived');
    };
    await page.goto(`${base}/services`);
    await page.getByRole('main').getByRole('link', { name: 'Skjeggolje' }).click();
    await archive();
    await page.getByRole('button', { name: 'Restore Skjeggolje' }).click();
    await expect(said(page)).toContainText('Skjeggolje is offered again');
    await page.getByRole('main').getByRole('link', { name: 'Skjeggolje' }).click();
    await archive();
  });

  test('a week and a special day are as before after one touch, unless a colleague changed them', async ({
    page,
    anotherVisitor,
    logInAs,
  }) => {
    await page.goto(`${base}/hours`);
    const sunday = page.getByLabel('Sunday, from, stretch 1', { exact: true });
    await sunday.fill('10:00');
    await page.getByLabel('Sunday, until, stretch 1', { exact: true }).fill('11:00');
    await page.getByRole('button', { name: 'Save' }).click();
    await expect(sunday).toHaveValue('10:00');
    await said(page).getByRole('button', { name: 'Undo' }).click();
    await expect(said(page)).toContainText('as they were');
    await expect(sunday).toHaveValue('');

    const close = async (on: Page) => {
      await on.goto(`${base}/days`);
      await on.getByLabel('Date').fill('2032-05-18');
      await on.getByLabel('Closed all day').check();
      await on.getByRole('button', { name: 'Save the day' }).click();
      await expect(said(on)).toContainText('has hours of its own');
    };
    await close(page);
    await said(page).getByRole('button', { name: 'Undo' }).click();
    await expect(said(page)).toContainText('is as it was');
    await close(page);
    const other = await anotherVisitor();
    await other.goto('/?lng=en');
    await logInAs(other, 'owner@fjord.example');
    await other.goto(`${base}/days`);
    await other.getByRole('button', { name: /^Remove .*18\sMay 2032/ }).click();
    await expect(said(other)).toContainText('weekly hours again');
    await said(page).getByRole('button', { name: 'Undo' }).click();
    await expect(page.getByRole('alert')).toContainText('can’t be undone any more');
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
          'time-off',
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

test.describe('staff', () => {
  test.beforeEach(async ({ page, logInAs }) => {
    await page.goto('/?lng=en');
    await logInAs(page, 'staff@fjord.example');
  });

  test('are led to what they may see, and nowhere else', async ({ page }) => {
    await page.goto('/dashboard/fjord');
    await new DashboardPages(page).goBehindMore('Settings');
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Time off');
    const tabs = page.getByRole('navigation', { name: 'Settings' }).getByRole('link');
    await expect(tabs).toHaveText(['Employees', 'Hours', 'Special days', 'Time off', 'Services']);
    for (const path of ['/salon', '/employees/new', '/services/new', '/waitlist', '/team', '/audit'])
      expect((await page.request.get(`${base}${path}`)).status(), path).toBe(403);
  });

  test('see hours, special days, employees and services, and change none of them', async ({ page }) => {
    for (const path of ['hours', 'days', 'employees', 'services']) {
      await page.goto(`${base}/${path}`);
      const main = page.getByRole('main');
      await expect(main.getByRole('heading', { level: 1 })).toBeVisible();
      await expect(main.getByRole('button', { name: /^(Save|Remove|Move|Copy|Restore)/ }), path).toHaveCount(
        0,
      );
      await expect(main.getByRole('link', { name: /^Add/ }), path).toHaveCount(0);
      await expectAccessible(page);
      await expectNoSideways(page);
    }
    const headers = { origin: new URL(page.url()).origin };
    const form = { undo: '', version: '' };
    expect((await page.request.post(`${base}/hours`, { form, headers })).status()).toBe(403);
  });

  test('add time off, see the bookings in it, remove it, and take each back by one touch', async ({
    page,
  }) => {
    await page.goto(`${base}/time-off`);
    await page.getByRole('button', { name: 'Add', exact: true }).click();
    await expect(page.getByLabel('Who')).toHaveAccessibleDescription(/choose who is away/);
    await expect(page.getByLabel('First day')).toHaveAccessibleDescription(/This is not a date/);
    await page.getByLabel('Who').selectOption({ index: 1 });
    const who = (await page.getByLabel('Who').locator('option:checked').textContent()) ?? '';
    await page.getByLabel('First day').fill('2032-05-18');
    await page.getByLabel('Last day').fill('2032-05-17');
    await page.getByRole('button', { name: 'Add', exact: true }).click();
    await expect(page.getByLabel('Last day')).toHaveAccessibleDescription(/end must come after/);
    await expectAccessible(page);
    await page.getByLabel('First day').fill('2032-03-28');
    await page.getByLabel('Last day').fill('');
    await page.getByLabel('From').fill('02:10');
    await page.getByLabel('Until').fill('02:50');
    await page.getByRole('button', { name: 'Add', exact: true }).click();
    await expect(page.getByLabel('Until')).toHaveAccessibleDescription(/clocks go forward/);
    await expect(page.getByLabel('From')).toHaveValue('02:10');
    await page.getByLabel('First day').fill('2032-05-17');
    await page.getByLabel('Last day').fill('');
    await page.getByLabel('From').fill('10:00');
    await page.getByLabel('Until').fill('12:30');
    await page.getByRole('button', { name: 'Add', exact: true }).click();
    await expect(said(page)).toContainText(`${who} is off`);
    await expect(said(page)).toContainText(/17\sMay 2032, 10:00–12:30/);
    const row = page.getByRole('row').filter({ hasText: '2032' });
    await expect(row).toContainText('None');

    await said(page).getByRole('button', { name: 'Undo' }).click();
    await expect(said(page)).toContainText('is no longer off');
    await expect(row).toHaveCount(0);
    await said(page).getByRole('button', { name: 'Undo' }).click();
    await expect(said(page)).toContainText(`${who} is off`);
    await expect(row).toContainText(/10:00–12:30/);
    await row.getByRole('button', { name: /^Remove/ }).click();
    await expect(said(page)).toContainText('is no longer off');
    await expect(row).toHaveCount(0);
  });

  test('are told which booking lies in time off, with the way to it', async ({ page, database }) => {
    // Just as long as a booking: what is being offered beside it stays so.
    const { rows } = await database.query<Record<'employeeId' | 'date' | 'from' | 'until', string>>(`
      SELECT i.employee_id AS "employeeId", to_char(i.starts_at AT TIME ZONE s.time_zone, 'YYYY-MM-DD') AS date,
        to_char(i.starts_at AT TIME ZONE s.time_zone, 'HH24:MI') AS "from",
        to_char(i.ends_at AT TIME ZONE s.time_zone, 'HH24:MI') AS until
      FROM booking_items i
      JOIN bookings b ON b.id = i.booking_id AND b.status = 'confirmed'
      JOIN salons s ON s.id = b.salon_id AND s.slug = 'fjord'
      JOIN employees e ON e.id = i.employee_id AND e.archived_at IS NULL
      WHERE i.starts_at > now() + interval '1 day'
      ORDER BY i.starts_at DESC, i.id LIMIT 1`);
    const [booked] = rows;
    if (!booked) throw new Error('Nothing is booked.');
    await page.goto(`${base}/time-off`);
    await page.getByLabel('Who').selectOption(booked.employeeId);
    await page.getByLabel('First day').fill(booked.date);
    await page.getByLabel('From').fill(booked.from);
    await page.getByLabel('Until').fill(booked.until);
    await page.getByRole('textbox', { name: 'Note' }).fill('Hits one');
    await page.getByRole('button', { name: 'Add', exact: true }).click();
    await expect(said(page)).toContainText('One booking lies in it');
    await expect(said(page).getByRole('link').first()).toHaveAttribute('href', /\/bookings\//);
    const row = page.getByRole('row').filter({ hasText: 'Hits one' });
    await expect(row.getByRole('link')).toHaveCount(1);
    await expectAccessible(page);
    await expectTargets(page);
    await said(page).getByRole('button', { name: 'Undo' }).click();
    await expect(row).toHaveCount(0);
  });
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
