import type { Page } from '@playwright/test';
import { expect, expectAccessible, expectNoSideways, test } from './fixtures.ts';
import { booking, column, drag, dragByFinger, placeOf, stretch } from './pages/calendar-hand.ts';
import { DashboardPages, introduce, type BookedIn } from './pages/dashboard-pages.ts';
import { daysFrom, wednesdayIn } from './pages/days-from.ts';
import { enter, tabTo } from './pages/keyboard.ts';

const owner = 'owner@fjord.example';
const colleague = 'staff@fjord.example';
/** Both work from nine to five on Wednesdays, and do what takes an hour. */
const [ingrid, sunniva] = ['Ingrid Solheim', 'Sunniva Bakken'];
const hourLong = 'Dameklipp';
const short = 'Luggklipp';

// A colour that is half on its way to another can't be measured.
test.use({ contextOptions: { reducedMotion: 'reduce' } });

test.beforeEach(async ({ page, logInAs }) => {
  await page.goto('/?lng=en');
  await logInAs(page, owner);
});

const bookIn = (page: Page, fields: BookedIn) => new DashboardPages(page).bookIn(fields);
const openDay = (page: Page, date: string) => new DashboardPages(page).openDay(date);
const dialog = (page: Page) => page.getByRole('dialog');
const said = (page: Page) => page.getByRole('main').getByRole('status').first();

test.describe('at a desk', () => {
  test.use({ viewport: { width: 1280, height: 1400 }, isMobile: false, hasTouch: false });

  test('a booking is moved by dragging; a colleague sees it, and an undo brings it back', async ({
    page,
    anotherVisitor,
    logInAs,
  }) => {
    const date = wednesdayIn(20);
    await bookIn(page, { name: 'Grete Flytt', date, time: '10:00', employee: ingrid });
    const other = await anotherVisitor();
    await other.goto('/?lng=en');
    await logInAs(other, colleague);
    await openDay(other, date);
    await expect(booking(column(other, ingrid), 'Grete Flytt')).toBeVisible();

    await openDay(page, date);
    await drag(page, await placeOf(page, ingrid, '10:00'), await placeOf(page, sunniva, '13:30'));
    await expect(said(page)).toContainText(/Grete Flytt’s booking is now .+ at\s13:30 with Sunniva Bakken/);
    await expect(said(page)).toContainText('Grete Flytt is told at');
    await expect(booking(column(page, sunniva), 'Grete Flytt')).toContainText('13:30–14:30');
    await expect(booking(column(other, sunniva), 'Grete Flytt')).toContainText('13:30–14:30');
    // What it left is held, and settles.
    await expect(column(other, ingrid).getByRole('link', { name: /Held until/ })).toBeVisible();
    await expect(other).toHaveURL(`/dashboard/fjord/calendar?date=${date}`);
    await expectAccessible(page);

    await said(page).getByRole('button', { name: 'Undo' }).click();
    await expect(said(page)).toContainText('Nobody was asked or told');
    await expect(booking(column(page, ingrid), 'Grete Flytt')).toContainText('10:00–11:00');
    await expect(booking(column(other, ingrid), 'Grete Flytt')).toContainText('10:00–11:00');
    await expect(column(other, ingrid).getByRole('link', { name: /Held until/ })).toHaveCount(0);
  });

  test('the lower edge changes how long it lasts', async ({ page }) => {
    const date = wednesdayIn(21);
    await bookIn(page, { name: 'Lise Lengde', date, time: '10:00', employee: ingrid });
    await openDay(page, date);
    await stretch(page, ingrid, '11:00', '11:30');
    await expect(said(page)).toContainText('Lise Lengde’s booking now lasts until 11:30.');
    await expect(booking(column(page, ingrid), 'Lise Lengde')).toContainText('10:00–11:30');
    await said(page).getByRole('button', { name: 'Undo' }).click();
    await expect(booking(column(page, ingrid), 'Lise Lengde')).toContainText('10:00–11:00');
  });

  test('where somebody else stands it is refused, says who, and is where it was', async ({ page }) => {
    const date = wednesdayIn(22);
    await bookIn(page, { name: 'Anne Fast', date, time: '10:00', employee: sunniva });
    await bookIn(page, { name: 'Berit Vil', date, time: '13:00', employee: ingrid });
    await openDay(page, date);
    await drag(page, await placeOf(page, ingrid, '13:00'), await placeOf(page, sunniva, '10:30'));
    const refusal = page.getByRole('alert');
    await expect(refusal).toContainText('Anne Fast is booked there, 10:00–11:00');
    await expect(refusal).toBeFocused();
    await expect(booking(column(page, ingrid), 'Berit Vil')).toContainText('13:00–14:00');
    await expect(booking(column(page, sunniva), 'Berit Vil')).toHaveCount(0);
    await expectAccessible(page);
    await refusal.getByRole('button', { name: 'Close' }).click();
    await expect(refusal).toHaveCount(0);
    await expect(booking(column(page, ingrid), 'Berit Vil')).toBeFocused();

    // Escape, or letting go beside the calendar, leaves everything as it is.
    const from = await placeOf(page, ingrid, '13:00');
    await page.mouse.move(from.x, from.y);
    await page.mouse.down();
    await page.mouse.move(from.x, from.y + 80, { steps: 3 });
    await expect(page.locator('[data-ghost]')).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(page.locator('[data-ghost]')).toHaveCount(0);
    await page.mouse.up();
    await expect(dialog(page)).toHaveCount(0);
    await drag(page, from, { x: 100, y: 700 });
    await expect(page.locator('[data-ghost]')).toHaveCount(0);
    await expect(booking(column(page, ingrid), 'Berit Vil')).toContainText('13:00–14:00');

    // What was said of the act before goes for good: it would read as though it had just happened.
    await drag(page, from, await placeOf(page, ingrid, '14:00'));
    await expect(said(page)).toContainText(/Berit Vil’s booking is now .+ at\s14:00/);
    await drag(page, await placeOf(page, ingrid, '14:00'), await placeOf(page, sunniva, '10:30'));
    await expect(refusal).toContainText('Anne Fast is booked there');
    await expect(said(page)).toHaveCount(0);
    await refusal.getByRole('button', { name: 'Close' }).click();
    await expect(refusal).toHaveCount(0);
    await expect(said(page)).toHaveCount(0);
  });

  test('time that the waitlist holds is taken only when somebody says so', async ({ page }) => {
    const date = wednesdayIn(23);
    await bookIn(page, { name: 'Cecilie Gikk', date, time: '10:00', employee: ingrid });
    await bookIn(page, { name: 'Dina Kom', date, time: '13:00', employee: sunniva });
    await openDay(page, date);
    await drag(page, await placeOf(page, ingrid, '10:00'), await placeOf(page, ingrid, '14:00'));
    await expect(said(page)).toContainText('Cecilie Gikk’s booking is now');
    await said(page).getByRole('button', { name: 'Close' }).click();
    await drag(page, await placeOf(page, sunniva, '13:00'), await placeOf(page, ingrid, '10:00'));
    await expect(page.getByRole('alert')).toContainText('That time is held for the waitlist');
    await page.getByRole('alert').getByRole('button', { name: 'Take it all the same' }).click();
    await expect(said(page)).toContainText('Dina Kom’s booking is now');
    await expect(booking(column(page, ingrid), 'Dina Kom')).toContainText('10:00–11:00');
  });

  test('without a network it is said that nothing was sent, and a tap sends it', async ({
    anotherVisitor,
    logInAs,
  }) => {
    // A visitor of their own: the browser writes each request that is lost into its console, where the guard looks.
    const page = await anotherVisitor();
    const context = page.context();
    await page.goto('/?lng=en');
    await logInAs(page, owner);
    const date = wednesdayIn(28);
    await bookIn(page, { name: 'Elin Uten Nett', date, time: '10:00', employee: ingrid });
    await openDay(page, date);
    await context.setOffline(true);
    await drag(page, await placeOf(page, ingrid, '10:00'), await placeOf(page, ingrid, '14:00'));
    await expect(page.getByText('No connection: nothing was sent')).toBeVisible();
    await expect(page.locator('[data-ghost]')).toContainText('14:00–15:00');
    await context.setOffline(false);
    await page.getByRole('button', { name: 'Try again' }).click();
    await expect(said(page)).toContainText('Elin Uten Nett’s booking is now');
    await expect(booking(column(page, ingrid), 'Elin Uten Nett')).toContainText('14:00–15:00');
  });

  test('in an employee’s week a booking goes to another day', async ({ page }) => {
    const date = wednesdayIn(29);
    await bookIn(page, { name: 'Eva Uke', date, time: '10:00', employee: ingrid });
    await openDay(page, date);
    await column(page, ingrid).getByRole('link', { name: ingrid, exact: true }).click();
    await expect(page).toHaveURL(/&employee=/);
    await page.getByRole('link', { name: 'Week', exact: true }).click();
    await expect(page).toHaveURL(/view=week&employee=/);
    // The address is there before the page is.
    const eva = booking(page.getByRole('region', { name: /^Wed/ }), 'Eva Uke');
    await eva.focus();
    await page.keyboard.press('m');
    await page.keyboard.press('ArrowLeft');
    await page.keyboard.press('Enter');
    await expect(said(page)).toContainText(
      /Eva Uke’s booking is now Tuesday .+ at\s10:00 with Ingrid Solheim/,
    );
    await expect(page).toHaveURL(/view=week&employee=/);
    await expect(page.getByRole('region', { name: /^Tue/ })).toContainText('Eva Uke');
  });

  test('a stretch of free time that is drawn becomes a booking', async ({ page }) => {
    const date = wednesdayIn(24);
    await openDay(page, date);
    await drag(page, await placeOf(page, sunniva, '14:00'), await placeOf(page, sunniva, '15:00'));
    const form = dialog(page);
    await expect(form.getByLabel('Time', { exact: true })).toHaveValue('14:00');
    await expect(form.getByLabel('Date')).toHaveValue(date);
    await expect(form.getByLabel('With').locator('option:checked')).toHaveText(sunniva);
    // The first service of the salon that takes an hour.
    await expect(form.getByLabel('Service').locator('option:checked')).toHaveText(hourLong);
    await form.getByRole('button', { name: 'Book', exact: true }).click();
    await expect(form.getByLabel('Name')).toHaveAccessibleDescription('Enter the customer’s name.');
    await expectAccessible(page);
    // Escape closes what is suggested, and not the window with all that was typed.
    const known = form.getByRole('listbox', { name: 'Known customers' });
    await form.getByLabel('Name').fill('ar');
    await expect(known).toBeVisible();
    await expectAccessible(page);
    await page.keyboard.press('Escape');
    await expect(known).toHaveCount(0);
    await expect(form.getByLabel('Name')).toHaveValue('ar');
    await introduce(form, 'Frida Tegnet');
    await form.getByRole('button', { name: 'Book', exact: true }).click();
    await expect(said(page)).toContainText(/Frida Tegnet is booked .+ at\s14:00 with Sunniva Bakken/);
    await expect(dialog(page)).toHaveCount(0);
    await expect(booking(column(page, sunniva), 'Frida Tegnet')).toContainText('14:00–15:00');

    // By a click beside it; then over it, which is refused in the window with all that was typed.
    const beside = await placeOf(page, sunniva, '15:15');
    await page.mouse.click(beside.x, beside.y);
    await expect(form.getByLabel('Time', { exact: true })).toHaveValue('15:15');
    await form.getByLabel('Time', { exact: true }).fill('14:30');
    await form.getByLabel('Service').selectOption({ label: hourLong });
    await introduce(form, 'Gina Over');
    await form.getByRole('button', { name: 'Book', exact: true }).click();
    await expect(form.getByRole('alert')).toContainText('Frida Tegnet is booked there, 14:00–15:00');
    await expect(form.getByLabel('Name')).toHaveValue('Gina Over');
    await page.keyboard.press('Escape');
    await expect(dialog(page)).toHaveCount(0);
  });

  test('by keyboard alone: somebody is booked in, moved, made shorter, and all of it undone', async ({
    page,
  }) => {
    const date = wednesdayIn(25);
    await openDay(page, date);
    // One stop for each column; within it the arrow keys go on.
    const morning = column(page, ingrid).getByRole('link', { name: 'Book 09:00–12:00 with Ingrid Solheim' });
    await enter(page, morning);
    const form = dialog(page);
    await expect(form.getByLabel('Time', { exact: true })).toHaveValue('09:00');
    await tabTo(page, form.getByLabel('Service'));
    await page.keyboard.type(hourLong);
    await tabTo(page, form.getByLabel('Name'));
    await page.keyboard.type('Hanne Tast');
    await tabTo(page, form.getByLabel('E-mail'));
    await page.keyboard.type('hanne.tast@example.com');
    await enter(page, form.getByRole('button', { name: 'Book', exact: true }));
    await expect(said(page)).toContainText('Hanne Tast is booked');
    await expect(said(page)).toBeFocused();
    await page.keyboard.press('Escape');
    await expect(page.getByText('Hanne Tast is booked')).toHaveCount(0);

    const hanne = booking(column(page, ingrid), 'Hanne Tast');
    await tabTo(page, hanne);
    await page.keyboard.press('ArrowDown');
    await expect(column(page, ingrid).getByRole('link', { name: 'Book 10:00–12:00' })).toBeFocused();
    await page.keyboard.press('ArrowUp');
    await page.keyboard.press('m');
    const bar = page.getByRole('group', { name: 'Moving Hanne Tast' });
    await expect(bar).toBeFocused();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Shift+ArrowDown');
    await page.keyboard.press('ArrowRight');
    await expect(bar.getByRole('status')).toHaveText('09:20–10:20 with Sunniva Bakken, free');
    await expectAccessible(page);
    await page.keyboard.press('Escape');
    await expect(hanne).toBeFocused();
    await expect(hanne).toContainText('09:00–10:00');

    await page.keyboard.press('m');
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('Enter');
    await expect(said(page)).toContainText(/Hanne Tast’s booking is now .+ at\s09:00 with Sunniva Bakken/);
    await enter(page, said(page).getByRole('button', { name: 'Undo' }));
    await expect(said(page)).toContainText('Nobody was asked or told');
    await page.keyboard.press('Escape');
    await expect(hanne).toBeFocused();

    await page.keyboard.press('l');
    await page.keyboard.press('ArrowUp');
    await expect(page.getByRole('group', { name: 'New length for Hanne Tast' })).toBeFocused();
    await page.keyboard.press('Enter');
    await expect(said(page)).toContainText('Hanne Tast’s booking now lasts until 09:45.');
    await enter(page, said(page).getByRole('button', { name: 'Undo' }));
    await expect(hanne).toContainText('09:00–10:00');
  });

  test('somebody who waits is dropped onto a free time, and offered it; another is placed by keyboard, and booked', async ({
    page,
    database,
  }) => {
    const pages = new DashboardPages(page);
    for (const name of ['Ida Slipp', 'Jorunn Plass']) {
      const email = `${name.toLowerCase().replace(' ', '.')}@example.com`;
      await pages.addEntry({ name, email, service: short });
    }
    const card = (name: string) =>
      page.getByRole('complementary').getByRole('listitem').filter({ hasText: name });
    // The first day of the second week on which something is free for both.
    for (let day = 6; day <= 12; day += 1) {
      await openDay(page, daysFrom(new Date(), day));
      if ((await card('Ida Slipp').count()) > 0) break;
    }
    const fits = /Could start: (\D+) (\d\d:\d\d)/.exec((await card('Ida Slipp').textContent()) ?? '');
    const [, employee = '', time = ''] = fits ?? [];
    const from = await card('Ida Slipp').boundingBox();
    if (!from) throw new Error('Ida Slipp is not among those who wait.');
    await drag(page, { x: from.x + 20, y: from.y + 50 }, await placeOf(page, employee, time));
    await expect(dialog(page).getByRole('heading')).toHaveText(`Ida Slipp: ${time} with ${employee}`);
    await expect(dialog(page).getByRole('radio', { name: /^Offer it/ })).toHaveAccessibleDescription(
      /gets the offer by e-mail/,
    );
    await expect(dialog(page).getByRole('radio', { name: /^Book it/ })).toHaveAccessibleDescription(
      /gets the time at once/,
    );
    await expectAccessible(page);
    await dialog(page).getByRole('button', { name: 'Send the offer' }).click();
    await expect(said(page)).toContainText('Ida Slipp');
    await expect(dialog(page)).toHaveCount(0);
    await expect(
      column(page, employee).getByRole('link', { name: /Offered to Ida Slipp until/ }),
    ).toBeVisible();
    const offers = await database.query(
      `SELECT FROM waitlist_offers o JOIN waitlist_entries e ON e.id = o.waitlist_entry_id
       WHERE e.customer_name = 'Ida Slipp' AND o.status = 'pending'`,
    );
    expect(offers.rowCount).toBe(1);

    await page.keyboard.press('Escape');
    await enter(page, page.getByRole('button', { name: 'Place Jorunn Plass in the calendar' }));
    await expect(page.getByRole('group', { name: 'Placing Jorunn Plass' })).toBeFocused();
    await page.keyboard.press('Enter');
    await dialog(page)
      .getByRole('radio', { name: /^Book it/ })
      .check();
    await dialog(page).getByRole('button', { name: 'Book the time' }).click();
    await expect(said(page)).toContainText('Jorunn Plass is booked');
    await expect(booking(page.getByRole('main'), 'Jorunn Plass')).toBeVisible();
  });

  test('on paper there is the day alone, black on white, on one page', async ({ page }) => {
    await page.emulateMedia({ media: 'print', colorScheme: 'dark' });
    await page.goto(`/dashboard/fjord/calendar?date=${wednesdayIn(1)}`);
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    await expect(page.getByRole('link', { name: 'New booking' })).toBeHidden();
    await expect(page.getByRole('navigation')).toHaveCount(0);
    const colours = await page.locator('body').evaluate((body) => getComputedStyle(body).color);
    expect(colours).toBe('rgb(0, 0, 0)');
    const pdf = (await page.pdf({ preferCSSPageSize: true })).toString('latin1');
    expect(pdf.match(/\/Type \/Page\b/g)).toHaveLength(1);
    // A4 across, in points.
    const [, width, height] = /\/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]/.exec(pdf) ?? [];
    expect(Number(width)).toBeGreaterThan(Number(height));
  });

  test('and so is the week', async ({ page }) => {
    await page.emulateMedia({ media: 'print', colorScheme: 'dark' });
    await page.goto(`/dashboard/fjord/calendar?date=${wednesdayIn(1)}&view=week`);
    await expect(page.getByRole('table')).toBeVisible();
    await expect(page.getByRole('columnheader').last()).toBeVisible();
    await expect(page.getByRole('link', { name: 'New booking' })).toBeHidden();
    await expect(page.getByRole('navigation')).toHaveCount(0);
    const pdf = (await page.pdf({ preferCSSPageSize: true })).toString('latin1');
    expect(pdf.match(/\/Type \/Page\b/g)).toHaveLength(1);
  });

  test('a whole day begins where the work begins', async ({ page }) => {
    await page.goto(`/dashboard/fjord/calendar?date=${wednesdayIn(1)}`);
    await page.getByRole('link', { name: 'Whole day' }).click();
    await expect(page.getByRole('link', { name: 'Working hours only' })).toBeVisible();
    const frame = page.getByRole('region', { name: /^Calendar, / });
    await expect.poll(() => frame.evaluate((box) => box.scrollTop)).toBeGreaterThan(0);
  });
});

test.describe('on a phone', () => {
  test('a booking is taken by a long press, or moved by buttons without any dragging', async ({ page }) => {
    const date = wednesdayIn(26);
    await bookIn(page, { name: 'Kine Finger', date, time: '10:00', employee: ingrid });
    await openDay(page, date);
    await expectNoSideways(page);
    const kine = booking(column(page, ingrid), 'Kine Finger');
    await dragByFinger(page, kine, 0.5);
    await expect(said(page)).toContainText(/Kine Finger’s booking is now .+ at\s10:30/);
    await said(page).getByRole('button', { name: 'Undo' }).click();
    await expect(kine).toContainText('10:00–11:00');
    await said(page).getByRole('button', { name: 'Close' }).click();

    await kine.click();
    await expect(dialog(page)).toContainText('kine.finger@example.com');
    await expectAccessible(page);
    await dialog(page).getByRole('button', { name: 'Move' }).click();
    const bar = page.getByRole('group', { name: 'Moving Kine Finger' });
    await bar.getByRole('button', { name: 'Later' }).click();
    await bar.getByRole('button', { name: 'Column after' }).click();
    await bar.getByRole('button', { name: 'Confirm' }).click();
    await expect(said(page)).toContainText(/Kine Finger’s booking is now .+ at\s10:15 with Sunniva Bakken/);
    await expectNoSideways(page);
  });
});

test('without JavaScript everything is a link or a form', async ({ anotherVisitor, logInAs }) => {
  const page = await anotherVisitor({ javaScriptEnabled: false });
  await page.goto('/?lng=en');
  await logInAs(page, owner);
  const date = wednesdayIn(27);
  await page.goto(`/dashboard/fjord/calendar?date=${date}`);
  await page.getByRole('link', { name: 'Book 09:00–12:00 with Ingrid Solheim' }).click();
  await expect(page.getByLabel('Time', { exact: true })).toHaveValue('09:00');
  await expect(page.getByLabel('With').locator('option:checked')).toHaveText(ingrid);
  await page.getByLabel('Service').selectOption({ label: hourLong });
  await introduce(page.getByRole('main'), 'Laila Uten');
  await page.getByRole('button', { name: 'Book', exact: true }).click();
  await expect(said(page)).toContainText('Laila Uten is booked');
  await expect(page).toHaveURL(`/dashboard/fjord/calendar?date=${date}`);

  await booking(column(page, ingrid), 'Laila Uten').click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Laila Uten’s booking');
  await page.getByRole('link', { name: 'Change length' }).click();
  await page.getByRole('button', { name: 'Change the length' }).click();
  await expect(page).toHaveURL(`/dashboard/fjord/calendar?date=${date}`);

  await page.getByRole('link', { name: 'Week', exact: true }).click();
  await expect(page.getByRole('table', { name: 'The week of each employee' })).toBeVisible();
  await page.getByRole('link', { name: ingrid }).first().click();
  await expect(page).toHaveURL(/view=week&employee=/);
  await expect(booking(page.getByRole('main'), 'Laila Uten')).toBeVisible();
  await page.getByRole('link', { name: 'Week before' }).click();
  await expect(booking(page.getByRole('main'), 'Laila Uten')).toHaveCount(0);
  await page.getByRole('link', { name: 'Week after' }).click();
  await expect(booking(page.getByRole('main'), 'Laila Uten')).toBeVisible();
});

test('another salon’s employee and booking are not there', async ({ page, database }) => {
  const { rows } = await database.query<{ employee: string; booking: string }>(
    `SELECT e.id AS employee, b.id AS booking
     FROM salons s JOIN employees e ON e.salon_id = s.id JOIN bookings b ON b.salon_id = s.id
     WHERE s.slug = 'brygga' LIMIT 1`,
  );
  const [foreign] = rows;
  for (const path of [`calendar?employee=${foreign?.employee}`, `bookings/${foreign?.booking}`]) {
    expect((await page.request.get(`/dashboard/fjord/${path}`)).status(), path).toBe(404);
  }
});

for (const path of ['', '&view=week', '&hours=all', '&view=week&employee=first']) {
  test(`the calendar${path} stands in nobody’s way, in both languages and themes`, async ({
    page,
    database,
  }) => {
    const { rows } = await database.query<{ id: string }>(
      `SELECT e.id FROM employees e JOIN salons s ON s.id = e.salon_id WHERE s.slug = 'fjord' ORDER BY e.position LIMIT 1`,
    );
    const asked = path.replace('first', rows[0]?.id ?? '');
    for (const [locale, colorScheme] of [
      ['en', 'light'],
      ['nb', 'dark'],
    ] as const) {
      await page.emulateMedia({ colorScheme });
      await page.goto(`/dashboard/fjord/calendar?date=${wednesdayIn(1)}${asked}&lng=${locale}`);
      await expect(page.locator('html')).toHaveAttribute('lang', locale);
      await expectNoSideways(page);
      await expectAccessible(page, 'practice');
    }
  });
}
