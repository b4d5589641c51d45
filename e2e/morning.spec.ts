import type { Page } from '@playwright/test';
import type { Pool } from 'pg';
import { expect, expectAccessible, expectNoSideways, test } from './fixtures.ts';
import { CustomerPages } from './pages/customer-pages.ts';
import { DashboardPages, expectLive } from './pages/dashboard-pages.ts';
import { wednesdayIn } from './pages/days-from.ts';

// A morning at the desk, with a colleague's browser open beside it: what one does, the other sees without touching anything.

const owner = 'owner@fjord.example';
const colleague = 'staff@fjord.example';
const service = 'Dameklipp';
const employee = 'Ingrid Solheim';

interface Waiting {
  name: string;
  email: string;
  phone: string;
  /** The path of their entry. */
  entry: string;
}

const said = (page: Page) => page.getByRole('main').getByRole('status').first();

/** Puts somebody on the list for one day alone, on which nobody else waits. */
async function addWaiting(
  page: Page,
  database: Pool,
  { name, phone, date }: { name: string; phone: string; date: string },
): Promise<Waiting> {
  const email = `${name.toLowerCase().replaceAll(' ', '.')}@example.com`;
  const entry = await new DashboardPages(page).addEntry({ name, email, phone, service });
  await database.query(
    'UPDATE waitlist_windows SET date_from = $2, date_until = $2 WHERE waitlist_entry_id = $1',
    [entry.split('/').at(-1), date],
  );
  return { name, email, phone, entry };
}

/** Books somebody in and cancels it again; ends on the page of the opening that comes of it. */
async function openTime(page: Page, name: string, date: string): Promise<void> {
  await new DashboardPages(page).bookIn({ name, date, time: '10:00', employee, service });
  await page.goto(`/dashboard/fjord/bookings?q=${encodeURIComponent(name)}`);
  const row = page.getByRole('row', { name: new RegExp(name) });
  await row.getByText('More', { exact: true }).click();
  await row.getByRole('link', { name: 'Cancel' }).click();
  await page.getByRole('button', { name: 'Cancel the booking' }).click();
  await page.getByRole('link', { name: 'Follow the opening' }).click();
  await expect(page.getByText('A booking was cancelled')).toBeVisible();
}

test.beforeEach(async ({ page, logInAs }) => {
  await page.goto('/?lng=en');
  await logInAs(page, owner);
});

test.describe('at a desk', () => {
  test.use({ viewport: { width: 1280, height: 900 }, isMobile: false, hasTouch: false });

  test('a cancelled time is on everybody’s Today, counts down, and is gone when the customer says yes', async ({
    page,
    database,
    anotherVisitor,
    logInAs,
  }) => {
    const date = wednesdayIn(30);
    const anna = await addWaiting(page, database, { name: 'Anna Morgen', phone: '+4741100601', date });
    const other = await anotherVisitor();
    await other.goto('/?lng=en');
    await logInAs(other, colleague);
    await other.goto('/dashboard/fjord');
    await expectLive(other);

    await openTime(page, 'Berit Avlyst', date);
    const offered = other.getByText(/^Anna Morgen has until/);
    await expect(offered).toBeVisible();
    await expect(offered).toContainText(/to answer\s*\d\d?:\d\d$/);
    await expectAccessible(other);
    await expect(page.getByText('Waiting for an answer')).toBeVisible();

    const customer = new CustomerPages(await anotherVisitor());
    await customer.page.goto('/?lng=en');
    await customer.openLinkOf(anna, 'offer');
    await customer.page.getByRole('button', { name: 'Yes, I’ll take it' }).click();
    await expect(customer.page.getByText('The time is yours')).toBeVisible();

    await expect(offered).toHaveCount(0);
    await expect(page.getByText('Filled', { exact: true })).toBeVisible();
    await expect(page.getByText('Accepted', { exact: true })).toBeVisible();
    await other.goto(anna.entry);
    await expect(other.getByText('Booked', { exact: true }).first()).toBeVisible();
  });
});

test.describe('on a tablet', () => {
  test.use({ viewport: { width: 820, height: 1180 } });

  test('the time goes to somebody else in place of who has it, who is told; the other one is booked for them', async ({
    page,
    database,
    anotherVisitor,
    logInAs,
  }) => {
    const date = wednesdayIn(31);
    const first = await addWaiting(page, database, { name: 'Dagny Tidlig', phone: '+4741100611', date });
    const second = await addWaiting(page, database, { name: 'Eli Haster', phone: '+4741100612', date });
    await openTime(page, 'Frida Avlyst', date);
    const opening = new URL(page.url()).pathname;
    const instead = page.getByRole('link', { name: 'Offer to Eli Haster instead' });
    await expect(instead).toBeVisible();
    await expect(page.getByText('Somebody has the offer now.')).toBeVisible();

    const other = await anotherVisitor();
    await other.goto('/?lng=en');
    await logInAs(other, colleague);
    await other.goto(first.entry);
    await expectLive(other);
    await expect(other.getByText('Offered a time').first()).toBeVisible();

    await instead.click();
    await expect(page.getByText(/^Dagny Tidlig has this time on offer until/)).toBeVisible();
    await expect(page.getByLabel('Then offer it to the next')).toBeChecked();
    await expectAccessible(page);
    await expectNoSideways(page);
    await page.getByRole('button', { name: 'Take it back and offer it to Eli Haster' }).click();
    await expect(said(page)).toContainText('Eli Haster has been offered');
    await expect(page).toHaveURL(new RegExp(`${opening}$`));
    await expect(page.getByText('Taken back', { exact: true })).toBeVisible();

    await expect(other.getByText('The offer was taken back; waits on as before')).toBeVisible();
    const customer = new CustomerPages(await anotherVisitor());
    await customer.page.goto('/?lng=en');
    await customer.openLinkOf(first, 'offer');
    await expect(customer.page.getByRole('button', { name: 'Yes, I’ll take it' })).toHaveCount(0);

    // The colleague has the second one on the telephone.
    await other.goto(second.entry);
    await other.getByRole('link', { name: 'Book the time' }).click();
    await other.getByRole('button', { name: 'Book it' }).click();
    await expect(said(other)).toContainText('Eli Haster is booked');
    await expect(page.getByText('Filled', { exact: true })).toBeVisible();
  });

  test('who comes too late with an offer reads who has it, and may take it back', async ({
    page,
    database,
  }) => {
    const date = wednesdayIn(32);
    const first = await addWaiting(page, database, { name: 'Gro Raskere', phone: '+4741100621', date });
    const second = await addWaiting(page, database, { name: 'Hanna Senere', phone: '+4741100622', date });
    const pages = new DashboardPages(page);
    await page.goto(`${second.entry}/notify`);
    const chosen = await pages.chooseSlot();
    const late = page;
    const early = await page.context().newPage();
    await early.goto(`${first.entry}/notify`);
    await early.locator(`input[value="${chosen}"]`).check({ force: true });
    await early.getByRole('button', { name: 'Send the offer' }).click();
    await expect(said(early)).toContainText('Gro Raskere has been offered');
    await early.close();

    await late.getByRole('button', { name: 'Send the offer' }).click();
    await expect(late.getByRole('alert')).toContainText('is already on offer: Gro Raskere can answer until');
    await expectAccessible(late);
    await late.getByRole('button', { name: 'Take it back and offer it to Hanna Senere' }).click();
    await expect(said(late)).toContainText('Hanna Senere has been offered');
    await late.goto(first.entry);
    await expect(late.getByText('The offer was taken back; waits on as before')).toBeVisible();
  });
});

test.describe('on a phone', () => {
  test('a priority and a pause are seen by a colleague as they are made; “why not yet” and the report explain', async ({
    page,
    database,
    anotherVisitor,
    logInAs,
  }) => {
    const date = wednesdayIn(33);
    const asked = await addWaiting(page, database, { name: 'Inger Spurt', phone: '+4741100631', date });
    const notAsked = await addWaiting(page, database, { name: 'Jorunn Hvorfor', phone: '+4741100632', date });
    const other = await anotherVisitor();
    await other.goto('/?lng=en');
    await logInAs(other, colleague);
    await other.goto(notAsked.entry);
    await expectLive(other);

    await page.goto(notAsked.entry);
    await page.getByRole('main').getByText('More', { exact: true }).click();
    await page.getByRole('link', { name: 'Pause' }).click();
    await page.getByLabel('Until it is taken up again').check();
    await expectAccessible(page);
    await page.getByRole('button', { name: 'Pause' }).click();
    await expect(other.getByText('Paused', { exact: true }).first()).toBeVisible();

    await openTime(page, 'Kari Avlyst', date);
    await expect(page.getByRole('link', { name: 'Inger Spurt' })).toBeVisible();
    await expectNoSideways(page);
    await page.goto(notAsked.entry);
    await expect(
      page.getByRole('region', { name: 'Why not yet?' }).getByRole('listitem').first(),
    ).toContainText('Not asked: they were paused');

    await page.getByRole('link', { name: 'Resume' }).first().click();
    await page.getByRole('button', { name: 'Resume' }).click();
    await expect(other.getByText('Waiting', { exact: true }).first()).toBeVisible();
    await page.getByRole('main').getByText('More', { exact: true }).click();
    await page.getByRole('link', { name: 'Set priority' }).click();
    await page.getByLabel('Points').fill('90');
    await page.getByRole('button', { name: 'Set priority' }).click();
    await expect(page.getByRole('alert')).toBeVisible();
    await page.getByLabel('Reason').fill('Gets married on that day');
    await expectAccessible(page);
    await page.getByRole('button', { name: 'Set priority' }).click();
    await expect(other.getByText('Gets married on that day').first()).toBeVisible();

    await page.goto(asked.entry);
    await page
      .getByRole('link', { name: /^(Follow|See) the opening/ })
      .first()
      .click();
    await page.getByRole('link', { name: 'Withdraw' }).click();
    await page.getByRole('button', { name: 'Withdraw the opening' }).click();
    await expect(said(page)).toContainText('One customer was told so');
    await page.goto('/dashboard/fjord/reports');
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Reports');
    await expectNoSideways(page);
  });
});
