import type { Locator, Page } from '@playwright/test';
import { expect, expectAccessible, test } from './fixtures.ts';
import { CustomerPages } from './pages/customer-pages.ts';
import { tabTo } from './pages/keyboard.ts';

const salon = 'brygga';

/** What a browser tells a page that somebody has come back to it. */
async function comeBack(page: Page): Promise<void> {
  await page.evaluate(() => document.dispatchEvent(new Event('visibilitychange')));
}

function chosen(page: Page): Locator {
  return page.getByRole('list', { name: 'Your choice so far' });
}

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? 'with JavaScript' : 'without JavaScript', () => {
    const number = (last: number) => `+474110${javaScriptEnabled ? 1 : 2}10${last}`;
    // The checker is a script in the page.
    const expectGood = async (page: Page) => {
      if (javaScriptEnabled) await expectAccessible(page);
    };

    test('several services are done in a row by one person, and each can be taken out again', async ({
      anotherVisitor,
    }) => {
      const page = await anotherVisitor({ javaScriptEnabled });
      const customer = new CustomerPages(page);
      await customer.chooseService(salon, 'Full colour', null);
      await page.getByRole('link', { name: 'Add another service' }).click();
      await expect(customer.title).toHaveText('What else would you like?');
      // Nobody shaves and colours.
      await expect(
        page.getByText(/^Not on the list: Skin fade, Beard trim and Hot towel shave\./),
      ).toBeVisible();
      await expect(page.getByRole('link', { name: 'Beard trim' })).toHaveCount(0);
      await expect(page.getByRole('listitem').filter({ hasText: 'Full colour' }).last()).toContainText(
        'Chosen',
      );
      await expectGood(page);

      await page.getByRole('link', { name: /^Fringe trim/ }).click();
      await expect(customer.title).toHaveText('When suits you?');
      await expect(chosen(page)).toContainText(/Together 2\sh · NOK\s1,830/);
      await page.getByRole('link', { name: 'Add another service' }).click();
      await page.getByRole('link', { name: /^Updo/ }).click();
      await expect(customer.title).toHaveText('When suits you?');
      await page.getByRole('link', { name: 'Remove Fringe trim' }).click();
      await expect(chosen(page)).toContainText('Together 3 h ·');
      await expect(chosen(page)).not.toContainText('Fringe trim');
      // Kristine alone does both, so there is nobody to choose between.
      await expect(chosen(page)).toContainText('Kristine Hatlestad');

      // What is chosen is in the address: to reload, to share, and to go back to.
      await page.reload();
      await expect(chosen(page)).toContainText('Together 3 h ·');
      const friend = await anotherVisitor({ javaScriptEnabled });
      await friend.goto(page.url());
      await expect(chosen(friend)).toContainText('Updo');
      await page.goBack();
      await expect(chosen(page)).toContainText('Together 3 h 15 min ·');
      await page.goForward();
      await expect(chosen(page)).not.toContainText('Fringe trim');

      await customer.chooseDayFarAhead();
      await customer.chooseTime();
      await expectGood(page);
      await customer.book({ name: 'Tuva Several', phone: number(1) });
      await expect(page.getByText('Full colour and Updo', { exact: true })).toBeVisible();
    });

    test('who waits with several services chosen says for which one', async ({ anotherVisitor }) => {
      const page = await anotherVisitor({ javaScriptEnabled });
      const customer = new CustomerPages(page);
      await customer.chooseService(salon, 'Full colour', null);
      await page.getByRole('link', { name: 'Add another service' }).click();
      await page.getByRole('link', { name: /^Fringe trim/ }).click();
      await page.getByRole('link', { name: 'Join the waitlist' }).click();
      await expect(customer.title).toHaveText('What are you waiting for?');
      await expect(page.getByText('The waitlist takes one service at a time.')).toBeVisible();
      await expect(page.getByRole('main').getByRole('listitem')).toHaveCount(2);
      await expectGood(page);
      await page.getByRole('link', { name: /^Fringe trim/ }).click();
      await expect(customer.title).toHaveText('When could you come?');
      await expect(chosen(page)).toContainText('Fringe trim');
      await expect(chosen(page)).not.toContainText('Full colour');
    });

    test('five services are the most, and as many as that are said to be', async ({ anotherVisitor }) => {
      const page = await anotherVisitor({ javaScriptEnabled });
      const customer = new CustomerPages(page);
      await customer.chooseService(salon, 'Short cut', 'Kristine Hatlestad');
      for (const more of ['Fringe trim', 'Children’s cut', 'Wash and blow-dry', 'Cut and blow-dry']) {
        await page.getByRole('link', { name: 'Add another service' }).click();
        await page.getByRole('link', { name: new RegExp(`^${more}`) }).click();
        await expect(chosen(page)).toContainText(more);
        await expect(customer.title).toHaveText('When suits you?');
      }
      await expect(chosen(page)).toContainText('These are as many as one appointment takes.');
      await expect(page.getByRole('link', { name: 'Add another service' })).toHaveCount(0);
    });

    test('services are searched, and the address keeps what was asked', async ({ anotherVisitor }) => {
      const page = await anotherVisitor({ javaScriptEnabled });
      const customer = new CustomerPages(page);
      const services = page.getByRole('main').getByRole('listitem');
      await page.goto(`/s/${salon}?lng=nb`);
      await expect(customer.title).toHaveText('Hva vil du ha gjort?');
      await expect(services).toHaveCount(12);
      await page.getByLabel('Søk i behandlingene').fill('CÒLOUR');
      await page.keyboard.press('Enter');
      await expect(services).toHaveCount(3);
      await expectGood(page);
      await page.reload();
      await expect(services).toHaveCount(3);
      await expect(page.getByLabel('Søk i behandlingene')).toHaveValue('CÒLOUR');

      await page.getByRole('link', { name: 'Balayage' }).click();
      await expect(customer.title).toHaveText('Hos hvem?');
      await page.goBack();
      await expect(services).toHaveCount(3);

      await page.getByLabel('Søk i behandlingene').fill('massasje');
      await page.keyboard.press('Enter');
      await expect(page.getByText('Fant ingen behandling med «massasje»')).toBeVisible();
      await expectGood(page);
      await page.getByRole('link', { name: 'Vis alle behandlingene' }).click();
      await expect(services).toHaveCount(12);
      await expect(page.getByLabel('Søk i behandlingene')).toHaveValue('');
    });

    test('a search for one more service keeps those that are chosen', async ({ anotherVisitor }) => {
      const page = await anotherVisitor({ javaScriptEnabled });
      const customer = new CustomerPages(page);
      await page.goto('/s/fjord?lng=en');
      await page
        .getByRole('link', { name: /^Dameklipp/ })
        .first()
        .click();
      await page.getByRole('link', { name: 'Add another service' }).click();
      await page.getByLabel('Search the services').fill('balayage');
      await page.keyboard.press('Enter');
      await page.getByRole('link', { name: /^Balayage/ }).click();
      await expect(customer.title).not.toHaveText('What else would you like?');
      await expect(chosen(page)).toContainText('Dameklipp');
      await expect(chosen(page)).toContainText('Balayage');
    });

    test('the first free time is one touch away from any other day', async ({ anotherVisitor }) => {
      const page = await anotherVisitor({ javaScriptEnabled });
      const customer = new CustomerPages(page);
      await customer.chooseService(salon, 'Children’s cut', null);
      const first = page.getByRole('link', { name: /^First free: / });
      await expect(first).toHaveCount(0);
      await customer.chooseDayFarAhead();
      const when = ((await first.textContent()) ?? '').replace('First free: ', '');
      expect(when).toMatch(/^(today|tomorrow|\w+ \d+\s\w+) at\s\d\d:\d\d$/);
      await expectGood(page);
      await first.click();
      await expect(customer.title).toHaveText('Who is coming?');
      await expect(chosen(page)).toContainText(when.slice(-5));
    });

    test('an appointment is booked by keyboard alone, and what happens next is said', async ({
      anotherVisitor,
    }) => {
      const page = await anotherVisitor({ javaScriptEnabled });
      const customer = new CustomerPages(page);
      const go = async (target: Locator) => {
        await tabTo(page, target);
        await page.keyboard.press('Enter');
      };
      await page.goto(`/s/${salon}?lng=nb`);
      await tabTo(page, page.getByLabel('Søk i behandlingene'));
      await page.keyboard.type('fringe');
      await page.keyboard.press('Enter');
      await expect(page.getByRole('main').getByRole('listitem')).toHaveCount(1);
      await go(page.getByRole('link', { name: /^Fringe trim/ }));
      await expect(customer.title).toHaveText('Hos hvem?');
      await go(page.getByRole('link', { name: 'Legg til en behandling' }));
      await expect(customer.title).toHaveText('Hva mer vil du ha gjort?');
      await go(page.getByRole('link', { name: /^Short cut/ }));
      await expect(customer.title).toHaveText('Hos hvem?');
      await go(page.getByRole('link', { name: 'Ta bort Short cut' }));
      await expect(page.getByRole('link', { name: 'Ta bort Short cut' })).toHaveCount(0);
      await go(page.getByRole('link', { name: 'Hvem som helst' }));
      await expect(customer.title).toHaveText('Når passer det?');
      await expect(page.getByText('Alle klokkeslett er lokal tid i Bergen.')).toBeVisible();
      await go(page.getByRole('link', { name: 'Senere' }));
      await expect(page.getByRole('link', { name: 'Tidligere' })).toBeVisible();
      const lastFree = page
        .getByRole('navigation', { name: 'Dager med ledige timer' })
        .getByRole('link', { name: /ledige? time/ })
        .last();
      await go(lastFree);
      // The times of the day before are gone by then, and the focus that one of them might have had.
      await expect(lastFree).toHaveAttribute('aria-current', 'date');
      await expect(page.getByRole('link', { name: /^Første ledige: / })).toBeVisible();
      await go(customer.times.last());
      await expect(customer.title).toHaveText('Hvem kommer?');
      await tabTo(page, page.getByLabel('Navnet ditt'));
      await page.keyboard.type('Vilde Tast');
      await tabTo(page, page.getByLabel('Mobilnummer'));
      await page.keyboard.type(number(2));
      await go(page.getByRole('button', { name: 'Bestill timen' }));

      const next = page.getByRole('status').filter({ hasText: 'Timen er din' });
      await expect(next).toContainText('Vi sender deg lenken til denne siden på SMS.');
      await expect(next).toContainText(
        /Du kan flytte eller avbestille timen her frem til .+ kl\.\s\d\d:\d\d\./,
      );
      await expect(next.getByRole('link', { name: 'Legg i kalenderen' })).toHaveAttribute(
        'href',
        /calendar\.ics$/,
      );
      await expectGood(page);
      // Only right after booking: the link in the message tells what can be done, and no more.
      await page.goto(new URL(page.url()).pathname);
      await expect(page.getByText('Timen er din')).toHaveCount(0);
      await expect(page.getByRole('link', { name: 'Legg i kalenderen' })).toBeVisible();
    });

    test('a visitor in another time zone is told so as far as the browser can know it', async ({
      anotherVisitor,
    }) => {
      const page = await anotherVisitor({ javaScriptEnabled, timezoneId: 'Europe/London' });
      await new CustomerPages(page).chooseService(salon, 'Fringe trim', null);
      await expect(
        page.getByText(
          javaScriptEnabled
            ? 'All times are Bergen time, 1 hour ahead of yours.'
            : 'All times are Bergen time.',
        ),
      ).toBeVisible();
      await expectGood(page);
    });
  });
}

test('the list of services follows what is typed, in its field and in the address', async ({ page }) => {
  const services = page.getByRole('main').getByRole('listitem');
  await page.goto(`/s/${salon}?lng=en`);
  const field = page.getByLabel('Search the services');
  await expect(services).toHaveCount(12);
  await field.pressSequentially('beard');
  await expect(services).toHaveCount(2);
  await expect(page.getByRole('main').getByRole('status')).toHaveText('2 services found');
  await expect(field).toBeFocused();
  expect(new URL(page.url()).searchParams.get('find')).toBe('beard');
  await page.getByRole('link', { name: /^Beard trim/ }).click();
  await expect(page.getByRole('heading', { level: 1 })).not.toHaveText('What would you like done?');
  await page.goBack();
  await expect(field).toHaveValue('beard');
  await expect(services).toHaveCount(2);
  await field.fill('nothing of the kind');
  await page.getByRole('link', { name: 'Show all services' }).click();
  await expect(services).toHaveCount(12);
});

test('a time that is taken goes from the page by itself, and one that comes free turns up', async ({
  anotherVisitor,
}) => {
  const [watcher, booker] = [
    new CustomerPages(await anotherVisitor()),
    new CustomerPages(await anotherVisitor()),
  ];
  await watcher.chooseService(salon, 'Short cut', 'Eirik Fjellanger');
  await watcher.chooseDayFarAhead();
  const { page } = watcher;
  const clock = (await watcher.times.nth(6).textContent()) ?? '';
  const time = page.getByRole('link', { name: clock, exact: true });
  const told = page.getByRole('main').getByRole('status');
  await booker.page.goto(page.url());
  await booker.chooseTime(booker.times.nth(6));
  await booker.book({ name: 'Yngve Taker', phone: '+4741101090' });

  await time.focus();
  const scrolled = await page.evaluate(() => window.scrollY);
  await expect(async () => {
    await comeBack(page);
    await expect(time).toHaveCount(0, { timeout: 2_000 });
  }).toPass();
  await expect(told).toContainText(/^No longer free: .*\d\d:\d\d/);
  await expect(told).toContainText(clock);
  // The time that had the focus is gone: its place has it, and Tab goes on to the times beside it.
  await page.keyboard.press('Tab');
  await expect(watcher.times.first()).toBeFocused();

  const address = page.url();
  await booker.cancelBooking();
  await expect(async () => {
    await comeBack(page);
    await expect(time).toBeVisible({ timeout: 2_000 });
  }).toPass();
  await expect(told).toContainText(/^Now free: .*\d\d:\d\d/);
  await expect(watcher.times.first()).toBeFocused();
  expect(await page.evaluate(() => window.scrollY)).toBe(scrolled);
  expect(page.url()).toBe(address);
  await expectAccessible(page);
});

test('who comes second sees at once that the time is gone, wherever the button is, and books another without typing anew', async ({
  anotherVisitor,
}) => {
  const [first, second] = [
    new CustomerPages(await anotherVisitor()),
    new CustomerPages(await anotherVisitor()),
  ];
  await first.chooseService(salon, 'Short cut', 'Eirik Fjellanger');
  await first.chooseDayFarAhead();
  await first.chooseTime(first.times.nth(4));
  const { page } = second;
  await page.goto(first.page.url());
  await second.introduce({ name: 'Anne Sist', phone: '+4741100091' });
  await first.book({ name: 'Arne Foran', phone: '+4741100092' });

  await page.getByRole('button', { name: 'Book this time' }).click();
  const gone = page.getByRole('alert').filter({ hasText: 'can’t be booked any more' });
  await expect(gone).toBeInViewport();
  await expect(gone).toBeFocused();
  // Pressed once more with none of the others chosen.
  await page.getByRole('button', { name: 'Book the chosen time' }).click();
  await expect(page.getByRole('alert').first()).toBeInViewport();
  await expect(page.getByRole('group', { name: 'Choose another time' })).toHaveAccessibleDescription(
    /choose one of the times/i,
  );
  await expectAccessible(page);
  await page.getByRole('radio').first().check({ force: true });
  await page.getByRole('button', { name: 'Book the chosen time' }).click();
  await expect(page.getByText('The time is yours')).toBeVisible();
  for (const customer of [first, second]) await customer.cancelBooking();
});

test('a page that nobody looks at asks for nothing; one that is looked at asks each half minute', async ({
  anotherVisitor,
}) => {
  const page = await anotherVisitor({ timezoneId: 'Europe/London' });
  await page.clock.install();
  // Counted where it is asked: a request that is on its way would be counted too late.
  await page.addInitScript(() => {
    const send = window.fetch;
    window.fetch = (input, init) => {
      if (
        new URL(input instanceof Request ? input.url : input, window.location.href).pathname.endsWith('.data')
      )
        sessionStorage.setItem('asked', String(Number(sessionStorage.getItem('asked')) + 1));
      return send(input, init);
    };
  });
  const customer = new CustomerPages(page);
  await customer.chooseService(salon, 'Fringe trim', null);
  // Only scripts know the visitor's zone: they run now.
  await expect(page.getByText(/1 hour ahead of yours/)).toBeVisible();
  const asked = () => page.evaluate(() => Number(sessionStorage.getItem('asked')));
  const show = (state: 'visible' | 'hidden') =>
    page.evaluate((shown) => {
      Object.defineProperty(document, 'visibilityState', { configurable: true, value: shown });
      document.dispatchEvent(new Event('visibilitychange'));
    }, state);

  const before = await asked();
  await show('hidden');
  await page.clock.runFor(300_000);
  expect(await asked()).toBe(before);
  const times = page.waitForResponse((response) => new URL(response.url()).pathname === `/s/${salon}.data`);
  await show('visible');
  await times;
  expect(await asked()).toBe(before + 1);
  await page.clock.runFor(30_000);
  expect(await asked()).toBe(before + 2);
});

test('a page that cannot reach the salon any more keeps what it shows', async ({ anotherVisitor }) => {
  const page = await anotherVisitor({ timezoneId: 'Europe/London' });
  await new CustomerPages(page).chooseService(salon, 'Fringe trim', null);
  await expect(page.getByText(/1 hour ahead of yours/)).toBeVisible();
  const tried = page.waitForEvent('requestfailed');
  await page.context().setOffline(true);
  await comeBack(page);
  await tried;
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('When suits you?');
  await page.context().setOffline(false);

  const faulty = page.waitForResponse(
    (response) => response.url().includes('.data') && response.status() === 500,
  );
  await page.route('**/*.data*', (route) => route.fulfill({ status: 500, body: 'Sorry' }));
  await comeBack(page);
  await faulty;
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('When suits you?');

  await page.unroute('**/*.data*');
  const times = page.waitForResponse((response) => response.url().includes('.data') && response.ok());
  await comeBack(page);
  await times;
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('When suits you?');
});
