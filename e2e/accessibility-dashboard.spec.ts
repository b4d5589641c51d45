import type { Page } from '@playwright/test';
import type { Pool } from 'pg';
import { expect, inLanguage } from './fixtures.ts';
import { expectNothingInTheWay, test } from './looks.ts';
import { liveMark } from './pages/dashboard-pages.ts';

/** From an address to a state that no address has; nothing of it is written down. */
type Act = (page: Page) => Promise<void>;

const main = (page: Page) => page.getByRole('main');

/** Fills these fields of a form and sends it by Enter: it comes back, and says at each field what is wrong. */
const refused =
  (fields: Record<string, string>): Act =>
  async (page) => {
    const field = (id: string) => main(page).locator(`form #${id}`);
    for (const [id, value] of Object.entries(fields)) await field(id).fill(value);
    await field(Object.keys(fields)[0] ?? '').press('Enter');
    await expect(main(page).locator('[aria-invalid=true]').first()).toBeVisible();
  };

/** Sends the last form as it came: it comes back, and says what it lacks. */
const sentEmpty: Act = async (page) => {
  await main(page).locator('form[method=post] button[type=submit]').last().click();
  await expect(main(page).getByRole('alert')).toBeVisible();
};

const withoutWords: Act = async (page) => {
  await main(page).locator('form #body').fill('');
  await main(page).locator('form:has(#body) button[type=submit]').first().click();
  await expect(main(page).locator('#body[aria-invalid=true]')).toBeVisible();
};

const chooseOne: Act = async (page) => {
  // By its key: the list may still move while it comes alive.
  const box = main(page).locator('input[name=id]').first();
  await box.press('Space');
  await expect(box).toBeChecked();
};

const openByKeys =
  (keys: string, typed = ''): Act =>
  async (page) => {
    // The keys of the dashboard are answered once its program is there.
    await expect(liveMark(page)).toHaveText(/\w/);
    await page.keyboard.press(keys);
    await expect(page.getByRole('dialog')).toBeVisible();
    if (!typed) return;
    await page.keyboard.type(typed);
    await expect(page.getByRole('dialog').getByRole('menuitem').first()).toBeVisible();
  };

/** Something of the demo salon: a table, and a condition for the row. */
const idOf = (table: string, condition: string) => async (database: Pool) => {
  const { rows } = await database.query<{ id: string }>(
    `SELECT t.id FROM ${table} t JOIN salons s ON s.id = t.salon_id WHERE s.slug = 'fjord' AND ${condition} ORDER BY t.id LIMIT 1`,
  );
  expect(rows, `${table}: ${condition}`).toHaveLength(1);
  return rows[0]?.id ?? '';
};

const withStatus = (status: string) =>
  idOf('waitlist_entries', `t.status = '${status}' AND t.removed_at IS NULL`);
const prioritised = idOf(
  'waitlist_entries',
  't.priority_override_score IS NOT NULL AND t.removed_at IS NULL',
);
const waiting = withStatus('waiting');
const openOpening = idOf('openings', "t.status = 'open'");
const sentMessage = idOf('messages', "t.status IN ('sent', 'delivered')");
const service = idOf('services', 't.archived_at IS NULL');
const employee = idOf('employees', 't.archived_at IS NULL');
const customer = idOf('(SELECT customer_id AS id, salon_id FROM waitlist_entries)', 'true');

/** States of the dashboard: where each is found, `:id` being whom it is about, and what is done there. */
const states: Record<string, [path: string, id: ((database: Pool) => Promise<string>) | null, act?: Act]> = {
  'a new entry that was refused': ['/waitlist/new', null, sentEmpty],
  'a list on which nobody is': ['/waitlist?q=nobody-of-that-name', null],
  'a priority without a reason': ['/waitlist/:id/priority', waiting, refused({ score: '40', reason: '' })],
  'a priority that is to be cleared': ['/waitlist/:id/clear-priority', prioritised],
  'an offered time that is to be booked': ['/waitlist/:id/convert', withStatus('notified')],
  'somebody who is to wait again': ['/waitlist/:id/reactivate', withStatus('cooldown')],
  'an ended wish that is to leave the lists': ['/waitlist/:id/remove', withStatus('booked')],
  'several who are chosen': ['/waitlist', null, chooseOne],
  'several who are to be paused': ['/waitlist/several?act=pause&id=:id', waiting],
  'an opening that is to be withdrawn': ['/openings/:id/withdraw', openOpening],
  'an opening that is to be offered to one more': ['/openings/:id/offer-next', openOpening],
  'a new booking that was refused': ['/bookings/new', null, sentEmpty],
  'bookings of nobody': ['/bookings?q=nobody-of-that-name', null],
  'customers of no such name': ['/customers?q=nobody-of-that-name', null],
  'a customer who is to be erased, by another name': ['/customers/:id/erase', customer, sentEmpty],
  'a customer who may be two': ['/customers/:id/merge', customer],
  'a message that is to be sent again': ['/messages/:id/resend', sentMessage],
  'messages of nobody': ['/messages?q=nobody-of-that-name', null],
  'the messages': ['/messages?state=all', null],
  'reports of a time when nothing was': ['/reports?from=2019-01-01&until=2019-01-07', null],
  'a price that is no number': ['/reports', null, refused({ price: 'a lot' })],
  'the salon without a name': ['/settings/salon', null, refused({ name: '' })],
  'an employee without a name': ['/settings/employees/:id', employee, refused({ name: '' })],
  'a service with errors': ['/settings/services/:id', service, refused({ durationMinutes: '3' })],
  'hours that end before they begin': [
    '/settings/hours',
    null,
    refused({ 'd1-0-from': '17:00', 'd1-0-until': '09:00' }),
  ],
  'a special day without a date': ['/settings/days', null, sentEmpty],
  'time off of nobody': ['/settings/time-off', null, sentEmpty],
  'waitlist rules with errors': ['/settings/waitlist', null, refused({ claimExpiryMinutes: '3' })],
  'the message texts': ['/settings/messages', null],
  'a message text without words': ['/settings/messages/offer/sms/nb', null, withoutWords],
  'an SMS quota that is no number': ['/settings/sms', null, refused({ included: 'many' })],
  'the team': ['/settings/team', null],
  'an invitation without an address': ['/settings/team/invite', null, sentEmpty],
  'what runs by itself': ['/settings/running', null],
  'the palette with what it finds': ['', null, openByKeys('Control+k', 'an')],
  'what the keys do': ['', null, openByKeys('?')],
};

for (const [name, [path, id, act]] of Object.entries(states)) {
  test(`${name}: nothing stands in anybody’s way`, async ({ looks, database, logInAs }) => {
    const address = `/dashboard/fjord${id ? path.replace(':id', await id(database)) : path}`;
    await Promise.all(
      looks.map(async ({ page, locale }) => {
        await logInAs(page, 'owner@fjord.example');
        await page.goto(inLanguage(address, locale));
        await act?.(page);
        await expect(page.locator('html')).toHaveAttribute('lang', locale);
      }),
    );
    await expectNothingInTheWay(looks);
  });
}
