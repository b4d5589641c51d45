import type { Page } from '@playwright/test';
import { DashboardPages } from './pages/dashboard-pages.ts';
import { daysFrom } from './pages/days-from.ts';
import { expect, expectAccessible, expectTargets, test, watchShifts } from './fixtures.ts';

const owner = 'owner@fjord.example';
const service = 'Dameklipp';
const said = (page: Page) => page.getByRole('main').getByRole('status').first();

test.describe('who may see a salon’s dashboard', () => {
  test('somebody who is not logged in is asked to, and comes back to the page they wanted', async ({
    page,
  }) => {
    await page.goto('/dashboard/fjord/waitlist?state=booked');
    await expect(page).toHaveURL(/\/login\?next=%2Fdashboard%2Ffjord%2Fwaitlist%3Fstate%3Dbooked$/);
  });

  test('to staff of another salon it is not there, whatever the address', async ({
    page,
    logInAs,
    database,
  }) => {
    const { rows } = await database.query<{ id: string }>(
      `SELECT e.id FROM waitlist_entries e JOIN salons s ON s.id = e.salon_id WHERE s.slug = 'fjord' LIMIT 1`,
    );
    await logInAs(page, 'staff@brygga.example');
    const entry = rows[0]?.id ?? '';
    for (const path of [
      '/dashboard/fjord',
      '/dashboard/fjord/waitlist',
      `/dashboard/fjord/waitlist/${entry}`,
      `/dashboard/brygga/waitlist/${entry}`,
      `/dashboard/brygga/waitlist/${entry}/cancel`,
      `/dashboard/brygga/openings/${entry}`,
      '/dashboard/brygga/waitlist/not-an-id',
      '/dashboard/brygga/nothing/here',
    ]) {
      const answer = await page.request.get(`${path}?lng=en`);
      expect(answer.status(), path).toBe(404);
      expect(await answer.text(), path).toContain('We can’t find that page');
    }
  });
});

test('who strays into another salon is told so in their own language, with a way to their own', async ({
  browser,
  baseURL,
  logInAs,
}) => {
  const context = await browser.newContext({ baseURL, locale: 'nb-NO' });
  const page = await context.newPage();
  await page.goto('/login');
  await logInAs(page, 'staff@brygga.example');
  await page.goto('/dashboard/fjord');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('We can’t find that page');
  await page.getByRole('link', { name: 'My salons' }).click();
  await expect(page.getByRole('link', { name: /Brygga/ })).toBeVisible();
  await context.close();
});

test.describe('the waitlist', () => {
  test.beforeEach(async ({ page, logInAs }) => {
    await page.goto('/?lng=en');
    await logInAs(page, owner);
  });

  test('a new entry needs its facts, loses nothing that was typed, and is made only once', async ({
    page,
  }) => {
    const pages = new DashboardPages(page);
    await page.goto('/dashboard/fjord/waitlist/new');
    await page.getByLabel('Name').fill('Berit Nygaard');
    await page.getByRole('button', { name: 'Add to the waitlist' }).click();
    await expect(page.getByRole('alert')).toContainText('2 things need your attention');
    await expect(page.getByLabel('Service')).toHaveAccessibleDescription('Please choose a service.');
    await expect(page.getByLabel('Mobile number')).toHaveAttribute('aria-invalid', 'true');
    await expect(page.getByLabel('Name')).toHaveValue('Berit Nygaard');
    await expectAccessible(page);

    // Whoever does not do the service is not offered for it.
    await expect(page.getByRole('checkbox', { name: 'Jonas Eide' })).toBeVisible();
    await page.getByLabel('Service').selectOption({ label: service });
    await expect(page.getByRole('checkbox', { name: 'Jonas Eide' })).toHaveCount(0);
    await expect(page.getByRole('checkbox', { name: 'Mathias Lunde' })).toBeVisible();
    await page.getByLabel('E-mail').fill('berit.nygaard@example.com');
    await page.getByRole('button', { name: 'Add to the waitlist' }).click();
    await expect(page.getByRole('main').getByRole('status')).toContainText(
      'Berit Nygaard is on the waitlist',
    );
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Berit Nygaard');

    await pages.sendEntry({ name: 'Berit Nygaard', email: 'berit.nygaard@example.com', service });
    await expect(page.getByRole('alert')).toContainText('Berit Nygaard waits for the same already');
    // The form is longer than the screen of a phone.
    await expect(page.getByRole('alert')).toBeInViewport();
    await page.getByRole('link', { name: 'See that entry' }).click();
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Berit Nygaard');
  });

  test('an act comes back to the list with its filter, and says what it did', async ({ page }) => {
    const pages = new DashboardPages(page);
    await pages.addEntry({ name: 'Solveig Aune', email: 'solveig.aune@example.com', service });
    await page.goto('/dashboard/fjord/waitlist');
    await page.getByRole('link', { name: /^Waiting/ }).click();
    // The address changes a moment before the page does, and with it its search field.
    await expect(page.getByRole('link', { name: /^Waiting/ })).toHaveAttribute('aria-current', 'page');
    await expect(page).toHaveURL(/state=waiting/);
    await page.getByLabel('Search').fill('solveig.aune');
    await page.getByRole('button', { name: 'Show', exact: true }).click();
    await expect(page).toHaveURL(/q=solveig\.aune/);
    const row = page.getByRole('row', { name: /Solveig Aune/ });
    await expect(row).toBeVisible();

    await row.getByText('More', { exact: true }).click();
    await row.getByRole('link', { name: 'Set priority' }).click();
    await page.getByLabel('Points').fill('40');
    await page.getByRole('button', { name: 'Set priority' }).click();
    await expect(page.getByLabel('Reason')).toHaveAttribute('aria-invalid', 'true');
    await expect(page.getByLabel('Points')).toHaveValue('40');
    await page.getByLabel('Reason').fill('Her wedding is on Saturday');
    await expectAccessible(page);
    await page.getByRole('button', { name: 'Set priority' }).click();
    await expect(page.getByRole('main').getByRole('status')).toContainText('Solveig Aune now has +40 points');
    await expect(page).toHaveURL(/\/waitlist\?state=waiting&q=solveig\.aune$/);
    await expect(row).toContainText('+40');

    await row.getByRole('link', { name: 'Solveig Aune' }).click();
    await expect(page.getByText('“Her wedding is on Saturday”')).toBeVisible();
    await expect(page.getByText(/by Ingrid Solheim/).first()).toBeVisible();
    await expectAccessible(page);
    await page.reload();
    await expect(page.getByText('now has +40 points')).toHaveCount(0);
  });

  test('where no free time fits a wish there is nothing to send until another day is looked at', async ({
    page,
    database,
  }) => {
    const pages = new DashboardPages(page);
    const entry = await pages.addEntry({ name: 'Mari Midnatt', email: 'mari.midnatt@example.com', service });
    await database.query(
      'UPDATE waitlist_windows SET from_minute = 0, until_minute = 60 WHERE waitlist_entry_id = $1',
      [entry.split('/').at(-1)],
    );
    await page.goto(`${entry}/notify`);
    await expect(page.getByText('No free time fits the wish')).toBeVisible();
    const send = page.getByRole('button', { name: 'Send the offer' });
    await expect(send).toHaveCount(0);
    await expect(page.getByLabel('Then offer it to the next')).toHaveCount(0);
    await expectAccessible(page);
    // Within a week there is a day on which something is free.
    for (let days = 1; days < 8 && (await send.count()) === 0; days += 1) {
      await page.goto(`${entry}/notify?day=${daysFrom(new Date(), days)}`);
    }
    await expect(send).toBeVisible();
  });

  test('a time is offered by hand, said to be out when a second customer is to have it, and booked for the first', async ({
    page,
  }) => {
    const pages = new DashboardPages(page);
    const first = await pages.addEntry({ name: 'Ragnhild Vik', email: 'ragnhild.vik@example.com', service });
    const second = await pages.addEntry({ name: 'Torunn Moe', email: 'torunn.moe@example.com', service });

    await page.goto(first);
    await page.getByRole('link', { name: 'Offer a time' }).click();
    await expect(page.getByText(/gets the offer by e-mail/)).toBeVisible();
    await page.getByRole('button', { name: 'Send the offer' }).click();
    await expect(page.getByRole('alert')).toContainText('Choose a time');
    const chosen = await pages.chooseSlot();
    await expectAccessible(page);
    await page.getByRole('button', { name: 'Send the offer' }).click();
    await expect(page.getByRole('main').getByRole('status')).toContainText('Ragnhild Vik has been offered');
    await expect(page.getByText('Offered a time').first()).toBeVisible();

    // By one touch: it was the wrong time.
    await page.getByRole('button', { name: 'Take the offer back' }).click();
    await expect(page.getByRole('main').getByRole('status')).toContainText('One customer was told so');
    await page.goto(first);
    await expect(page.getByText('Waiting', { exact: true }).first()).toBeVisible();
    await page.getByRole('link', { name: 'Offer a time' }).click();
    await pages.chooseSlot();
    await page.getByRole('button', { name: 'Send the offer' }).click();
    await expect(page.getByRole('main').getByRole('status')).toContainText('Ragnhild Vik has been offered');

    const [at = '', employee = ''] = chosen.split('~');
    await page.goto(`${second}/notify?${new URLSearchParams({ at, with: employee })}`);
    await expect(page.getByText(/^Ragnhild Vik has this time on offer until/)).toBeVisible();
    // It was meant for her alone.
    await expect(page.getByLabel('Then offer it to the next')).not.toBeChecked();
    await expect(page.getByRole('button', { name: 'Take it back and offer it to Torunn Moe' })).toBeVisible();

    await page.goto(first);
    await page
      .getByRole('link', { name: 'Follow the opening' })
      .or(page.getByRole('link', { name: 'See the opening' }))
      .first()
      .click();
    await expect(page.getByRole('heading', { name: 'Who fits, in rank' })).toBeVisible();
    await expect(page.getByRole('link', { name: 'Ragnhild Vik' })).toBeVisible();
    await expectAccessible(page);

    await page.goto(first);
    await page.getByRole('link', { name: 'Book the time' }).click();
    await page.getByRole('button', { name: 'Book it' }).click();
    await expect(page.getByRole('main').getByRole('status')).toContainText('Ragnhild Vik is booked');
    await page.getByRole('link', { name: 'See that day’s bookings' }).click();
    await expect(page.getByRole('row', { name: /Ragnhild Vik/ })).toContainText('Confirmed');
    await page.goto(first);
    await expect(page.getByText('Was booked by staff')).toBeVisible();
  });

  test('a cancelled booking’s time is offered to who fits, until it is withdrawn', async ({
    page,
    database,
  }) => {
    const pages = new DashboardPages(page);
    await pages.addEntry({ name: 'Liv Haugen', email: 'liv.haugen@example.com', service });
    await pages.addEntry({ name: 'Hilde Strand', email: 'hilde.strand@example.com', service });
    const entryOfHilde = page.url();
    await page.getByRole('link', { name: 'Book directly' }).click();
    await pages.chooseSlot();
    await page.getByRole('button', { name: 'Book the time' }).click();
    await expect(page.getByRole('main').getByRole('status')).toContainText('Hilde Strand is booked');

    await page.goto('/dashboard/fjord/bookings?q=hilde.strand@example.com');
    const row = page.getByRole('row', { name: /Hilde Strand/ });
    await row.getByText('More', { exact: true }).click();
    await row.getByRole('link', { name: 'Cancel' }).click();
    await expect(page.getByText('Hilde Strand is told so.')).toBeVisible();
    await expect(page.getByText(/^The time is offered to the waitlist/)).toBeVisible();
    await page.getByRole('button', { name: 'Cancel the booking' }).click();
    await expect(page.getByRole('main').getByRole('status')).toContainText(
      /The time is being offered to the waitlist|Somebody on the waitlist fits the time/,
    );
    await expect(row).toContainText('Cancelled');
    await page.getByRole('link', { name: 'Follow the opening' }).click();
    await expect(page.getByText('A booking was cancelled')).toBeVisible();

    const opening = new URL(page.url()).pathname.split('/').at(-1);
    const asked = async () => {
      const { rows } = await database.query<{ name: string }>(
        `SELECT e.customer_name AS name
         FROM waitlist_offers f JOIN waitlist_entries e ON e.id = f.waitlist_entry_id
         WHERE f.opening_id = $1 AND f.status = 'pending'`,
        [opening],
      );
      return rows[0]?.name;
    };
    await expect.poll(asked, { timeout: 30_000 }).toBeTruthy(); // the worker asks
    const name = (await asked()) ?? '';
    await page.reload();
    await page.getByRole('link', { name: 'Withdraw' }).click();
    await expect(page.getByText(`${name} is told that the time is gone`)).toBeVisible();
    await page.getByRole('button', { name: 'Withdraw the opening' }).click();
    await expect(page.getByRole('main').getByRole('status')).toContainText('One customer was told so');
    await expect(page.getByText('Withdrawn', { exact: true })).toBeVisible();
    await page.getByRole('link', { name }).click();
    await expect(page.getByText('The offer was taken back; waits on as before')).toBeVisible();
    const latest = page.getByRole('region', { name: 'Why not yet?' }).getByRole('listitem').first();
    await expect(latest).toContainText('Offered, and taken back through no fault of the customer.');

    await page.goto(entryOfHilde);
    await expect(latest).toContainText('Not asked: they were paused, or had an offer, or were off the list.');
    await expect(page.getByText(/^Got a time, .* whose booking was cancelled since\.$/)).toBeVisible();
    await expect(
      page.getByRole('region', { name: 'What has happened' }).getByRole('listitem').first(),
    ).toContainText('The booking was cancelled');
  });
});

test('what was done to an entry is taken back by one touch', async ({
  page,
  logInAs,
  noOffers: _,
  database,
}) => {
  await page.goto('/?lng=en');
  await logInAs(page, owner);
  const entry = await new DashboardPages(page).addEntry({
    name: 'Unni Angrer',
    email: 'unni.angrer@example.com',
    service,
  });
  const act = async (name: string, submit: string) => {
    await page.getByRole('button', { name: submit, exact: true }).click();
    await expect(said(page)).toContainText(name);
  };
  const score = async () => {
    const { rows } = await database.query<{ score: number | null }>(
      'SELECT priority_override_score AS score FROM waitlist_entries WHERE id = $1',
      [entry.split('/').at(-1)],
    );
    return rows[0]?.score;
  };
  const undo = (name: string) => act(name, 'Undo');
  const prioritise = async (points: string) => {
    await page.goto(`${entry}/priority`);
    await page.getByLabel('Points').fill(points);
    await page.getByLabel('Reason').fill(`Worth ${points}`);
    await act(`Unni Angrer now has +${points} points`, 'Set priority');
  };

  await prioritise('50');
  await undo('has its own points again');
  expect(await score()).toBeNull();
  await prioritise('50');
  await prioritise('70');
  await undo('Unni Angrer now has +50 points');
  expect(await score()).toBe(50);
  await page.goto(`${entry}/clear-priority`);
  await act('has its own points again', 'Clear priority');
  await undo('Unni Angrer now has +50 points');
  expect(await score()).toBe(50);

  await page.goto(`${entry}/pause`);
  await page.getByLabel('Until a date').check();
  await page.getByLabel('Waits again from').fill(daysFrom(new Date(), 9));
  await act('is paused until', 'Pause');
  const paused = await said(page).textContent();
  await undo('Unni Angrer waits again');
  await undo('is paused until');
  expect(await said(page).textContent()).toBe(paused);

  await page.goto(`${entry}/cancel`);
  await act('is off the waitlist', 'Take off the list');
  await page.goto(`${entry}/remove`);
  await act('no longer shows in the lists', 'Remove');
  await undo('Unni Angrer shows in the lists again');
  await expect(page).toHaveURL(new RegExp(`${entry}$`));
  await expectAccessible(page);
});

test('the whole of it works without JavaScript', async ({ anotherVisitor, logInAs, noOffers: _ }) => {
  const page = await anotherVisitor({ javaScriptEnabled: false });
  await page.goto('/?lng=en');
  await logInAs(page, owner);
  const pages = new DashboardPages(page);
  await pages.addEntry({ name: 'Gudrun Lie', email: 'gudrun.lie@example.com', service });
  await expect(page.getByText('Gudrun Lie is on the waitlist.')).toBeVisible();

  await page.getByRole('main').getByText('More', { exact: true }).click();
  await page.getByRole('link', { name: 'Pause' }).click();
  await page.getByLabel('Until it is taken up again').check();
  await page.getByRole('button', { name: 'Pause' }).click();
  await expect(page.getByText('wish is paused until it is taken up again')).toBeVisible();
  await expect(page.getByText('Paused', { exact: true }).first()).toBeVisible();

  await page.getByRole('link', { name: 'Resume' }).first().click();
  await page.getByRole('button', { name: 'Resume' }).click();
  await expect(page.getByText('Gudrun Lie waits again.')).toBeVisible();

  await page.getByRole('link', { name: 'Edit wish' }).click();
  await page.getByRole('button', { name: 'Add another time' }).click();
  await expect(page.getByRole('button', { name: 'Remove time 2' })).toBeVisible();
  await page.getByRole('button', { name: 'Remove time 2' }).click();
  await page.getByLabel('Note').fill('Rings back on Monday');
  await page.getByRole('button', { name: 'Save the wish' }).click();
  await expect(page.getByText('Gudrun Lie’s wish is changed.')).toBeVisible();
  await expect(page.getByText('Rings back on Monday')).toBeVisible();

  await page.getByRole('main').getByText('More', { exact: true }).click();
  await page.getByRole('link', { name: 'Take off the list' }).click();
  await page.getByRole('button', { name: 'Take off the list' }).click();
  await expect(page.getByText('Gudrun Lie is off the waitlist.')).toBeVisible();
  await page.getByRole('link', { name: 'Remove from lists' }).click();
  await page.getByRole('button', { name: 'Remove' }).click();
  await expect(page.getByText('Gudrun Lie no longer shows in the lists.')).toBeVisible();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Waitlist');
});

for (const lng of ['en', 'nb']) {
  test(`on a phone no tab or filter is out of sight (${lng})`, async ({ page, logInAs }) => {
    await page.setViewportSize({ width: 390, height: 844 });
    await page.goto(`/?lng=${lng}`);
    await logInAs(page, owner);
    for (const path of ['/waitlist', '/openings']) {
      await page.goto(`/dashboard/fjord${path}`);
      const rights = await page
        .locator('nav li a')
        .evaluateAll((links) =>
          links.filter((link) => link.checkVisibility()).map((link) => link.getBoundingClientRect().right),
        );
      expect(rights.length).toBeGreaterThan(4);
      expect(Math.max(...rights), path).toBeLessThanOrEqual(390);
    }
  });
}

test('on a phone the pages that are needed less are behind “More”, which closes by itself', async ({
  page,
  logInAs,
}) => {
  await page.goto('/?lng=en');
  await logInAs(page, owner);
  await page.goto('/dashboard/fjord');
  const more = page.locator('header summary');
  const reports = page.getByRole('link', { name: 'Reports', exact: true });
  await expect(reports).toBeHidden();
  await more.press('Enter');
  await expect(reports).toBeVisible();
  await expectAccessible(page);
  await page.keyboard.press('Escape');
  await expect(reports).toBeHidden();
  await expect(more).toBeFocused();
  await more.click();
  await reports.click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Reports');
  await expect(reports).toBeHidden();
});

for (const lng of ['en', 'nb']) {
  test(`every page can be used by everybody (${lng})`, async ({ page, logInAs, database }) => {
    test.setTimeout(300_000); // sixteen pages, each checked twice
    await page.emulateMedia({ reducedMotion: 'reduce' });
    const expectStill = await watchShifts(page);
    await page.goto(`/?lng=${lng}`);
    await logInAs(page, owner);
    const { rows } = await database.query<{ entry: string; ended: string; opening: string }>(
      `SELECT (SELECT id FROM waitlist_entries e WHERE e.salon_id = s.id AND e.status = 'waiting' ORDER BY id LIMIT 1) AS entry,
              (SELECT id FROM openings o WHERE o.salon_id = s.id ORDER BY created_at LIMIT 1) AS ended,
              (SELECT id FROM openings o WHERE o.salon_id = s.id AND o.status = 'open' ORDER BY created_at LIMIT 1) AS opening
       FROM salons s WHERE s.slug = 'fjord'`,
    );
    const { entry = '', ended = '', opening = '' } = rows[0] ?? {};
    for (const path of [
      '?all',
      '/fjord',
      '/fjord/waitlist?state=all',
      '/fjord/waitlist?q=nobody-of-that-name',
      '/fjord/waitlist/new',
      `/fjord/waitlist/${entry}`,
      `/fjord/waitlist/${entry}/notify`,
      `/fjord/waitlist/${entry}/book`,
      `/fjord/waitlist/${entry}/priority`,
      `/fjord/waitlist/${entry}/cancel`,
      `/fjord/waitlist/${entry}/pause`,
      '/fjord/openings',
      `/fjord/openings/${opening}`,
      `/fjord/openings/${ended}`,
      '/fjord/bookings',
      '/fjord/bookings?q=a',
    ]) {
      await page.goto(`/dashboard${path}`);
      await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
      await expectStill();
      const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      expect(overflow, `${path} is no wider than the screen`).toBeLessThanOrEqual(0);
      await page
        .locator('main details')
        .evaluateAll((lists) => lists.forEach((list) => list.setAttribute('open', '')));
      await expectTargets(page);
      for (const colorScheme of ['light', 'dark'] as const) {
        await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
        await expectAccessible(page);
      }
    }
  });
}
