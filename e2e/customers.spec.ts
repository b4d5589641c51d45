import { readFile } from 'node:fs/promises';
import type { Pool } from 'pg';
import { expect, expectAccessible, expectNoSideways, expectTargets, test } from './fixtures.ts';
import { DashboardPages } from './pages/dashboard-pages.ts';
import { customers, known } from './pages/known-customer.ts';
import { enter, tabTo } from './pages/keyboard.ts';

const service = 'Dameklipp';

test.describe('the receptionist', () => {
  test.beforeEach(async ({ page, logInAs }) => {
    await page.goto('/?lng=en');
    await logInAs(page, 'staff@fjord.example');
  });

  test('finds a customer by the number as it was read out, and is told of a wrong one at its field', async ({
    page,
    database,
  }) => {
    await known(database, { name: 'Selma Strand', email: 'selma.strand@example.com', phone: '+4740100201' });
    await known(database, { name: 'Oda Opptatt', email: 'oda.opptatt@example.com', phone: '+4740100202' });
    await page.goto('/dashboard/fjord');
    await new DashboardPages(page).goBehindMore('Customers');
    await page.getByLabel('Search').fill('401 00 201');
    await page.getByRole('button', { name: 'Show', exact: true }).click();
    await expect(page).toHaveURL(/\/customers\?q=401\+00\+201/);
    await expect(page.getByRole('rowheader')).toHaveCount(1);
    await page.getByRole('link', { name: 'Selma Strand' }).click();
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Selma Strand');

    await page.getByRole('link', { name: 'Change', exact: true }).click();
    const mobile = page.getByLabel('Mobile');
    await mobile.fill('123');
    await page.getByRole('button', { name: 'Save the changes' }).click();
    await expect(mobile).toHaveAccessibleDescription(/does not look like a phone number/);
    await expect(mobile).toHaveValue('123');

    await mobile.fill('40 10 02 02');
    await page.getByRole('button', { name: 'Save the changes' }).click();
    await expect(mobile).toHaveAccessibleDescription(/Oda Opptatt has this already/);
    await expect(page.getByRole('link', { name: 'See Oda Opptatt' })).toBeVisible();

    await mobile.fill('40 10 02 03');
    await page.getByLabel('Name').fill('Selma Sol');
    await page.getByRole('button', { name: 'Save the changes' }).click();
    await expect(page.getByRole('main').getByRole('status')).toContainText(
      'The details of Selma Sol are saved',
    );
    await expect(page.getByRole('link', { name: /\+47\s40\s10\s02\s03/ })).toBeVisible();
  });

  test('writes a note, changes it and deletes it', async ({ page, database }) => {
    await page.goto(await known(database, { name: 'Nora Notat', email: 'nora.notat@example.com' }));
    await page.getByRole('button', { name: 'Save the note' }).click();
    await expect(page.getByLabel('New note')).toHaveAccessibleDescription(/Write something in the note/);
    await page.getByLabel('New note').fill('Likes the window seat.');
    await page.getByRole('button', { name: 'Save the note' }).click();
    const note = page.getByRole('listitem').filter({ hasText: 'Likes the window seat.' });
    await expect(note).toContainText(/today at/);
    await expect(page.getByLabel('New note')).toHaveValue('');

    await note.getByRole('link', { name: /^Change the note/ }).click();
    await page.getByLabel('Note', { exact: true }).fill('Likes the seat by the door.');
    await page.getByRole('button', { name: 'Save the note' }).click();
    const changed = page.getByRole('listitem').filter({ hasText: 'Likes the seat by the door.' });
    await expect(changed).toContainText(/changed by/);

    await changed.getByRole('link', { name: /^Change the note/ }).click();
    await page.getByRole('button', { name: 'Delete the note' }).click();
    await expect(page.getByRole('main').getByRole('status')).toContainText('The note is deleted');
    await expect(page.getByText('Likes the seat by the door.')).toHaveCount(0);
  });

  test('stops messages with a reason, and allows them again only with how that was said', async ({
    page,
    database,
  }) => {
    await page.goto(await known(database, { name: 'Stine Stille', email: 'stine.stille@example.com' }));
    await page.getByRole('link', { name: 'Stop e-mail' }).click();
    await expect(page.getByText(/can’t be offered anything from the waitlist/)).toBeVisible();
    await page.getByRole('button', { name: 'Stop the messages' }).click();
    await expect(page.getByRole('alert').getByRole('link', { name: 'Choose one.' })).toBeVisible();
    await page.getByLabel('They said so on the phone').check();
    await page.getByRole('button', { name: 'Stop the messages' }).click();
    await expect(page.getByText('said on the phone, written down by', { exact: false })).toBeVisible();

    await page.getByRole('link', { name: 'Allow e-mail' }).click();
    await expect(page.getByLabel(/somebody else’s/)).toHaveCount(0);
    await page.getByLabel('They asked in writing').check();
    await page.getByRole('button', { name: 'Allow the messages' }).click();
    await expect(page.getByRole('main').getByRole('status')).toContainText('Stine Stille gets e-mail again');
  });

  test('books for a customer, and adds them to the waitlist without typing them again', async ({
    page,
    database,
  }) => {
    await page.goto(await known(database, { name: 'Bente Bestill', email: 'bente.bestill@example.com' }));
    await page.getByRole('link', { name: 'Book a time' }).click();
    await page.getByLabel('Service').selectOption({ label: service });
    await page.getByLabel('Day').fill(await aWorkday(database));
    await page.getByRole('button', { name: 'Show free times' }).click();
    await new DashboardPages(page).chooseSlot();
    await page.getByRole('button', { name: 'Book the time' }).click();
    await expect(page.getByRole('main').getByRole('status')).toContainText('Bente Bestill is booked');
    await expect(page.getByRole('region', { name: 'Upcoming appointments' })).toContainText(service);

    await page.getByRole('link', { name: 'Add to the waitlist' }).click();
    await expect(page.getByLabel('Name')).toHaveValue('Bente Bestill');
    await expect(page.getByLabel('E-mail')).toHaveValue('bente.bestill@example.com');
  });

  test('is led to neither merging nor erasing, and may do neither', async ({ page, database }) => {
    const path = await known(database, { name: 'Grete Grense', email: 'grete.grense@example.com' });
    await page.goto(path);
    await expect(page.getByRole('link', { name: 'Erase' })).toHaveCount(0);
    await expect(page.getByRole('button', { name: 'Download everything as a file' })).toHaveCount(0);
    expect((await page.request.get(`${path}/merge`)).status()).toBe(403);
    expect((await page.request.get(`${path}/export.json`)).status()).toBe(404);
  });

  test('does the round with the keyboard alone', async ({ page, database }) => {
    await known(database, { name: 'Tilde Tast', email: 'tilde.tast@example.com' });
    await page.goto(customers);
    await tabTo(page, page.getByLabel('Search'));
    await page.keyboard.type('tilde');
    await page.keyboard.press('Enter');
    await enter(page, page.getByRole('link', { name: 'Tilde Tast' }));
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Tilde Tast');
    await tabTo(page, page.getByLabel('New note'));
    await page.keyboard.type('Came in from the rain.');
    await enter(page, page.getByRole('button', { name: 'Save the note' }));
    await expect(page.getByRole('main').getByRole('status')).toBeFocused();
    await expect(page.getByText('Came in from the rain.')).toBeVisible();
  });
});

test.describe('who runs the salon', () => {
  test.beforeEach(async ({ page, logInAs }) => {
    await page.goto('/?lng=en');
    await logInAs(page, 'owner@fjord.example');
  });

  test('merges two who are one, seeing before what is kept', async ({ page, database }) => {
    const path = await known(database, { name: 'Mona Merk', email: 'mona.merk@example.com' });
    const other = await known(database, { name: 'Mona Merk', phone: '+4740100301' });
    await page.goto(`${other}/consent?by=sms`);
    await page.getByLabel('They said so in person').check();
    await page.getByRole('button', { name: 'Stop the messages' }).click();

    await page.goto(path);
    await expect(page.getByText('This may be the same person as somebody else')).toBeVisible();
    await page.getByRole('link', { name: 'Compare with Mona Merk' }).click();
    await expect(page.getByText('This can’t be undone.')).toBeVisible();
    await expect(page.getByRole('region', { name: /^Merged into it/ })).toContainText('SMS stopped');
    await expect(page.getByRole('radio', { name: /\+47\s40\s10\s03\s01/ })).toBeChecked();
    await expectAccessible(page, 'practice');
    await page.getByRole('button', { name: 'Merge the two' }).click();
    await expect(page.getByRole('main').getByRole('status')).toContainText('are one customer now');
    await expect(page.getByRole('link', { name: /\+47\s40\s10\s03\s01/ })).toBeVisible();
    await expect(page.getByText('kept when two customers were merged', { exact: false })).toBeVisible();
    await expect(page.getByRole('region', { name: 'What staff have changed here' })).toContainText(
      'Merged with another customer',
    );

    await page.goto(other);
    await expect(page).toHaveURL(new RegExp(`${path}$`));
  });

  test('is told why two can’t be merged yet', async ({ page, database }) => {
    const pages = new DashboardPages(page);
    const [first, second] = [
      { name: 'Vera Venter', email: 'vera.a@example.com' },
      { name: 'Vera Venter', email: 'vera.b@example.com' },
    ];
    for (const person of [first, second]) await pages.addEntry({ ...person, service });
    const { rows } = await database.query<{ id: string }>(
      'SELECT id FROM customers WHERE email = ANY ($1) ORDER BY email',
      [[first.email, second.email]],
    );
    await page.goto(`${customers}/${rows[0]?.id}/merge`);
    await page.getByLabel('Search').fill('vera');
    await page.getByRole('button', { name: 'Show' }).click();
    await page.getByRole('link', { name: 'Compare with Vera Venter' }).click();
    await expect(page.getByText('They can’t be merged yet')).toBeVisible();
    await expect(page.getByText(/Both wait for the same/)).toContainText(service);
    await expect(page.getByRole('button', { name: 'Merge the two' })).toHaveCount(0);
  });

  test('hands out everything that is known as one file', async ({ page, database }) => {
    await page.goto(await known(database, { name: 'Eva Eksport', email: 'eva.eksport@example.com' }));
    const download = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Download everything as a file' }).click();
    const file = await download;
    expect(file.suggestedFilename()).toMatch(/^fjord-customer-[0-9a-f]{8}-\d{4}-\d\d-\d\d\.json$/);
    const exported: unknown = JSON.parse(await readFile(await file.path(), 'utf8'));
    expect(exported).toMatchObject({
      customer: { name: 'Eva Eksport', email: 'eva.eksport@example.com' },
      bookings: [],
    });
  });

  test('erases a customer, once the name is typed, for good', async ({ page, database }) => {
    const pages = new DashboardPages(page);
    const person = { name: 'Sara Slett', email: 'sara.slett@example.com' };
    const entry = await pages.addEntry({ ...person, service });
    await page.goto(entry);
    await page.getByRole('link', { name: 'See the customer' }).click();
    await page.waitForURL(/\/customers\//);
    const path = new URL(page.url()).pathname;
    await page.getByRole('link', { name: 'Erase', exact: true }).last().click();
    await expect(page.getByText('The open place on the waitlist ends', { exact: false })).toBeVisible();
    const name = page.getByLabel('Write the name to confirm');
    await name.fill('Sara');
    await page.getByRole('button', { name: 'Erase for good' }).click();
    await expect(name).toHaveAccessibleDescription(/This is not the name/);
    await expectAccessible(page, 'practice');
    await name.fill('sara slett');
    await page.getByRole('button', { name: 'Erase for good' }).click();
    await expect(page.getByRole('main').getByRole('status')).toContainText('The customer is erased');
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Customer erased');

    await page.goto(entry);
    await expect(page.getByRole('heading', { level: 1 })).not.toContainText('Sara');
    await page.goto(`${customers}?q=sara.slett`);
    await expect(page.getByText('No customer is found by that')).toBeVisible();
    expect((await page.request.get(`${path}/erase`, { maxRedirects: 0 })).status()).toBe(302);
    const { rows } = await database.query('SELECT FROM messages WHERE recipient = $1', [person.email]);
    expect(rows).toEqual([]);
  });
});

test('nothing stands in anybody’s way, in either language and by day and night', async ({
  page,
  database,
  logInAs,
}) => {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await page.goto('/?lng=en');
  await logInAs(page, 'owner@fjord.example');
  const { rows } = await database.query<{ id: string }>(
    `SELECT e.customer_id AS id FROM waitlist_entries e
     JOIN salons s ON s.id = e.salon_id JOIN waitlist_offers o ON o.waitlist_entry_id = e.id
     WHERE s.slug = 'fjord' LIMIT 1`,
  );
  const busy = `${customers}/${rows[0]?.id}`;
  const other = await known(database, { name: 'Liv Lesbar', email: 'liv.lesbar@example.com' });
  for (const path of [
    customers,
    busy,
    `${busy}/change`,
    `${busy}/consent?by=sms`,
    `${busy}/merge?with=${other.split('/').at(-1)}`,
    `${other}/erase`,
    `${other}/book`,
  ]) {
    for (const [locale, colorScheme] of [
      ['en', 'light'],
      ['nb', 'dark'],
    ] as const) {
      await page.emulateMedia({ colorScheme });
      await page.goto(`${path}${path.includes('?') ? '&' : '?'}lng=${locale}`);
      await expectTargets(page);
      await expectNoSideways(page);
      await expectAccessible(page, 'practice');
    }
  }
});

/** A Tuesday that is near enough to be booked and too far to be over. */
async function aWorkday(database: Pool): Promise<string> {
  const { rows } = await database.query<{ day: string }>(
    `SELECT to_char(date_trunc('week', now()) + interval '15 days', 'YYYY-MM-DD') AS day`,
  );
  return rows[0]?.day ?? '';
}
