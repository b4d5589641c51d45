import { DashboardPages, expectLive, liveMark } from './pages/dashboard-pages.ts';
import { expect, expectAccessible, test } from './fixtures.ts';

const owner = 'owner@fjord.example';
const colleague = 'staff@fjord.example';
const service = 'Dameklipp';

/** A name that no other story of the run has. */
const person = (name: string) => ({
  name,
  email: `${name.toLowerCase().replace(' ', '.')}@example.com`,
  service,
});

test.beforeEach(async ({ page, logInAs, noOffers: _ }) => {
  await page.goto('/?lng=en');
  await logInAs(page, owner);
});

test('what one does, another sees by itself, with filter and search kept', async ({
  page,
  anotherVisitor,
  logInAs,
}) => {
  const other = await anotherVisitor();
  await other.goto('/?lng=en');
  await logInAs(other, colleague);
  const address = '/dashboard/fjord/waitlist?state=waiting&q=Liv+Direkte';
  await other.goto(address);
  await expectLive(other);
  await expect(other.getByText('Liv Direkte')).toHaveCount(0);

  const entry = await new DashboardPages(page).addEntry(person('Liv Direkte'));
  await expect(other.getByRole('link', { name: 'Liv Direkte' })).toBeVisible();

  // The focus stays where it was, and so does what is typed into the search.
  const search = other.getByLabel('Search');
  await search.focus();
  await page.goto(`${entry}/pause`);
  await page.getByRole('button', { name: 'Pause' }).click();
  await expect(other.getByRole('link', { name: 'Liv Direkte' })).toHaveCount(0);
  await expect(search).toBeFocused();
  await expect(search).toHaveValue('Liv Direkte');
  await expect(other).toHaveURL(address);
  await expectAccessible(other);
});

test('who comes second reads who was first; a half-written form is left alone', async ({
  page,
  anotherVisitor,
  logInAs,
}) => {
  const entry = await new DashboardPages(page).addEntry(person('Nora Samtidig'));
  const other = await anotherVisitor();
  await other.goto('/?lng=en');
  await logInAs(other, colleague);

  // Two write down what the customer wants.
  await other.goto(`${entry}/change`);
  await expectLive(other);
  await other.getByLabel('Note').fill('Rings back after five');
  await page.goto(`${entry}/change`);
  await page.getByLabel('Note').fill('Allergic to henna');
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByRole('main').getByRole('status').first()).toBeVisible();

  await expect(liveMark(other)).toHaveText('Something has changed');
  await expect(other.getByLabel('Note')).toHaveValue('Rings back after five');
  await other.getByRole('button', { name: 'Save' }).click();
  const refusal = other.getByRole('alert');
  await expect(refusal).toContainText('Somebody has changed this wish since you opened it');
  await expect(refusal).toContainText('“The wish was changed” by ');
  await expect(other.getByText('Allergic to henna')).toBeVisible();
  await expect(other.getByRole('definition').getByText('Rings back after five')).toBeVisible();
  await expectAccessible(other);
  // Knowing it, they may.
  await other.getByRole('button', { name: 'Save' }).click();
  await expect(other).toHaveURL(new RegExp(`${entry}$`));

  // An act that a colleague's act has made impossible: the page says so as soon as it is, and by whom.
  await other.goto(`${entry}/pause`);
  await expectLive(other);
  await page.goto(`${entry}/cancel`);
  await page.getByRole('button', { name: 'Take off the list' }).click();
  await expect(other.getByText(/“Taken off the list by staff” by .+, today at\s\d\d:\d\d/)).toBeVisible();
});

test('cut off, it tries four times, then refreshes each minute; once back, it is live again', async ({
  page,
}) => {
  // Stopped, or the time that a slow machine takes between two steps would count for the page too.
  await page.clock.install();
  await page.clock.pauseAt(new Date(Date.now() + 60_000));
  const tries: string[] = [];
  const warned: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'warning' && message.text().startsWith('CHANNEL_ERROR'))
      warned.push(message.text());
  });
  // No answer at all would be an error of the browser's own in the console.
  await page.route('**/trpc/waitlist.onChange*', async (route) => {
    tries.push(route.request().url());
    await route.fulfill({ status: 204 });
  });
  await page.goto('/dashboard/fjord/waitlist');
  await expect.poll(() => warned.length).toBe(1);
  await expect(liveMark(page)).toHaveText('Reconnecting …');
  for (const [index, seconds] of [1, 2, 4, 8].entries()) {
    await page.clock.runFor(seconds * 1_000);
    await expect.poll(() => warned.length).toBe(index + 2);
  }
  expect(tries).toHaveLength(5);
  await expect(liveMark(page)).toHaveText('Refreshed each minute');
  await page.clock.resume();
  await expectAccessible(page);

  const refreshed = page.waitForRequest((request) => request.url().includes('/waitlist.data'));
  await page.clock.runFor(60_000);
  await refreshed;
  expect(tries).toHaveLength(5);

  await page.unroute('**/trpc/waitlist.onChange*');
  await page.getByRole('button', { name: 'Try again' }).click();
  await expectLive(page);
});

test('a page that is not looked at hangs up, and is up to date as soon as it is', async ({
  page,
  database,
}) => {
  const entry = await new DashboardPages(page).addEntry(person('Siri Bortvendt'));
  await page.goto(entry);
  await expectLive(page);
  const show = (state: 'visible' | 'hidden') =>
    page.evaluate((shown) => {
      Object.defineProperty(document, 'visibilityState', { configurable: true, value: shown });
      document.dispatchEvent(new Event('visibilitychange'));
    }, state);
  const hungUp = page.waitForEvent('requestfailed', (request) => request.url().includes('onChange'));
  await show('hidden');
  await hungUp;
  await database.query(`UPDATE waitlist_entries SET notes = 'Fresh from the till' WHERE id = $1`, [
    entry.split('/').at(-1),
  ]);
  await show('visible');
  await expectLive(page);
  await expect(page.getByText('Fresh from the till')).toBeVisible();
});

test('an answer that is there before the page has drawn that it asked does not end the following', async ({
  page,
  database,
}) => {
  const entry = await new DashboardPages(page).addEntry(person('Unn Kvikk'));
  // As on a slow device: React, which is given its turns by messages, gets none while the server is asked, nor just after.
  await page.addInitScript(() => {
    const ask = window.fetch;
    let asking = 0;
    window.fetch = async (input, init) => {
      const isPage = (input instanceof Request ? input.url : String(input)).includes('.data');
      if (!isPage || init?.method === 'HEAD') return ask(input, init);
      asking += 1;
      try {
        return await ask(input, init);
      } finally {
        setTimeout(() => (asking -= 1), 300);
      }
    };
    const post = MessagePort.prototype.postMessage;
    MessagePort.prototype.postMessage = function (this: MessagePort, message: unknown) {
      const whenQuiet = () => {
        if (asking > 0) setTimeout(whenQuiet, 10);
        else post.call(this, message);
      };
      // After what asks in the same moment.
      setTimeout(whenQuiet, 0);
    };
  });
  await page.goto(entry);
  await expectLive(page);
  for (const note of ['First note', 'Second note', 'Third note']) {
    await database.query('UPDATE waitlist_entries SET notes = $1 WHERE id = $2', [
      note,
      entry.split('/').at(-1),
    ]);
    await expect(page.getByText(note)).toBeVisible();
  }
});

test('what was just done stays said, though the page refreshes by itself', async ({ page, database }) => {
  const entry = await new DashboardPages(page).addEntry(person('Tora Kvittering'));
  await expect(
    page.getByRole('status').filter({ hasText: 'Tora Kvittering is on the waitlist' }),
  ).toBeVisible();
  await expectLive(page);
  await database.query(`UPDATE waitlist_entries SET notes = 'Prefers mornings' WHERE id = $1`, [
    entry.split('/').at(-1),
  ]);
  await expect(page.getByText('Prefers mornings')).toBeVisible();
  await expect(
    page.getByRole('status').filter({ hasText: 'Tora Kvittering is on the waitlist' }),
  ).toBeVisible();
});

test('what is said once is not lost while the code of its page is on its way', async ({
  page,
  anotherVisitor,
  logInAs,
}) => {
  const entry = await new DashboardPages(page).addEntry(person('Sol Fjernet'));
  await page.goto(`${entry}/cancel`);
  await page.getByRole('button', { name: 'Take off the list' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Sol Fjernet');
  const other = await anotherVisitor();
  await other.goto('/?lng=en');
  await logInAs(other, colleague);
  await other.goto('/dashboard/fjord/waitlist?state=all&q=Sol+Fjernet');
  await expectLive(other);

  await page.goto(`${entry}/remove?back=/dashboard/fjord/waitlist`);
  await expectLive(page);
  const arrives = Promise.withResolvers<undefined>();
  await page.route(/\/assets\/dashboard\._slug\.waitlist\._index-/, async (route) => {
    await arrives.promise;
    await route.continue();
  });
  const answered = page.waitForResponse((response) => response.url().includes('/waitlist.data'));
  await page.getByRole('button', { name: 'Remove' }).click();
  await answered;
  // What they did is a change that everybody hears of, they too.
  await expect(other.getByRole('link', { name: 'Sol Fjernet' })).toHaveCount(0);
  arrives.resolve(undefined);
  await expect(page.getByRole('status').filter({ hasText: 'Sol Fjernet no longer shows' })).toBeVisible();
});

test('what was refused stays said at its field, though something else has changed', async ({
  page,
  database,
}) => {
  const entry = await new DashboardPages(page).addEntry(person('Randi Avslag'));
  await page.goto('/dashboard/fjord/reports');
  await expectLive(page);
  const price = page.getByLabel('Your price for one SMS segment');
  await price.fill('a lot');
  await page.getByRole('button', { name: 'Save the price' }).click();
  await expect(price).toHaveAccessibleDescription(/Enter a price from 0 to 100/);
  await database.query(`UPDATE waitlist_entries SET notes = 'Prefers evenings' WHERE id = $1`, [
    entry.split('/').at(-1),
  ]);
  await expect(liveMark(page)).toHaveText('Something has changed');
  await expect(price).toHaveAccessibleDescription(/Enter a price from 0 to 100/);
  await expect(price).toHaveValue('a lot');
});

test('without JavaScript the pages are as they were', async ({ anotherVisitor, logInAs }) => {
  const page = await anotherVisitor({ javaScriptEnabled: false });
  await page.goto('/?lng=en');
  await logInAs(page, owner);
  await page.goto('/dashboard/fjord/waitlist');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Waitlist');
  await expect(liveMark(page)).toHaveCount(0);
});
