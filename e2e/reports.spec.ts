import { expect, expectAccessible, test } from './fixtures.ts';
import { DashboardPages } from './pages/dashboard-pages.ts';

const reports = '/dashboard/fjord/reports';

test.describe('the report', () => {
  test.beforeEach(async ({ page, logInAs }) => {
    await page.goto('/?lng=en');
    await logInAs(page, 'owner@fjord.example');
  });

  test('is read from the top, and a figure leads to exactly the rows that it counts', async ({ page }) => {
    await page.goto('/dashboard/fjord');
    await new DashboardPages(page).goBehindMore('Reports');
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Reports');
    await page.getByRole('link', { name: 'Last 90 days' }).click();
    await expect(page).toHaveURL(/from=\d{4}-\d\d-\d\d&until=/);
    await expectAccessible(page);

    const filled = page.getByRole('link', { name: /^Filled by the waitlist, Times: \d+/ });
    const count = Number(await filled.textContent());
    expect(count).toBeGreaterThan(5);
    await filled.click();
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Times: Filled by the waitlist');
    await expect(page.getByRole('table').getByRole('row')).toHaveCount(count + 1);
    await expectAccessible(page);

    await page.getByRole('link', { name: 'Back to the report' }).click();
    await expect(page.getByRole('link', { name: 'Last 90 days' })).toHaveAttribute('aria-current', 'page');
  });

  test('its tables and the rows behind them are files too', async ({ page }) => {
    await page.goto(reports);
    const href = await page
      .getByRole('link', { name: 'Download CSV: Why times came free' })
      .getAttribute('href');
    const file = await page.request.get(href ?? '');
    expect(file.headers()['content-disposition']).toMatch(
      /^attachment; filename="fjord-causes-\d{4}-\d\d-\d\d-\d{4}-\d\d-\d\d\.csv"$/,
    );
    expect(await file.text()).toMatch(
      /^\uFEFFWhy it came free,Times,Waitlist,Online,Staff,Empty,Fill rate\r\n/,
    );

    const rows = await page.request.get(`${reports}/rows.csv?list=offers&answer=any`);
    expect(await rows.text()).toMatch(
      /^\uFEFFCustomer,Time,Service,With,Answer,What became of them,Price,Offered\r\n/,
    );
    expect((await page.request.get(`${reports}.csv?section=nothing`)).status()).toBe(404);
    expect((await page.request.get(`${reports}/rows`)).status()).toBe(404);
  });

  test('the price of a segment is entered once, and a wrong one is said at its field', async ({ page }) => {
    await page.goto(reports);
    const price = page.getByLabel('Your price for one SMS segment');
    await price.fill('a lot');
    await page.getByRole('button', { name: 'Save the price' }).click();
    await expect(price).toHaveAccessibleDescription(/Enter a price from 0 to 100/);
    await expect(price).toHaveValue('a lot');
    await price.fill('0,45');
    await page.getByRole('button', { name: 'Save the price' }).click();
    await expect(page.getByRole('main').getByRole('status')).toContainText(
      'The price of an SMS segment is saved',
    );
    await expect(price).toHaveValue('0.45');
    await price.fill('');
    await page.getByRole('button', { name: 'Save the price' }).click();
    await expect(page.getByRole('main').getByRole('status')).toContainText('is removed');
  });

  test('a period without anything says what would be here', async ({ page }) => {
    await page.goto(`${reports}?from=2020-01-01&until=2020-01-31`);
    await expect(page.getByText('No time came free in this period')).toBeVisible();
    await expectAccessible(page);
  });
});

test('who neither owns nor manages the salon is told whom it is for, and is not led there', async ({
  page,
  logInAs,
}) => {
  await page.goto('/?lng=en');
  await logInAs(page, 'staff@fjord.example');
  await page.goto('/dashboard/fjord');
  await page.locator('header summary').click();
  await expect(page.getByRole('link', { name: 'Messages', exact: true })).toBeVisible();
  await expect(page.getByRole('link', { name: 'Reports' })).toHaveCount(0);
  expect((await page.request.get(`${reports}.csv?section=causes`)).status()).toBe(403);
  await page.goto(reports);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('You may not see this page');
});

test('without JavaScript it is the same report', async ({ anotherVisitor, logInAs }) => {
  const page = await anotherVisitor({ javaScriptEnabled: false });
  await page.goto('/?lng=nb');
  await logInAs(page, 'owner@fjord.example');
  await page.goto(reports);
  await page.getByLabel('Fra', { exact: true }).fill('2020-01-01');
  await page.getByLabel('Til og med').fill('2020-01-31');
  await page.getByRole('button', { name: 'Vis', exact: true }).click();
  await expect(page).toHaveURL(/from=2020-01-01&until=2020-01-31/);
  await expect(page.getByText('Ingen timer ble ledige i denne perioden')).toBeVisible();
});
