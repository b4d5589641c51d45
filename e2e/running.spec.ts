import { randomUUID } from 'node:crypto';
import { expect, expectAccessible, expectNoSideways, test } from './fixtures.ts';

const running = '/dashboard/fjord/settings/running';

test('what was given up is told to the owner, tried again, or dropped after a question', async ({
  page,
  database,
  logInAs,
}) => {
  const giveUp = (openingId: string) =>
    database.query(
      `INSERT INTO pgboss.job (id, name, data, policy, source_name, source_retry_count, source_output)
       VALUES ($1, 'dead-letter', $2, 'standard', 'waitlist.match-opening', 5, '{"error":"TypeError"}')`,
      [randomUUID(), { openingId }],
    );
  const { rows } = await database.query<{ id: string }>(
    `SELECT o.id FROM openings o JOIN salons s ON s.id = o.salon_id WHERE s.slug = 'fjord' AND o.status <> 'open' LIMIT 2`,
  );
  await page.goto('/?lng=en');
  await logInAs(page, 'owner@fjord.example');
  await page.goto(running);
  await expect(page.getByText('Everything has been done')).toBeVisible();
  await expectAccessible(page);

  for (const { id } of rows) await giveUp(id);
  await page.goto('/dashboard/fjord');
  await expect(page.getByRole('main')).toContainText(
    '2 things that Ledig should have done by itself did not work',
  );
  await page.goto(running);
  const jobs = page
    .getByRole('table')
    .getByRole('row')
    .filter({ has: page.getByRole('button') });
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
