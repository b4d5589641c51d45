import { readFile } from 'node:fs/promises';
import { expect, inLanguage, untilAlive, useUp } from './fixtures.ts';
import { CustomerPages } from './pages/customer-pages.ts';
import type { PublicStates } from './scenes/public-states.ts';
import { test } from './scenes/test.ts';

/** The scenes' salon speaks Norwegian unless it is asked. */
const inEnglish = (path: string) => inLanguage(path, 'en');

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? 'with JavaScript' : 'without JavaScript', () => {
    test('an older link says where the newer one went, and sends it again', async ({
      anotherVisitor,
      states,
    }) => {
      const page = await anotherVisitor({ javaScriptEnabled });
      const customer = new CustomerPages(page);
      await page.goto(inEnglish(states.spare.offers.toResend));
      await expect(customer.title).toHaveText('There is a newer link');
      const masked = '+47 ••••• 77 and s•••@reminded.example';
      await expect(page.getByText(`It went to ${masked}.`)).toBeVisible();
      await page.getByRole('button', { name: 'Send the newest link again' }).click();
      await expect(page.getByText(`Sent again to ${masked}.`)).toBeVisible();
      await expect(page.getByRole('button', { name: 'Send the newest link again' })).toHaveCount(0);
      // The old link stays what it is; what was sent is good.
      await customer.openLinkOf(states.spare.reminded, 'offer');
      await expect(page.getByRole('button', { name: 'Yes, I’ll take it' })).toBeVisible();
    });

    test('who has another appointment then is told so, and keeps the offer', async ({
      anotherVisitor,
      states,
    }) => {
      const page = await anotherVisitor({ javaScriptEnabled });
      await page.goto(inEnglish(states.spare.offers.toClash));
      const yes = page.getByRole('button', { name: 'Yes, I’ll take it' });
      await yes.click();
      await expect(page.getByText('You already have an appointment then')).toBeVisible();
      await expect(page.getByText('Move or cancel that one first, or decline this time.')).toBeVisible();
      await expect(yes).toBeEnabled();
      await expect(page.getByRole('button', { name: 'Not this time', exact: true })).toBeVisible();
    });

    test('a closed waitlist says so, and leads to the free times', async ({ anotherVisitor, states }) => {
      const page = await anotherVisitor({ javaScriptEnabled });
      const customer = new CustomerPages(page);
      await page.goto(inEnglish(states.pages.closedList));
      await expect(customer.title).toHaveText('The waitlist is closed');
      await expect(page.getByRole('main').getByRole('textbox')).toHaveCount(0);
      await page.getByRole('main').getByRole('link', { name: 'See free times' }).click();
      await expect(customer.title).toHaveText('What would you like done?');
    });

    test('too many tries cost nobody what they typed', async ({ anotherVisitor, states, database }) => {
      const page = await anotherVisitor({ javaScriptEnabled });
      const customer = new CustomerPages(page);
      const join = page.getByRole('main').getByRole('button', { name: 'Join the waitlist' });
      const phone = javaScriptEnabled ? '+4741100771' : '+4741100772';
      await page.goto(inEnglish(states.pages.join));
      await customer.introduce({ name: 'Pia First', phone });
      await join.click();
      await expect(customer.title).toHaveText('Thank you, we have your wish');
      await useUp(database, 'public-waitlist-intake');

      await page.goto(inEnglish(states.pages.join));
      await customer.introduce({ name: 'Pia Again', phone });
      await page.getByLabel('E-mail').fill('pia@example.com');
      const refusal = page.waitForResponse(
        (answer) => answer.request().method() === 'POST' && answer.status() === 429,
      );
      await join.click();
      expect(Number((await refusal).headers()['retry-after'])).toBeGreaterThan(0);
      await expect(
        page.getByText('A few too many tries. Please wait a little, then try again.'),
      ).toBeVisible();
      await expect(page.getByLabel('Your name')).toHaveValue('Pia Again');
      await expect(page.getByLabel('Mobile number')).toHaveValue(phone);
      await expect(page.getByLabel('E-mail')).toHaveValue('pia@example.com');

      await database.query('DELETE FROM rate_limits');
      await join.click();
      await expect(customer.title).toHaveText('Thank you, we have your wish');
    });
  });
}

const undoes = {
  'on the offer’s page': ({ paths }: UndoTooLate) => paths.offer,
  'on the booking’s page': ({ booking }: UndoTooLate) => booking,
};
type UndoTooLate = PublicStates['spare']['offers']['toUndoTooLate'];

for (const [where, path] of Object.entries(undoes)) {
  test(`who undoes too late ${where} keeps the time, and learns how to cancel it`, async ({
    page,
    states,
    database,
  }) => {
    const { toUndoTooLate } = states.spare.offers;
    // The scene may be older than the few minutes.
    await database.query(
      "UPDATE waitlist_offers SET created_at = now() - interval '1 minute', responded_at = now() WHERE id = $1",
      [toUndoTooLate.offer],
    );
    await page.goto(inEnglish(path(toUndoTooLate)));
    const undo = page.getByRole('button', { name: 'Undo' });
    await expect(undo).toBeVisible();
    await untilAlive(undo);
    // They are called away from the open page.
    const { rowCount } = await database.query(
      `UPDATE waitlist_offers SET created_at = created_at - interval '20 minutes',
              responded_at = responded_at - interval '10 minutes' WHERE id = $1`,
      [toUndoTooLate.offer],
    );
    expect(rowCount).toBe(1);
    await undo.click();
    await expect(page.getByText('The few minutes for that are over. The time is still yours;')).toBeVisible();
    await expect(undo).toHaveCount(0);
    await page.goto(inEnglish(toUndoTooLate.booking));
    await expect(page.getByText('You can undo this until')).toHaveCount(0);
    await expect(page.getByRole('link', { name: 'Add to my calendar' })).toBeVisible();
  });
}

test('an appointment’s file for a calendar comes down by its link', async ({ page, states }) => {
  await page.goto(inEnglish(states.bookings.future));
  const download = page.waitForEvent('download');
  await page.getByRole('link', { name: 'Add to my calendar' }).click();
  const file = await download;
  expect(file.suggestedFilename()).toBe('appointment.ics');
  const text = await readFile(await file.path(), 'utf8');
  expect(text).toMatch(/^BEGIN:VCALENDAR\r\n/);
  expect(text).toMatch(/\r\nDTSTART[:;]/);
  expect(text).toMatch(/\r\nEND:VCALENDAR\s*$/);
});

test('the file of an appointment of nobody leads to the words about it', async ({ page }) => {
  const answer = await page.goto('/b/nobodys/calendar.ics?lng=en');
  expect(answer?.status()).toBe(404);
  expect(new URL(page.url()).pathname).toBe('/b/nobodys');
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
});

test('what is no form is no page’s fault', async ({ request, baseURL, states }) => {
  const { offers, entries, bookings, pages } = states;
  const posted = [
    ...[pages.details, pages.join, offers.open, entries.waiting, `${entries.waiting}/change`],
    ...[bookings.future, `${bookings.future}/move`, `${bookings.future}/earlier`, '/login'],
  ];
  for (const path of posted) {
    for (const data of ['{"act":"cancel"}', '']) {
      const headers = { origin: baseURL ?? '', 'content-type': 'application/json' };
      expect((await request.post(path, { data, headers })).status(), path).toBe(400);
    }
  }
});
