import type { Page } from '@playwright/test';
import { DashboardPages, expectLive } from './pages/dashboard-pages.ts';
import { expect, expectAccessible, expectNoSideways, test } from './fixtures.ts';

// A colour that is half on its way to another can't be measured.
test.use({ contextOptions: { reducedMotion: 'reduce' } });

const said = (page: Page) => page.getByRole('main').getByRole('status').first();
const row = (page: Page, name: string) => page.getByRole('row', { name: new RegExp(name) });

/** Three of one name, whom a search finds alone; their entries' paths. */
async function threeOf(page: Page, family: string): Promise<string[]> {
  const pages = new DashboardPages(page);
  const paths: string[] = [];
  for (const first of ['Anna', 'Berit', 'Cecilie']) {
    const email = `${first}.${family}@example.com`.toLowerCase();
    paths.push(await pages.addEntry({ name: `${first} ${family}`, email, service: 'Dameklipp' }));
  }
  return paths;
}

test.beforeEach(async ({ page, logInAs, noOffers: _ }) => {
  await page.goto('/?lng=en');
  await logInAs(page, 'owner@fjord.example');
});

test('several are chosen, paused once it is said what that does, and put back by one touch; a colleague sees it', async ({
  page,
  anotherVisitor,
  logInAs,
  database,
}) => {
  const [anna = ''] = await threeOf(page, 'Samlet');
  const address = '/dashboard/fjord/waitlist?q=Samlet';
  const other = await anotherVisitor();
  await other.goto('/?lng=en');
  await logInAs(other, 'staff@fjord.example');
  await other.goto(address);
  await expect(row(other, 'Anna Samlet')).toContainText('Waiting');

  await page.goto(address);
  await expectLive(page);
  const bar = page.getByRole('group', { name: 'With those chosen' });
  await expect(bar).toBeHidden();
  await page.getByLabel('Choose Anna Samlet').press(' ');
  await page.getByLabel('Choose Berit Samlet').press(' ');
  await expect(bar).toContainText('2 chosen');
  await expectAccessible(page);
  await expectNoSideways(page);

  // What is ticked outlives what a colleague does.
  await database.query(
    `UPDATE waitlist_entries SET customer_name = 'Cecilie Ny Samlet' WHERE customer_name = $1`,
    ['Cecilie Samlet'],
  );
  await expect(row(page, 'Cecilie Ny Samlet')).toBeVisible();
  await expect(page.getByLabel('Choose Anna Samlet')).toBeChecked();
  await expect(bar).toContainText('2 chosen');

  await bar.getByRole('button', { name: 'Pause' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Pause the wishes of 2 customers?');
  await expect(page.getByText('2 are paused until they are taken up again')).toBeVisible();
  await expectAccessible(page);

  // Meanwhile a colleague pauses one of them.
  await other.goto(`${anna}/pause`);
  await other.getByRole('button', { name: 'Pause' }).click();
  await expect(said(other)).toBeVisible();
  await other.goto(address);
  await page.getByRole('button', { name: 'Pause' }).click();
  await expect(said(page)).toContainText('1 wish is paused');
  await expect(said(page)).toContainText('1 was left as it is: Anna Samlet (paused)');
  await expect(page).toHaveURL(/\/waitlist\?q=Samlet$/);
  await expect(row(other, 'Berit Samlet')).toContainText('Paused');

  await said(page).getByRole('button', { name: 'Undo' }).click();
  await expect(said(page)).toContainText('1 customer waits again');
  await expect(row(page, 'Berit Samlet')).toContainText('Waiting');
  await expect(row(other, 'Berit Samlet')).toContainText('Waiting');

  await page.getByLabel('Choose all on this page').check();
  await expect(bar).toContainText('3 chosen');
  await bar.getByRole('button', { name: 'Take off the list' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Take 3 customers off the waitlist?');
  await page.getByRole('button', { name: 'Take off the list' }).click();
  await expect(said(page)).toContainText('3 customers are off the waitlist');
});

test('without JavaScript several are chosen by the same form', async ({ page, anotherVisitor, logInAs }) => {
  await threeOf(page, 'Uten');
  const plain = await anotherVisitor({ javaScriptEnabled: false });
  await plain.goto('/?lng=en');
  await logInAs(plain, 'staff@fjord.example');
  await plain.goto('/dashboard/fjord/waitlist?q=Uten');
  await plain.getByLabel('Choose Anna Uten').check();
  await plain.getByLabel('Choose Cecilie Uten').check();
  await plain.getByRole('button', { name: 'Take off the list' }).click();
  await expect(plain.getByRole('heading', { level: 1 })).toHaveText('Take 2 customers off the waitlist?');
  await plain.getByRole('button', { name: 'Take off the list' }).click();
  await expect(said(plain)).toContainText('2 customers are off the waitlist');
  await expect(plain).toHaveURL(/\/waitlist\?q=Uten$/);
});
