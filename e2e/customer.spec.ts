import type { Page } from '@playwright/test';
import { expect, expectAccessible, test } from './fixtures.ts';
import { CustomerPages, type Person } from './pages/customer-pages.ts';

// Brygga is the salon that writes in English; nothing is seeded there beyond the next fortnight.
const salon = 'brygga';

for (const javaScriptEnabled of [true, false]) {
  const numbered = (name: string, number: number): Person => ({
    name,
    phone: `+47411000${javaScriptEnabled ? 1 : 2}${number}`,
  });
  const anne = numbered('Anne Holm', 1);
  const quickest = numbered('Gro Quick', 4);
  const slowest = numbered('Hans Slow', 5);
  const wishful = numbered('Ida Wish', 6);
  const programmed = numbered('Per Program', 7);

  test.describe(javaScriptEnabled ? 'with JavaScript' : 'without JavaScript', () => {
    // The checker is a script in the page.
    const expectGood = async (page: Page) => {
      if (javaScriptEnabled) await expectAccessible(page);
    };

    test('a customer books, moves and cancels an appointment', async ({ anotherVisitor }) => {
      const page = await anotherVisitor({ javaScriptEnabled });
      const customer = new CustomerPages(page);
      await customer.chooseService(salon, 'Short cut', null);
      await expectGood(page);
      const day = await customer.chooseDayFarAhead();
      const time = await customer.chooseTime();
      await expectGood(page);
      await customer.book(anne);
      await expect(customer.title).toContainText(day);
      await expect(customer.title).toContainText(time);
      await expectGood(page);

      const calendarFile = await page.request.get(
        (await page.getByRole('link', { name: 'Add to my calendar' }).getAttribute('href')) ?? '',
      );
      expect(calendarFile.headers()['content-type']).toContain('text/calendar');
      expect(await calendarFile.text()).toContain('SUMMARY:Short cut at Brygga Hair');

      await page.getByRole('link', { name: 'Move to another time' }).click();
      await expect(customer.title).toHaveText('Which time suits better?');
      const newTime = customer.times.last();
      const clock = (await newTime.textContent()) ?? '';
      await newTime.click();
      await page.getByRole('button', { name: 'Move the appointment' }).click();
      await expect(page.getByText('The appointment has been moved')).toBeVisible();
      await expect(customer.title).toContainText(clock);

      await customer.cancelBooking();
      await expectGood(page);
      await page.reload();
      await expect(page.getByText('The appointment is cancelled')).toBeVisible();
    });

    test('what is missing or wrong is said at its field, and nothing typed is lost', async ({
      anotherVisitor,
    }) => {
      const page = await anotherVisitor({ javaScriptEnabled });
      const customer = new CustomerPages(page);
      await customer.chooseService(salon, 'Fringe trim', null);
      await customer.chooseTime();
      await page.getByLabel('E-mail').fill('anne at example');
      await page.getByLabel('Anything the salon should know?').fill('Sensitive skin');
      await page.getByRole('button', { name: 'Book this time' }).click();

      await expect(page.getByRole('alert')).toContainText('2 things need your attention');
      await expect(page.getByLabel('Your name')).toHaveAccessibleDescription('Please write your name.');
      await expect(page.getByLabel('E-mail')).toHaveAttribute('aria-invalid', 'true');
      await expect(page.getByLabel('E-mail')).toHaveValue('anne at example');
      await expect(page.getByLabel('Anything the salon should know?')).toHaveValue('Sensitive skin');
      await expectGood(page);
      await page.getByRole('alert').getByRole('link', { name: 'Please write your name.' }).click();
      await expect(page.getByLabel('Your name')).toBeFocused();
    });

    test('a time that went to somebody else meanwhile is said so, with the nearest ones beside it', async ({
      anotherVisitor,
    }) => {
      const [quick, slow] = [
        new CustomerPages(await anotherVisitor({ javaScriptEnabled })),
        new CustomerPages(await anotherVisitor({ javaScriptEnabled })),
      ];
      await quick.chooseService(salon, 'Short cut', 'Eirik Fjellanger');
      await quick.chooseDayFarAhead();
      await quick.chooseTime(quick.times.nth(2));
      await slow.page.goto(quick.page.url());
      await slow.introduce(slowest);
      await quick.book(quickest);
      await slow.page.getByRole('button', { name: 'Book this time' }).click();

      await expect(slow.page.getByText('This time can’t be booked any more')).toBeVisible();
      await expect(slow.page.getByLabel('Your name')).toHaveValue(slowest.name);
      await expectGood(slow.page);
      await slow.page.getByRole('radio').first().check();
      await slow.page.getByRole('button', { name: 'Book the chosen time' }).click();
      await expect(slow.page.getByText('The time is yours')).toBeVisible();
    });

    test('a field for programs is out of people’s way; who fills it in all the same joins nothing', async ({
      anotherVisitor,
      database,
    }) => {
      const page = await anotherVisitor({ javaScriptEnabled });
      const customer = new CustomerPages(page);
      await customer.chooseService(salon, 'Wash and blow-dry', null);
      await page.getByRole('link', { name: 'Join the waitlist' }).click();
      await expect(customer.title).toHaveText('When could you come?');
      const trap = page.locator('[name="website"]');
      await expect(page.getByRole('textbox', { name: 'Leave this empty' })).toHaveCount(0);
      await expect(trap).toHaveAttribute('autocomplete', 'off');
      await page.getByLabel('Your name').focus();
      await page.keyboard.press('Shift+Tab');
      await expect(trap).not.toBeFocused();

      await customer.introduce(programmed);
      await trap.fill('https://example.com', { force: true });
      await page.getByRole('main').getByRole('button', { name: 'Join the waitlist' }).click();
      await expect(customer.title).toHaveText('Thank you, we have your wish');
      const { rowCount } = await database.query('SELECT FROM customers WHERE phone = $1', [programmed.phone]);
      expect(rowCount).toBe(0);
    });

    test('who joins while a time is free that fits is told so, and can book it', async ({
      anotherVisitor,
    }) => {
      const page = await anotherVisitor({ javaScriptEnabled });
      const customer = new CustomerPages(page);
      await customer.chooseService(salon, 'Fringe trim', 'Kristine Hatlestad');
      const day = await customer.chooseDayFarAhead();
      await customer.joinWaitlist(numbered('Fia Free', 8));
      await expect(page.getByText(/^There is a free time that fits: /)).toContainText(day);
      await expectGood(page);
      await page.getByRole('link', { name: 'Book it now' }).click();
      await expect(customer.title).toHaveText('Who is coming?');
      await expect(page.getByRole('list', { name: 'Your choice so far' })).toContainText(
        'Kristine Hatlestad',
      );
    });

    test('a wish can be changed, paused, resumed and taken back by its link', async ({ anotherVisitor }) => {
      const page = await anotherVisitor({ javaScriptEnabled });
      const customer = new CustomerPages(page);
      await customer.chooseService(salon, 'Wash and blow-dry', null);
      await customer.chooseDayFarAhead();
      await customer.joinWaitlist(wishful);
      await customer.openLinkOf(wishful, 'entry');

      await page.getByRole('link', { name: 'Change my wish' }).click();
      await page.getByRole('radio', { name: /^Exactly/ }).check({ force: true });
      await page.getByLabel('Not before').fill('15:00');
      await page.getByLabel('Done by').fill('14:00');
      await page.getByRole('button', { name: 'Save' }).click();
      await expect(page.getByLabel('Done by')).toHaveAccessibleDescription(
        'The end must come after the start.',
      );
      await expectGood(page);
      await page.getByLabel('Done by').fill('18:30');
      await page.getByRole('button', { name: 'Add another time' }).click();
      await expect(page.getByLabel('From', { exact: true })).toHaveCount(2);
      await expect(page.getByLabel('Not before').first()).toHaveValue('15:00');
      await page.getByRole('button', { name: 'Remove time 2' }).click();
      await expect(page.getByLabel('From', { exact: true })).toHaveCount(1);
      await page.getByRole('button', { name: 'Save' }).click();
      await expect(page.getByText('Your wish has been changed.')).toBeVisible();
      await expect(page.getByText('15:00–18:30')).toBeVisible();

      await customer.press('Pause');
      await page.getByRole('button', { name: 'Pause' }).last().click();
      await expect(customer.title).toHaveText('Paused until you resume');
      await expectGood(page);
      await page.getByRole('button', { name: 'Resume now' }).click();
      await expect(customer.title).toHaveText('You are on the waitlist');
      await customer.press('Leave the waitlist');
      await page.getByRole('button', { name: 'Yes, leave' }).click();
      await expect(customer.title).toHaveText('You are off the waitlist');
      await expectGood(page);
    });
  });
}

test('who leaves the list makes way for the next at once; a preview of a link decides nothing', async ({
  anotherVisitor,
}) => {
  const [holder, first, second] = [
    new CustomerPages(await anotherVisitor()),
    new CustomerPages(await anotherVisitor()),
    new CustomerPages(await anotherVisitor()),
  ];
  const people = ['Jon Holder', 'Kari First', 'Liv Second'].map((name, index) => ({
    name,
    phone: `+474110003${index}`,
  })) as [Person, Person, Person];
  await holder.chooseService(salon, 'Full colour', 'Kristine Hatlestad');
  await holder.chooseDayFarAhead();
  const calendar = holder.page.url();
  await holder.chooseTime();
  await holder.book(people[0]);
  for (const [customer, person] of [
    [first, people[1]],
    [second, people[2]],
  ] as const) {
    await customer.page.goto(calendar);
    await customer.joinWaitlist(person);
  }
  await holder.cancelBooking();

  await first.openLinkOf(people[1], 'offer');
  const offer = first.page.url();
  for (const method of ['GET', 'HEAD']) {
    const preview = await holder.page.request.fetch(offer, { method });
    expect(preview.status()).toBe(200);
  }
  await first.page.reload();
  await expect(first.page.getByText(/\d+ minutes left/)).toBeVisible();
  await expectAccessible(first.page);
  await first.page.getByRole('button', { name: 'No, and take me off the waitlist' }).click();
  await first.page.getByRole('button', { name: 'Yes, take me off' }).click();
  await expect(first.title).toHaveText('You are off the waitlist');
  await expectAccessible(first.page);
  await expect(first.page.getByRole('link', { name: 'Join the waitlist again' })).toBeVisible();

  await second.openLinkOf(people[2], 'offer');
  await second.page.getByRole('button', { name: 'Yes, I’ll take it' }).click();
  await expect(second.page.getByText('The time is yours')).toBeVisible();
  await second.openLinkOf(people[2], 'offer');
  await expect(second.title).toHaveText('You have already accepted');
  await expectAccessible(second.page);
  await second.page.getByRole('link', { name: 'See my appointment' }).click();
  await expect(second.page.getByText('Full colour', { exact: true })).toBeVisible();

  await second.cancelBooking();
  await second.openLinkOf(people[2], 'offer');
  await expect(second.title).toHaveText('This appointment was cancelled');
  await expectAccessible(second.page);
  await second.openLinkOf(people[2], 'entry');
  await expect(second.page.getByText(/^The appointment on .* was cancelled later\.$/)).toBeVisible();
  await second.page.getByRole('link', { name: 'Join the waitlist again' }).click();
  await expect(second.title).toHaveText('When could you come?');
});

test('of two who are asked at once the first has the time, and the other is told so', async ({
  anotherVisitor,
  database,
}) => {
  await database.query(
    `INSERT INTO waitlist_policies (salon_id, service_id, offers_at_once)
     SELECT v.salon_id, v.id, 2 FROM services v JOIN salons s ON s.id = v.salon_id
     WHERE s.slug = $1 AND v.name = 'Root touch-up'`,
    [salon],
  );
  const visit = async () => new CustomerPages(await anotherVisitor({ javaScriptEnabled: false }));
  const [holder, quick, slow] = [await visit(), await visit(), await visit()];
  const [quickest, slowest] = [
    { name: 'Mari Quick', phone: '+4741100041' },
    { name: 'Nils Slow', phone: '+4741100042' },
  ];
  await holder.chooseService(salon, 'Root touch-up', 'Thea Nygård');
  await holder.chooseDayFarAhead();
  const calendar = holder.page.url();
  await holder.chooseTime();
  await holder.book({ name: 'Odd Holder', phone: '+4741100040' });
  for (const [customer, person] of [
    [quick, quickest],
    [slow, slowest],
  ] as const) {
    await customer.page.goto(calendar);
    await customer.joinWaitlist(person);
  }
  await holder.cancelBooking();

  await quick.openLinkOf(quickest, 'offer');
  await slow.openLinkOf(slowest, 'offer');
  const accept = slow.page.getByRole('button', { name: 'Yes, I’ll take it' });
  await expect(accept).toBeVisible();
  await quick.page.getByRole('button', { name: 'Yes, I’ll take it' }).click();
  await expect(quick.page.getByText('The time is yours')).toBeVisible();

  await accept.click();
  await expect(slow.title).toHaveText('Somebody else has this time now');
  await expect(slow.page.getByText('another was a moment faster')).toBeVisible();
  await expect(accept).toHaveCount(0);
});

test('a day with nothing free offers the waitlist, which remembers the language of the page', async ({
  anotherVisitor,
  database,
}) => {
  const page = await anotherVisitor({ javaScriptEnabled: false });
  const customer = new CustomerPages(page);
  await customer.chooseService(salon, 'Balayage', 'Thea Nygård');
  await customer.chooseDayFarAhead();
  const day = new URL(page.url());
  while ((await customer.times.count()) > 0) {
    await customer.chooseTime();
    await customer.book({ name: 'Pia Busy', phone: '+4741100043' });
    await page.goto(day.href);
  }

  day.searchParams.set('lng', 'nb');
  await page.goto(day.href);
  await expect(page.getByText(/^Ingen ledige timer/)).toBeVisible();
  await expect(page.getByRole('heading', { name: 'Vil du ha timen hvis noen avbestiller?' })).toBeVisible();
  await page.getByRole('link', { name: 'Sett meg på ventelisten' }).click();
  await page.getByLabel('Navnet ditt').fill('Ragna Vent');
  await page.getByLabel('Mobilnummer').fill('+4741100044');
  await page.getByRole('main').getByRole('button', { name: 'Sett meg på ventelisten' }).click();
  await expect(customer.title).toHaveText('Takk, vi har notert ønsket ditt');
  const { rows } = await database.query(
    `SELECT locale, to_char(preferred_date, 'YYYY-MM-DD') AS day FROM waitlist_entries WHERE customer_phone = '+4741100044'`,
  );
  expect(rows).toEqual([{ locale: 'nb', day: day.searchParams.get('day') }]);
});

test('a question that is unfolded before the script of its page has come stays open', async ({
  anotherVisitor,
}) => {
  const page = await anotherVisitor();
  const customer = new CustomerPages(page);
  await customer.chooseService(salon, 'Fringe trim', null);
  await customer.chooseDayFarAhead();
  await customer.chooseTime();
  await customer.book({ name: 'Sara Swift', phone: '+4741100045' });

  const scripts = Promise.withResolvers<void>();
  await page.route('**/*.js', async (route) => {
    await scripts.promise;
    await route.continue();
  });
  await page.reload({ waitUntil: 'commit' });
  await page.locator('summary', { hasText: 'Cancel the appointment' }).click();
  await expect(page.getByRole('button', { name: 'Yes, cancel it' })).toBeVisible();
  scripts.resolve();
  await page
    .getByRole('dialog', { name: 'Cancel the appointment?' })
    .getByRole('button', { name: 'Yes, cancel it' })
    .click();
  await expect(page.getByText('The appointment is cancelled')).toBeVisible();
});

test.describe('links', () => {
  test('of nobody are answered alike on each page, and are no more than not found', async ({ page }) => {
    for (const path of ['/o/nobodys', '/w/nobodys', '/b/nobodys']) {
      const answer = await page.request.get(`${path}?lng=en`);
      expect(answer.status(), path).toBe(404);
      expect(await answer.text()).toContain('We don’t know this link');
      expect(answer.headers()).toMatchObject({
        'referrer-policy': 'no-referrer',
        'cache-control': 'no-store',
      });
      expect(answer.headers()['x-robots-tag']).toContain('noindex');
    }
  });

  test('an unknown salon is not found, in words', async ({ page }) => {
    const answer = await page.request.get('/s/nowhere?lng=nb');
    expect(answer.status()).toBe(404);
    expect(await answer.text()).toContain('Vi finner ikke siden');
  });
});

test('the salon writes in its own language until the visitor asks for another', async ({ page }) => {
  const customer = new CustomerPages(page);
  await page.goto('/s/fjord');
  await expect(customer.title).toHaveText('Hva vil du ha gjort?');
  await page.getByRole('link', { name: 'English' }).click();
  await expect(customer.title).toHaveText('What would you like done?');
});

test('a form that is sent twice at once makes one booking, and both answers show it', async ({
  anotherVisitor,
}) => {
  const page = await anotherVisitor({ javaScriptEnabled: false });
  const customer = new CustomerPages(page);
  await customer.chooseService(salon, 'Short cut', null);
  await customer.chooseDayFarAhead();
  await customer.chooseTime();
  const hidden = (name: string) => page.locator(`input[name="${name}"]`).inputValue();
  const form = {
    name: 'Jon Double',
    phone: '+4741100039',
    startsAt: await hidden('startsAt'),
    formKey: await hidden('formKey'),
  };
  const address = page.url();
  const send = () => page.request.post(address, { form, headers: { origin: new URL(address).origin } });
  const [first, second] = await Promise.all([send(), send()]);

  expect(first.url()).toContain('/b/');
  expect(second.url()).toBe(first.url());
  await page.goto(first.url());
  await expect(page.getByText('The time is yours')).toBeVisible();
});
