import { DashboardPages } from './pages/dashboard-pages.ts';
import { expect, expectAccessible, expectTargets, test } from './fixtures.ts';

const owner = 'owner@fjord.example';

test.beforeEach(async ({ page, logInAs }) => {
  await page.goto('/?lng=en');
  await logInAs(page, owner);
});

test('a message is followed until it has gone out; one that failed says why, and is sent again', async ({
  page,
  database,
}) => {
  const email = 'torunn.haga@example.com';
  await new DashboardPages(page).addEntry({ name: 'Torunn Haga', email, service: 'Dameklipp' });
  await expect(page.getByText('Torunn Haga is on the waitlist.')).toBeVisible();
  await new DashboardPages(page).goBehindMore('Messages');
  await page.getByLabel('Search').fill(email);
  await page.getByRole('button', { name: 'Show', exact: true }).click();
  await expect(page).toHaveURL(/q=torunn/);
  const rows = page.getByRole('row', { name: /Torunn Haga/ });
  await expect(rows).toContainText(['Joined the waitlist']);
  await expect(rows).toContainText(['sent']);

  await database.query(
    `UPDATE messages SET status = 'failed', last_error = 'twilio:30003' WHERE recipient = $1 AND template = 'waitlist_joined'`,
    [email],
  );
  await page.getByRole('link', { name: 'Not delivered' }).click();
  await expect(page.getByRole('link', { name: 'Not delivered' })).toHaveAttribute('aria-current', 'page');
  await expect(rows).toContainText(['failed']);
  await expect(rows).toContainText(['The provider’s code: twilio:30003']);
  await expectAccessible(page);
  await expectTargets(page);

  const { pathname, search } = new URL(page.url());
  await rows.getByRole('link', { name: /Joined the waitlist/ }).click();
  await expect(page.getByRole('region', { name: 'What it says' })).toContainText('Torunn Haga');
  await expectAccessible(page);
  await expectTargets(page);
  await page.getByRole('main').getByRole('link', { name: 'Messages' }).click();

  await rows.getByRole('link', { name: 'Send again' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Send this to Torunn Haga once more?');
  await expect(page.getByText('gets the same message again by e-mail')).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Send it again' }).click();
  await expect(page.getByRole('main').getByRole('status')).toContainText(
    'The message to Torunn Haga is on its way again.',
  );
  await expect(page).toHaveURL(`${pathname}${search}`);
  await page.getByRole('link', { name: 'Sent', exact: true }).click();
  await expect(rows).toContainText(['Joined the waitlist']);
});

test('what it tells is over by now: it is not sent again, and that is said', async ({
  anotherVisitor,
  logInAs,
}) => {
  const page = await anotherVisitor({ javaScriptEnabled: false });
  await page.goto('/?lng=en');
  await logInAs(page, owner);
  await page.goto('/dashboard/fjord/messages?state=troubled&what=offer');
  await page
    .getByRole('row', { name: /There is no such recipient/ })
    .getByRole('link', { name: /Offer of a time/ })
    .first()
    .click();
  await expect(page.getByText('There is no such recipient.')).toBeVisible();
  await expect(page.getByText('What it tells is over by now, so it is not sent again.')).toBeVisible();
  await expect(page.getByRole('link', { name: 'Send again' })).toHaveCount(0);
  await expect(page.getByRole('region', { name: 'What it says' })).toContainText('/...');
  // The way on: whoever has a wrong number is given the right one.
  await page.getByRole('link', { name: 'Correct the contact details' }).click();
  await expect(page.getByLabel('Mobile')).toBeVisible();
});
