import type { Page } from '@playwright/test';
import { expect, expectAccessible, expectNoSideways, test } from './fixtures.ts';
import { CustomerPages } from './pages/customer-pages.ts';
import { DashboardPages, expectLive } from './pages/dashboard-pages.ts';
import { wednesdayIn } from './pages/days-from.ts';

// Who gets a time that came free, with a colleague's browser open beside it: what one does, the other sees without touching anything. The
// whole morning is told in Norwegian, on other screens.

const owner = 'owner@fjord.example';
const colleague = 'staff@fjord.example';
const service = 'Dameklipp';
const employee = 'Ingrid Solheim';

const said = (page: Page) => page.getByRole('main').getByRole('status').first();

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

test.describe('on a tablet', () => {
  test.use({ viewport: { width: 820, height: 1180 } });

  test('the time goes to somebody else in place of who has it, who is told; the other one is booked for them', async ({
    page,
    database,
    anotherVisitor,
    logInAs,
  }) => {
    const date = wednesdayIn(31);
    const first = await new DashboardPages(page).addWaiting(database, {
      service,
      name: 'Dagny Tidlig',
      phone: '+4741100611',
      date,
    });
    const second = await new DashboardPages(page).addWaiting(database, {
      service,
      name: 'Eli Haster',
      phone: '+4741100612',
      date,
    });
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
    const first = await new DashboardPages(page).addWaiting(database, {
      service,
      name: 'Gro Raskere',
      phone: '+4741100621',
      date,
    });
    const second = await new DashboardPages(page).addWaiting(database, {
      service,
      name: 'Hanna Senere',
      phone: '+4741100622',
      date,
    });
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
