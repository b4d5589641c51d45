import type { Page, Route } from '@playwright/test';
import { expect, expectAccessible, test as base } from './fixtures.ts';
import { CustomerPages, type Person } from './pages/customer-pages.ts';

// Visitors of their own: the browser writes each request that is lost into its console, where the guard looks.
const test = base.extend<{ customer: CustomerPages }>({
  customer: async ({ anotherVisitor }, use) => use(new CustomerPages(await anotherVisitor())),
});

const salon = 'brygga';

function person(name: string, last: number): Person {
  return { name, phone: `+474110007${last}` };
}

/** What the program in the page asks its server for. */
const pageData = (url: URL) => url.pathname.endsWith('.data');

/** The next form that the page sends: as `answer` says. What comes after it goes through. */
async function atNextForm(page: Page, answer: (route: Route) => Promise<void>): Promise<void> {
  let isFirst = true;
  await page.route(pageData, async (route) => {
    if (!isFirst || route.request().method() !== 'POST') return route.fallback();
    isFirst = false;
    return answer(route);
  });
}

async function toDetails(customer: CustomerPages, service: string): Promise<void> {
  await customer.chooseService(salon, service, null);
  await customer.chooseDayFarAhead();
  await customer.chooseTime();
}

function told(page: Page, words: string) {
  return page.getByRole('status').getByText(words);
}

function tryAgain(page: Page) {
  return page.getByRole('status').getByRole('button', { name: 'Try again' });
}

test.describe('on a bad network', () => {
  test('who is offline is told so until they are back', async ({ customer }) => {
    const { page } = customer;
    const context = page.context();
    await customer.chooseService(salon, 'Short cut', null);
    await expect(page.getByText('You are offline')).toHaveCount(0);
    await context.setOffline(true);
    await expect(told(page, 'You are offline')).toBeVisible();
    await expectAccessible(page);
    await context.setOffline(false);
    await expect(page.getByText('You are offline')).toHaveCount(0);
  });

  test('a page that can’t be fetched leaves the one before it, and opens when the network is back', async ({
    customer,
  }) => {
    const { page } = customer;
    const context = page.context();
    await customer.chooseService(salon, 'Short cut', null);
    const time = customer.times.first();
    await expect(time).toBeVisible();
    await context.setOffline(true);
    await time.click();
    await expect(told(page, 'No connection just now')).toBeVisible();
    await expect(customer.title).toHaveText('When suits you?');
    await expectAccessible(page);
    await context.setOffline(false);
    await expect(customer.title).toHaveText('Who is coming?');
    await expect(page.getByText('No connection just now')).toHaveCount(0);
  });

  test('an answer that breaks off is asked for again by one tap, and one that another tap overtakes ends quietly', async ({
    page,
  }) => {
    // Of each answer for the router the first half; the rest is lost, or is on its way until it is not wanted any more.
    await page.addInitScript(() => {
      const ask = window.fetch;
      window.fetch = async (input, init) => {
        const answer = await ask(input, init);
        const { network } = document.documentElement.dataset;
        if (!network || !answer.url.includes('.data')) return answer;
        const half = new Uint8Array((await answer.arrayBuffer()).slice(0, 100));
        const body = new ReadableStream<Uint8Array>({
          start(controller) {
            if (network === 'breaks') return controller.error(new TypeError('network error'));
            controller.enqueue(half);
            init?.signal?.addEventListener('abort', () => controller.error(init.signal?.reason));
          },
        });
        return new Response(body, { status: answer.status, headers: answer.headers });
      };
    });
    const network = (state: 'breaks' | 'stalls' | '') =>
      page.evaluate((now) => {
        document.documentElement.dataset.network = now;
      }, state);
    const customer = new CustomerPages(page);
    await page.goto(`/s/${salon}?lng=en`);
    await expect(customer.title).toBeVisible();

    await network('breaks');
    await page.getByRole('link', { name: /Short cut/ }).click();
    await expect(page.getByRole('status').getByText('No connection just now')).toBeVisible();
    await network('stalls');
    const asked = page.waitForResponse((response) => pageData(new URL(response.url())));
    await tryAgain(page).click();
    await asked;
    await network('');
    await page.getByRole('link', { name: /fade/ }).click();
    await expect(page).toHaveURL(/service=/);
    await expect(page.getByText('No connection just now')).toHaveCount(0);
  });

  test('a page whose code can’t be fetched either opens by one tap once the network is back', async ({
    customer,
  }) => {
    const { page } = customer;
    const context = page.context();
    await customer.chooseService(salon, 'Short cut', null);
    const way = page.getByRole('link', { name: 'Join the waitlist' });
    await expect(way).toBeVisible();
    await context.setOffline(true);
    await way.click();
    await expect(told(page, 'No connection just now')).toBeVisible();
    await expect(customer.title).toHaveText('When suits you?');
    await tryAgain(page).click();
    await expect(customer.title).toHaveText('When suits you?');
    await context.setOffline(false);
    await expect(customer.title).toHaveText('When could you come?');
  });

  test('a page whose code is gone since a new release opens all the same', async ({ customer }) => {
    const { page } = customer;
    await customer.chooseService(salon, 'Short cut', null);
    let isFirst = true;
    await page.route(/\/assets\/[^/]*waitlist[^/]*\.js/, (route) => {
      if (!isFirst) return route.fallback();
      isFirst = false;
      return route.fulfill({ status: 404 });
    });
    await page.getByRole('link', { name: 'Join the waitlist' }).click();
    await expect(customer.title).toHaveText('When could you come?');
    expect(isFirst).toBe(false);
  });

  test('a form that can’t be sent keeps what was typed, and is sent by one tap', async ({ customer }) => {
    const { page } = customer;
    const context = page.context();
    const booker = person('Odd Offline', 0);
    await toDetails(customer, 'Short cut');
    await customer.introduce(booker);
    await context.setOffline(true);
    await page.getByRole('button', { name: 'Book this time' }).click();
    await expect(told(page, 'No connection: nothing was sent')).toBeVisible();
    await expect(page.getByLabel('Your name')).toHaveValue(booker.name);
    await expect(page.getByRole('button', { name: 'Book this time' })).toBeEnabled();
    await expectAccessible(page);
    await context.setOffline(false);
    // Nothing is sent by itself while they may be looking elsewhere.
    await expect(tryAgain(page)).toBeVisible();
    await tryAgain(page).click();
    await expect(page.getByText('The time is yours')).toBeVisible();
  });

  test('a booking whose answer was lost is there once, however often it is sent', async ({
    customer,
    database,
  }) => {
    const { page } = customer;
    const booker = person('Liv Lost', 1);
    await toDetails(customer, 'Short cut');
    await customer.introduce(booker);
    await atNextForm(page, async (route) => {
      await route.fetch({ maxRedirects: 0 });
      await route.abort('connectionreset');
    });
    await page.getByRole('button', { name: 'Book this time' }).click();
    await expect(told(page, 'No answer came back')).toBeVisible();
    await expect(page.getByLabel('Your name')).toHaveValue(booker.name);
    await tryAgain(page).click();
    await expect(page.getByText('The time is yours')).toBeVisible();
    const { rows } = await database.query<{ status: string }>(
      'SELECT b.status FROM bookings b JOIN customers c ON c.id = b.customer_id WHERE c.phone = $1',
      [booker.phone],
    );
    expect(rows).toEqual([{ status: 'confirmed' }]);
  });

  test('what is changed after a send that failed counts', async ({ customer, database }) => {
    const { page } = customer;
    const booker = person('Mia Mended', 2);
    await toDetails(customer, 'Fringe trim');
    await customer.introduce({ ...booker, name: 'Mia Wrong' });
    await atNextForm(page, (route) => route.abort('connectionreset'));
    await page.getByRole('button', { name: 'Book this time' }).click();
    await expect(told(page, 'No answer came back')).toBeVisible();
    await page.getByLabel('Your name').fill(booker.name);
    await page.getByRole('button', { name: 'Book this time' }).click();
    await expect(page.getByText('The time is yours')).toBeVisible();
    const { rows } = await database.query('SELECT name FROM customers WHERE phone = $1', [booker.phone]);
    expect(rows).toEqual([{ name: booker.name }]);
  });

  test('times that were added to a wish are there after a send that failed', async ({ customer }) => {
    const { page } = customer;
    await customer.chooseService(salon, 'Wash and blow-dry', null);
    await page.getByRole('link', { name: 'Join the waitlist' }).click();
    await expect(customer.title).toHaveText('When could you come?');
    await page.getByRole('button', { name: 'Add another time' }).click();
    const second = page.getByRole('group', { name: 'Time 2' });
    await second
      .getByLabel('From', { exact: true })
      .fill(await page.getByLabel('From', { exact: true }).first().inputValue());
    await second.getByRole('radio', { name: /^Afternoon/ }).check({ force: true });
    await customer.introduce(person('Tone Two', 3));
    await atNextForm(page, (route) => route.abort('connectionreset'));
    await page.getByRole('main').getByRole('button', { name: 'Join the waitlist' }).click();
    await expect(told(page, 'No answer came back')).toBeVisible();
    await expect(second.getByRole('radio', { name: /^Afternoon/ })).toBeChecked();
    await tryAgain(page).click();
    await expect(customer.title).toHaveText('Thank you, we have your wish');
  });

  test('a gateway’s error is taken for a lost answer, not for the end of the page', async ({ customer }) => {
    const { page } = customer;
    await toDetails(customer, 'Fringe trim');
    await customer.introduce(person('Gry Gateway', 4));
    await atNextForm(page, (route) =>
      route.fulfill({ status: 502, contentType: 'text/html', body: 'Bad gateway' }),
    );
    await page.getByRole('button', { name: 'Book this time' }).click();
    await expect(told(page, 'No answer came back')).toBeVisible();
    await tryAgain(page).click();
    await expect(page.getByText('The time is yours')).toBeVisible();
  });

  test('an answer that takes long is said to be on its way', async ({ customer }) => {
    const { page } = customer;
    await page.clock.install();
    await toDetails(customer, 'Short cut');
    await customer.introduce(person('Siw Slow', 5));
    let letThrough = () => {};
    const released = new Promise<void>((resolve) => (letThrough = resolve));
    await atNextForm(page, async (route) => {
      await released;
      await route.continue();
    });
    await page.getByRole('button', { name: 'Book this time' }).click();
    await expect(page.getByText('Still trying…')).toHaveCount(0);
    await page.clock.runFor(8_000);
    await expect(told(page, 'Still trying…')).toBeVisible();
    await expectAccessible(page);
    letThrough();
    await expect(page.getByText('The time is yours')).toBeVisible();
    await expect(page.getByText('Still trying…')).toHaveCount(0);
  });

  test('a question in a dialog says there that nothing was sent', async ({ customer }) => {
    const { page } = customer;
    const context = page.context();
    await toDetails(customer, 'Short cut');
    await customer.book(person('Dag Dialog', 6));
    await customer.press('Cancel the appointment');
    await context.setOffline(true);
    await page.getByRole('button', { name: 'Yes, cancel it' }).click();
    const dialog = page.getByRole('dialog', { name: 'Cancel' });
    await expect(dialog.getByRole('status').getByText('No connection: nothing was sent')).toBeVisible();
    await expectAccessible(page);
    await context.setOffline(false);
    await dialog.getByRole('button', { name: 'Try again' }).click();
    await expect(page.getByText('The appointment is cancelled')).toBeVisible();
  });
});
