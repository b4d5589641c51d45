import type { Page } from '@playwright/test';
import { expect, test } from './fixtures.ts';
import { addColleague, forget, newColleague, sendLogIn } from './pages/account-pages.ts';
import { booking, column, drag, placeOf, stretch } from './pages/calendar-hand.ts';
import { DashboardPages, expectLive } from './pages/dashboard-pages.ts';
import { known } from './pages/known-customer.ts';
import { wednesdayIn } from './pages/days-from.ts';

// Two browsers, two people: what the one does, the other sees, or is told in words when it is in their way.

const owner = 'owner@fjord.example';
const colleague = 'staff@fjord.example';
const service = 'Dameklipp';
const said = (page: Page) => page.getByRole('main').getByRole('status').first();

test.beforeEach(async ({ page, logInAs }) => {
  await page.goto('/?lng=en');
  await logInAs(page, owner);
});

test('a wish that one turns into a booking is one for the other too, with who did it, and can’t be booked twice', async ({
  page,
  anotherVisitor,
  logInAs,
}) => {
  const pages = new DashboardPages(page);
  const entry = await pages.addEntry({ name: 'Turid Dobbel', email: 'turid.dobbel@example.com', service });
  await page.goto(`${entry}/notify`);
  await pages.chooseSlot();
  await page.getByRole('button', { name: 'Send the offer' }).click();
  await expect(said(page)).toContainText('Turid Dobbel has been offered');

  const [reader, hasty] = [await anotherVisitor(), await anotherVisitor()];
  for (const other of [reader, hasty]) {
    await other.goto('/?lng=en');
    await logInAs(other, colleague);
  }
  await reader.goto(entry);
  await hasty.goto(`${entry}/convert`);
  for (const other of [reader, hasty]) await expectLive(other);
  await page.goto(`${entry}/convert`);
  await page.getByRole('button', { name: 'Book it' }).click();
  await expect(said(page)).toContainText('Turid Dobbel is booked');

  await expect(reader.getByText('Was booked by staff')).toBeVisible();
  await expect(reader.getByText(/by Ingrid Solheim/).first()).toBeVisible();
  await expect(hasty.getByText('This is not possible now')).toBeVisible();
  await expect(hasty.getByText(/“Was booked by staff” by Ingrid Solheim, today at/)).toBeVisible();
  await expect(hasty.getByRole('button', { name: 'Book it' })).toHaveCount(0);
});

test('who was shown a message as it failed sees once more that a colleague has sent it again', async ({
  page,
  database,
  anotherVisitor,
  logInAs,
}) => {
  const email = 'mona.melding@example.com';
  await new DashboardPages(page).addEntry({ name: 'Mona Melding', email, service });
  await expect
    .poll(async () => {
      const { rows } = await database.query<{ status: string }>(
        `UPDATE messages SET status = 'failed', last_error = 'postmark:406'
         WHERE recipient = $1 AND status = 'sent' RETURNING status`,
        [email],
      );
      return rows.length;
    })
    .toBe(1);
  const list = `/dashboard/fjord/messages?q=${email}`;
  const other = await anotherVisitor();
  await other.goto('/?lng=en');
  await logInAs(other, colleague);
  await other.goto(list);
  const rows = other.getByRole('row', { name: /Mona Melding/ });
  await expect(rows).toHaveCount(1);

  await page.goto(list);
  await page.getByRole('link', { name: 'Send again' }).click();
  await page.getByRole('button', { name: 'Send it again' }).click();
  await expect(said(page)).toContainText('is on its way again');
  await other.reload();
  await expect(rows).toHaveCount(2);
});

test('who loses a right while the page is open is told so at the next act, and keeps the rest', async ({
  page,
  anotherVisitor,
  database,
}) => {
  const liv = newColleague('Liv');
  try {
    await addColleague(database, liv, 'manager', ['fjord']);
    const other = await anotherVisitor();
    await other.goto('/login?lng=en');
    await sendLogIn(other, liv);
    await expect(other.getByRole('heading', { level: 1 })).toHaveText('Today');
    await other.goto('/dashboard/fjord/settings/salon');
    const street = await other.getByLabel('Street').inputValue();

    await page.goto('/dashboard/fjord/settings/team');
    await page
      .getByRole('row', { name: new RegExp(liv.email) })
      .getByRole('link', { name: 'Change' })
      .click();
    await page.getByRole('radio', { name: /^Staff / }).check();
    await page.getByRole('button', { name: 'Change the role' }).click();
    await expect(said(page)).toContainText('Liv has the role Staff now');

    await other.getByLabel('Street').fill('Hemmelig gate 1');
    await other.getByRole('button', { name: 'Save' }).click();
    await expect(other.getByRole('heading', { level: 1 })).toHaveText('You may not see this page');
    await page.goto('/dashboard/fjord/settings/salon');
    await expect(page.getByLabel('Street')).toHaveValue(street);
    await other.goto('/dashboard/fjord/waitlist');
    await expect(other.getByRole('heading', { level: 1 })).toHaveText('Waitlist');
  } finally {
    await forget(database, liv);
  }
});

test('what one gives to a customer from the list counts in the other’s report, and leads to its row', async ({
  page,
  anotherVisitor,
  logInAs,
}) => {
  const other = await anotherVisitor();
  await other.goto('/?lng=en');
  await logInAs(other, owner);
  const report = '/dashboard/fjord/reports';
  const given = (reader: Page) => reader.getByRole('link', { name: /^Given directly by staff, Times: \d+/ });
  await other.goto(report);
  const before = (await given(other).count()) > 0 ? Number(await given(other).textContent()) : 0;

  const pages = new DashboardPages(page);
  await pages.addEntry({ name: 'Randi Regnskap', email: 'randi.regnskap@example.com', service });
  await page.getByRole('link', { name: 'Book directly' }).click();
  await pages.chooseSlot();
  await page.getByRole('button', { name: 'Book the time' }).click();
  await expect(said(page)).toContainText('Randi Regnskap is booked');

  await other.reload();
  await expect(given(other)).toHaveText(String(before + 1));
  await given(other).click();
  await expect(other.getByRole('table').getByRole('row')).toHaveCount(before + 2);
});

test('two who look at one day see each other’s bookings, and the second on a time is told whose it is', async ({
  page,
  anotherVisitor,
  logInAs,
}) => {
  const date = wednesdayIn(37);
  const other = await anotherVisitor();
  await other.goto('/?lng=en');
  await logInAs(other, colleague);
  // The second has the form open, filled in, before the first books.
  await other.goto(`/dashboard/fjord/bookings/new?date=${date}`);
  await other.getByLabel('Service').selectOption({ label: service });
  await other.getByLabel('Time', { exact: true }).fill('11:00');
  await other.getByLabel('With').selectOption({ label: 'Ingrid Solheim' });
  await other.getByLabel('Name', { exact: true }).fill('Petra Andre');

  await new DashboardPages(page).bookIn({
    name: 'Pia Forst',
    date,
    time: '11:00',
    employee: 'Ingrid Solheim',
  });
  await other.getByRole('button', { name: 'Book', exact: true }).click();
  const refusal = other.getByRole('alert');
  await expect(refusal).toContainText('Pia Forst is booked there, 11:00–12:00');
  await expect(refusal).toBeInViewport();
  await expect(other.getByLabel('Name', { exact: true })).toHaveValue('Petra Andre');
});

test.describe('two who work on one customer', () => {
  test('the second to save is told who has changed what, keeps their words, and saves knowing it', async ({
    page,
    anotherVisitor,
    logInAs,
    database,
  }) => {
    const customer = await known(database, { name: 'Vera Vekk', email: 'vera.vekk@example.com' });
    const other = await anotherVisitor();
    await other.goto('/?lng=en');
    await logInAs(other, colleague);
    await other.goto(`${customer}/change`);
    await other.getByLabel('E-mail').fill('vera@example.com');

    await page.goto(`${customer}/change`);
    await page.getByLabel('Mobile').fill('46 77 39 71');
    await page.getByRole('button', { name: 'Save the changes' }).click();
    await expect(said(page)).toContainText('The details of Vera Vekk are saved');

    await other.getByRole('button', { name: 'Save the changes' }).click();
    const refusal = other.getByRole('alert');
    await expect(refusal).toContainText(/Details changed, today\sat\s\d\d:\d\d, Ingrid Solheim/);
    await expect(refusal.getByRole('link', { name: 'See what stands now' })).toBeVisible();
    const versions = other.getByRole('region', { name: 'Two versions' });
    await expect(versions).toContainText('+4746773971');
    await expect(versions).toContainText('vera@example.com');
    await expect(versions).not.toContainText('Vera Vekk');
    await expect(other.getByLabel('E-mail')).toHaveValue('vera@example.com');
    await other.getByLabel('Mobile').fill('46 77 39 71');
    await other.getByRole('button', { name: 'Save the changes' }).click();
    await expect(said(other)).toContainText('The details of Vera Vekk are saved');

    await page.goto(customer);
    await expect(page.getByRole('link', { name: /\+47\s46\s77\s39\s71/ })).toBeVisible();
    await expect(page.getByRole('link', { name: 'vera@example.com' })).toBeVisible();
  });

  test('what one has written on in a note is shown to the other, whose words become a new note when it is deleted', async ({
    page,
    anotherVisitor,
    logInAs,
    database,
  }) => {
    const customer = await known(database, { name: 'Nina Notis', email: 'nina.notis@example.com' });
    await page.goto(customer);
    await page.getByLabel('New note').fill('Takes coffee.');
    await page.getByRole('button', { name: 'Save the note' }).click();
    await page.getByRole('link', { name: /^Change the note/ }).click();
    const note = page.getByLabel('Note', { exact: true });
    await expect(note).toHaveValue('Takes coffee.');
    const other = await anotherVisitor();
    await other.goto('/?lng=en');
    await logInAs(other, colleague);
    await other.goto(page.url());
    const theirs = other.getByLabel('Note', { exact: true });
    await theirs.fill('Takes coffee, black.');

    await note.fill('Takes coffee with milk.');
    await page.getByRole('button', { name: 'Save the note' }).click();
    await expect(said(page)).toContainText('The note about Nina Notis is changed');
    await other.getByRole('button', { name: 'Save the note' }).click();
    await expect(other.getByRole('alert')).toContainText('Somebody else changed this');
    await expect(other.getByRole('main')).toContainText(/changed by Ingrid Solheim/);
    await expect(other.getByRole('region', { name: 'Two versions' })).toContainText(
      'Takes coffee with milk.',
    );
    await expect(theirs).toHaveValue('Takes coffee, black.');

    await page.getByRole('link', { name: /^Change the note/ }).click();
    await page.getByRole('button', { name: 'Delete the note' }).click();
    await expect(said(page)).toContainText('The note is deleted');
    await other.getByRole('button', { name: 'Save the note' }).click();
    await expect(other.getByRole('heading', { level: 1 })).toHaveText('The note is deleted');
    await expect(other.getByLabel('New note')).toHaveValue('Takes coffee, black.');
    await other.getByRole('button', { name: 'Save the note' }).click();
    await expect(said(other)).toContainText('The note about Nina Notis is saved');
    await expect(other.getByRole('listitem').filter({ hasText: 'Takes coffee, black.' })).toBeVisible();
  });

  test('who has one open that is merged away is led to who was kept, with what they wrote', async ({
    page,
    anotherVisitor,
    logInAs,
    database,
  }) => {
    const kept = await known(database, { name: 'Siv Samme', email: 'siv.samme@example.com' });
    const away = await known(database, { name: 'Siv S', phone: '+4740100302' });
    const [editor, writer, eraser, reader] = [
      await anotherVisitor(),
      await anotherVisitor(),
      await anotherVisitor(),
      await anotherVisitor(),
    ];
    for (const other of [editor, writer, eraser, reader]) {
      await other.goto('/?lng=en');
      await logInAs(other, owner);
    }
    await editor.goto(`${away}/change`);
    await editor.getByLabel('Name').fill('Siv Sammenes');
    await writer.goto(away);
    await writer.getByLabel('New note').fill('Rings before she comes.');
    await eraser.goto(`${away}/erase`);
    await reader.goto(away);

    await page.goto(`${kept}/merge?with=${away.split('/').at(-1) ?? ''}`);
    await page.getByRole('button', { name: 'Merge the two' }).click();
    await expect(said(page)).toContainText('Siv S');

    await editor.getByRole('button', { name: 'Save the changes' }).click();
    await expect(editor.getByRole('alert')).toContainText(
      /Merged with another customer, today\sat\s\d\d:\d\d, Ingrid Solheim/,
    );
    await expect(editor).toHaveURL(`${kept}/change`);
    await expect(editor.getByLabel('Name')).toHaveValue('Siv Sammenes');

    await writer.getByRole('button', { name: 'Save the note' }).click();
    await expect(said(writer)).toContainText('The note about Siv Samme is saved');
    await expect(writer).toHaveURL(kept);
    await expect(writer.getByText('Rings before she comes.')).toBeVisible();

    await eraser.getByLabel('Write the name to confirm').fill('Siv S');
    await eraser.getByRole('button', { name: 'Erase for good' }).click();
    await expect(said(eraser)).toContainText('so nothing was done');
    await expect(eraser.getByRole('heading', { level: 1 })).toHaveText('Siv Samme');

    await reader.getByRole('link', { name: 'Book a time' }).click();
    await expect(said(reader)).toContainText('has been merged with another one');
    await expect(reader.getByRole('heading', { level: 1 })).toHaveText('Siv Samme');
  });
});

test.describe('two with one day before them at a desk', () => {
  test.use({
    viewport: { width: 1280, height: 1400 },
    isMobile: false,
    hasTouch: false,
    contextOptions: { reducedMotion: 'reduce' },
  });

  test('what one draws longer is longer for the other, who moves it on from there', async ({
    page,
    anotherVisitor,
    logInAs,
  }) => {
    const date = wednesdayIn(38);
    const [ingrid, sunniva] = ['Ingrid Solheim', 'Sunniva Bakken'];
    const pages = new DashboardPages(page);
    await pages.bookIn({ name: 'Dagny Dra', date, time: '10:00', employee: ingrid });
    const other = await anotherVisitor();
    await other.goto('/?lng=en');
    await logInAs(other, colleague);
    await new DashboardPages(other).openDay(date);
    await expect(booking(column(other, ingrid), 'Dagny Dra')).toContainText('10:00–11:00');

    await pages.openDay(date);
    await stretch(page, ingrid, '11:00', '12:00');
    await expect(said(page)).toContainText('Dagny Dra’s booking now lasts until 12:00.');
    await expect(booking(column(other, ingrid), 'Dagny Dra')).toContainText('10:00–12:00');

    await drag(other, await placeOf(other, ingrid, '10:30'), await placeOf(other, sunniva, '13:00'));
    await expect(said(other)).toContainText(/Dagny Dra’s booking is now .+ with Sunniva Bakken/);
    await expect(booking(column(page, ingrid), 'Dagny Dra')).toHaveCount(0);
    const moved = await booking(column(other, sunniva), 'Dagny Dra').textContent();
    expect(moved).toMatch(/1[23]:\d\d–1[45]:\d\d/);
    await expect(booking(column(page, sunniva), 'Dagny Dra')).toHaveText(moved ?? '');
  });
});
