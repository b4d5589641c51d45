import { randomUUID } from 'node:crypto';
import type { Page } from '@playwright/test';
import type { Pool } from 'pg';
import { expect, expectAccessible, expectNoSideways, test } from './fixtures.ts';

const running = '/dashboard/fjord/settings/running';

/** Two things that could not be done for two openings of long ago. */
async function giveUpTwo(database: Pool): Promise<void> {
  const { rows } = await database.query<{ id: string }>(
    `SELECT o.id FROM openings o JOIN salons s ON s.id = o.salon_id WHERE s.slug = 'fjord' AND o.status <> 'open' LIMIT 2`,
  );
  for (const { id: openingId } of rows) {
    await database.query(
      `INSERT INTO pgboss.job (id, name, data, policy, source_name, source_retry_count, source_output)
       VALUES ($1, 'dead-letter', $2, 'standard', 'waitlist.match-opening', 5, '{"error":"TypeError"}')`,
      [randomUUID(), { openingId }],
    );
  }
}

const said = (page: Page) => page.getByRole('main').getByRole('status').first();
const jobsOn = (page: Page) =>
  page
    .getByRole('table')
    .getByRole('row')
    .filter({ has: page.getByRole('button') });

test('what was given up is told to the owner, tried again, or dropped after a question', async ({
  page,
  database,
  logInAs,
}) => {
  await page.goto('/?lng=en');
  await logInAs(page, 'owner@fjord.example');
  await page.goto(running);
  await expect(page.getByText('Everything has been done')).toBeVisible();
  await expectAccessible(page);

  await giveUpTwo(database);
  await page.goto('/dashboard/fjord');
  await expect(page.getByRole('main')).toContainText(
    '2 things that Ledig should have done by itself did not work',
  );
  await page.goto(running);
  const jobs = jobsOn(page);
  await expect(jobs).toHaveCount(2);
  await expectAccessible(page);
  await expectNoSideways(page);

  await jobs
    .first()
    .getByRole('button', { name: /^Try again/ })
    .click();
  await expect(page.getByRole('main').getByRole('status').first()).toBeVisible();
  await expect(jobs).toHaveCount(1);
  await jobs.first().getByRole('link', { name: /^Drop/ }).click();
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Drop it' }).click();
  await expect(page.getByText('Everything has been done')).toBeVisible();
});

test('what one has tried again or dropped is so for the other, who is told instead of doing it twice', async ({
  page,
  anotherVisitor,
  database,
  logInAs,
}) => {
  await giveUpTwo(database);
  const [hasty, dropper] = [await anotherVisitor(), await anotherVisitor()];
  for (const each of [page, hasty, dropper]) {
    await each.goto('/?lng=en');
    await logInAs(each, 'owner@fjord.example');
    await each.goto(running);
    await expect(jobsOn(each)).toHaveCount(2);
  }
  const again = { name: /^Try again/ };
  await jobsOn(dropper).last().getByRole('link', { name: /^Drop/ }).click();
  await expect(dropper.getByRole('button', { name: 'Drop it' })).toBeVisible();

  await jobsOn(page).first().getByRole('button', again).click();
  await expect(said(page)).toContainText('It is tried again now');
  await jobsOn(hasty).first().getByRole('button', again).click();
  await expect(said(hasty)).toContainText('There was nothing left to try again');
  await expect(jobsOn(hasty)).toHaveCount(1);

  await jobsOn(page).first().getByRole('button', again).click();
  await expect(page.getByText('Everything has been done')).toBeVisible();
  await dropper.getByRole('button', { name: 'Drop it' }).click();
  await expect(dropper.getByRole('main')).toContainText('somebody has had it tried again or dropped it');
  await expect(dropper.getByRole('button', { name: 'Drop it' })).toHaveCount(0);
  await dropper.getByRole('link', { name: 'Back', exact: false }).first().click();
  await expect(dropper.getByText('Everything has been done')).toBeVisible();
});

test('a worker that has not been seen for two minutes is told on every page of the salon, until it is back', async ({
  page,
  database,
  logInAs,
}) => {
  await page.goto('/?lng=en');
  await logInAs(page, 'owner@fjord.example');
  const note = page.getByText('Offers are not going out right now');
  const seen = (ago: string) =>
    database.query(
      "UPDATE workers SET started_at = now() - interval '1 hour', seen_at = now() - $1::interval",
      [ago],
    );
  for (const path of ['/dashboard/fjord', '/dashboard/fjord/waitlist']) {
    // The worker is well, and may say so between the two lines.
    await expect(async () => {
      await seen('3 minutes');
      await page.goto(path);
      await expect(note).toBeVisible({ timeout: 1_000 });
    }).toPass();
    await expectAccessible(page);
    await expectNoSideways(page);
  }
  await seen('1 minute');
  await page.goto('/dashboard/fjord');
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await expect(note).toHaveCount(0);
});
