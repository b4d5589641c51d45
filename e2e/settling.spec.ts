import type { Pool } from 'pg';
import type { Page } from '@playwright/test';
import { expect, expectAccessible, test } from './fixtures.ts';
import { DashboardPages } from './pages/dashboard-pages.ts';

const service = 'Dameklipp';
/** A quarter of an hour: it fits into what a shorter cut leaves. */
const shortService = 'Luggklipp';

/** Books somebody with staff's own hands, and has somebody else wait for a short service. */
async function bookedAndWaiting(page: Page, booked: string, waiting: string): Promise<void> {
  const pages = new DashboardPages(page);
  const mail = (name: string) => `${name.toLowerCase().replace(' ', '.')}@example.com`;
  await pages.addEntry({ name: booked, email: mail(booked), service });
  await page.getByRole('link', { name: 'Book directly' }).click();
  await pages.chooseSlot();
  await page.getByRole('button', { name: 'Book the time' }).click();
  await expect(page.getByRole('main').getByRole('status')).toContainText(`${booked} is booked`);
  await pages.addEntry({ name: waiting, email: mail(waiting), service: shortService });
  await page.goto(`/dashboard/fjord/bookings?q=${mail(booked)}`);
}

/** Lets the change settle: what was to happen after it is due. */
async function settle(database: Pool, name: string): Promise<void> {
  const ofBooking = `
    SELECT b.id FROM bookings b JOIN customers c ON c.id = b.customer_id WHERE c.name = $1`;
  await database.query(
    `WITH openings AS (
       UPDATE openings SET created_at = created_at - interval '5 minutes', settles_at = settles_at - interval '5 minutes'
       WHERE cause_booking_id IN (${ofBooking}) AND settles_at IS NOT NULL
       RETURNING id
     ), messages AS (
       UPDATE messages SET send_after = send_after - interval '5 minutes'
       WHERE booking_id IN (${ofBooking}) AND send_after IS NOT NULL
       RETURNING id
     )
     UPDATE pgboss.job SET start_after = now() - interval '1 second'
     WHERE state = 'created'
       AND (data ->> 'openingId' IN (SELECT id::text FROM openings) OR data ->> 'messageId' IN (SELECT id::text FROM messages))`,
    [name],
  );
}

async function told(database: Pool, name: string): Promise<string[]> {
  const { rows } = await database.query<{ told: string }>(
    `SELECT m.template || ' ' || m.status AS told
     FROM messages m LEFT JOIN customers c ON c.id = m.customer_id
     WHERE c.name = $1 AND m.template IN ('offer', 'booking_moved') ORDER BY m.created_at`,
    [name],
  );
  return rows.map((row) => row.told);
}

test.beforeEach(async ({ page, logInAs }) => {
  await page.goto('/?lng=en');
  await logInAs(page, 'owner@fjord.example');
});

test('a shortened booking’s time is held, and offered when that has settled', async ({ page, database }) => {
  await bookedAndWaiting(page, 'Gerd Bakke', 'Nora Ness');
  const row = page.getByRole('row', { name: /Gerd Bakke/ });
  await row.getByText('More', { exact: true }).click();
  await row.getByRole('link', { name: 'Change length' }).click();
  await expect(page.getByText(/offered to the waitlist after 2 minutes/)).toBeVisible();
  await expect(page.getByText('Gerd Bakke gets no message')).toBeVisible();
  await expectAccessible(page);
  const end = page.getByLabel('New end');
  const shortened = end.getByRole('option', { name: /frees 30 min/ });
  await end.selectOption((await shortened.getAttribute('value')) ?? '');
  await page.getByRole('button', { name: 'Change the length' }).click();
  await expect(page.getByRole('main').getByRole('status')).toContainText(
    'Gerd Bakke’s booking now lasts until',
  );
  await expect(page.getByRole('main').getByRole('status')).toContainText(
    'is held, and offered to the waitlist at',
  );
  await expectAccessible(page);

  await page.getByRole('link', { name: 'Follow the opening' }).click();
  await expect(page.getByText('Not offered before', { exact: true })).toBeVisible();
  await expect(page.getByText('Nobody has been asked yet.')).toBeVisible();
  const opening = new URL(page.url()).pathname.split('/').at(-1);
  const offers = async () => {
    const { rows } = await database.query<{ made: number }>(
      'SELECT offers_made AS made FROM openings WHERE id = $1',
      [opening],
    );
    return rows[0]?.made;
  };
  expect(await offers()).toBe(0);
  await settle(database, 'Gerd Bakke');
  await expect.poll(offers).toBe(1);
  await page.reload();
  await expect(page.getByText('Waiting for an answer').first()).toBeVisible();
  expect(await told(database, 'Gerd Bakke')).toEqual([]);
});

test('a move that is undone has never happened: nothing is sent', async ({ page, database }) => {
  await bookedAndWaiting(page, 'Odd Lunde', 'Ruth Moe');
  const row = page.getByRole('row', { name: /Odd Lunde/ });
  const before = await row.textContent();
  await row.getByRole('link', { name: 'Move' }).click();
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Move the booking' }).click();
  await expect(page.getByRole('alert')).toContainText('Choose a time.');
  await page.getByRole('radio').last().check();
  await page.getByRole('button', { name: 'Move the booking' }).click();
  await expect(page.getByRole('main').getByRole('status')).toContainText('Odd Lunde is told at');
  expect(await told(database, 'Odd Lunde')).toEqual(['booking_moved queued']);

  await page.getByRole('main').getByRole('status').getByRole('button', { name: 'Undo' }).click();
  await expect(page.getByRole('main').getByRole('status')).toContainText('Nobody was asked or told');
  expect(await row.textContent()).toBe(before);
  await settle(database, 'Odd Lunde');
  expect(await told(database, 'Odd Lunde')).toEqual(['booking_moved cancelled']);
  expect(await told(database, 'Ruth Moe')).toEqual([]);
  const { rows } = await database.query<{ status: string }>(
    `SELECT o.status FROM openings o JOIN bookings b ON b.id = o.cause_booking_id JOIN customers c ON c.id = b.customer_id
     WHERE c.name = 'Odd Lunde'`,
  );
  expect(rows).toEqual([{ status: 'withdrawn' }]);
});
