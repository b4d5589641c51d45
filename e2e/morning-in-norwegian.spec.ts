import type { Page } from '@playwright/test';
import { expect, expectAccessible, expectNoSideways, test as base } from './fixtures.ts';
import { booking, column, drag, dragByFinger, placeOf } from './pages/calendar-hand.ts';
import { CustomerPages } from './pages/customer-pages.ts';
import { DashboardPages, expectLive, introduce } from './pages/dashboard-pages.ts';
import { wednesdayIn } from './pages/days-from.ts';

// A morning's work in Norwegian, on the widest and on the narrowest screen, with a colleague's browser open beside it: what one does, the
// other sees without touching anything.

const service = 'Dameklipp';
const [ingrid, sunniva] = ['Ingrid Solheim', 'Sunniva Bakken'];

/** The page is the owner's, `other` the colleague's. */
const test = base.extend<{ other: Page; desk: DashboardPages }>({
  other: async ({ anotherVisitor, logInAs }, use) => {
    const other = await anotherVisitor();
    await other.goto('/?lng=nb');
    await logInAs(other, 'staff@fjord.example');
    await use(other);
  },
  desk: async ({ page, logInAs }, use) => {
    await page.goto('/?lng=nb');
    await logInAs(page, 'owner@fjord.example');
    await use(new DashboardPages(page, 'nb'));
  },
  // A colour that is half on its way to another can't be measured.
  contextOptions: { reducedMotion: 'reduce' },
});

const said = (page: Page) => page.getByRole('main').getByRole('status').first();
const title = (page: Page) => page.getByRole('heading', { level: 1 });
const dialog = (page: Page) => page.getByRole('dialog');

async function openMore(page: Page): Promise<void> {
  await page.getByRole('main').getByText('Mer', { exact: true }).first().click();
}

/** From the list of bookings to the page of the opening that comes of it. */
async function cancelBooking(page: Page, name: string): Promise<void> {
  await page.goto(`/dashboard/fjord/bookings?q=${encodeURIComponent(name)}`);
  const row = page.getByRole('row', { name: new RegExp(name) });
  await row.getByText('Mer', { exact: true }).click();
  await row.getByRole('link', { name: 'Avbestill' }).click();
  await page.getByRole('button', { name: 'Avbestill timen' }).click();
  await page.getByRole('link', { name: 'Følg den ledige timen' }).click();
  await expect(page.getByText('En time ble avbestilt')).toBeVisible();
}

/** To a page of the salon: beside everything else, or behind "More". */
async function goTo(page: Page, name: string): Promise<void> {
  const more = page.locator('header summary');
  const link = page.locator('header').getByRole('link', { name, exact: true });
  if (await more.isVisible()) await more.click();
  await link.filter({ visible: true }).click();
  await expect(title(page)).toHaveText(name);
}

interface Device {
  name: string;
  use: Parameters<typeof test.use>[0];
  /** The Wednesdays of its stories. */
  weeks: [number, number];
  people: Record<'waits' | 'cancels' | 'asked' | 'paused' | 'gone', string>;
  /** Takes the booking at ten to another time by hand, and says which. */
  take: (page: Page, name: string) => Promise<{ time: string; employee: string }>;
}

const devices: Device[] = [
  {
    name: 'at a desk',
    use: { viewport: { width: 1280, height: 1400 }, isMobile: false, hasTouch: false },
    weeks: [30, 33],
    people: {
      waits: 'Anna Morgen',
      cancels: 'Berit Avlyst',
      asked: 'Cecilie Spurt',
      paused: 'Dagny Hvorfor',
      gone: 'Eli Avlyst',
    },
    take: async (page) => {
      await drag(page, await placeOf(page, ingrid, '10:00'), await placeOf(page, sunniva, '13:30'));
      return { time: '13:30', employee: sunniva };
    },
  },
  {
    name: 'on a phone',
    use: { viewport: { width: 390, height: 844 } },
    weeks: [34, 35],
    people: {
      waits: 'Frida Morgen',
      cancels: 'Gro Avlyst',
      asked: 'Hanna Spurt',
      paused: 'Inger Hvorfor',
      gone: 'Kari Avlyst',
    },
    take: async (page, name) => {
      await dragByFinger(page, booking(column(page, ingrid), name), 0.5);
      return { time: '10:30', employee: ingrid };
    },
  },
];

for (const [index, { name, use, weeks, people, take }] of devices.entries()) {
  const phone = (number: number) => `+47411006${index}${number}`;

  test.describe(name, () => {
    test.use(use);

    test('a booking is made, moved and cancelled; its time is offered, taken, and counted in the report', async ({
      page,
      desk,
      other,
      database,
      anotherVisitor,
    }) => {
      const date = wednesdayIn(weeks[0]);
      const waiting = await desk.addWaiting(database, {
        name: people.waits,
        phone: phone(1),
        service,
        date,
      });

      await test.step('the day is opened', async () => {
        await page.goto('/dashboard/fjord');
        await expect(title(page)).toContainText('I dag');
        await expectLive(page, 'nb');
        await expectNoSideways(page);
        await new DashboardPages(other, 'nb').openDay(date);
      });

      await test.step('a booking is made', async () => {
        await desk.openDay(date);
        await column(page, ingrid)
          .getByRole('link', { name: /^Bestill 09:00–12:00/ })
          .click();
        const form = dialog(page);
        await form.getByLabel('Behandling').selectOption({ label: service });
        await form.getByLabel('Klokkeslett', { exact: true }).fill('10:00');
        await introduce(form, people.cancels, 'nb');
        await form.getByRole('button', { name: 'Bestill', exact: true }).click();
        await expect(said(page)).toContainText(`${people.cancels} har time`);
        await expect(booking(column(other, ingrid), people.cancels)).toContainText('10:00–11:00');
        await said(page).getByRole('button', { name: 'Lukk' }).click();
      });

      await test.step('it is moved by hand, and back', async () => {
        const { time, employee } = await take(page, people.cancels);
        await expect(said(page)).toContainText(
          new RegExp(`Timen til ${people.cancels} er nå .+ ${time} hos ${employee}`.replaceAll(' ', '\\s')),
        );
        await expect(booking(column(other, employee), people.cancels)).toContainText(time);
        await expectAccessible(page);
        await said(page).getByRole('button', { name: 'Angre' }).click();
        await expect(said(page)).toContainText('Ingen har fått tilbud eller beskjed');
        await expect(booking(column(other, ingrid), people.cancels)).toContainText('10:00–11:00');
      });

      await other.goto('/dashboard/fjord');
      await expectLive(other, 'nb');
      const offered = other.getByText(new RegExp(`^${people.waits} har frist til`));

      await test.step('it is cancelled, and the offer goes out', async () => {
        await cancelBooking(page, people.cancels);
        await expect(offered).toBeVisible();
        await expect(offered).toContainText(/med å svare\s*\d\d?:\d\d$/);
        await expectAccessible(other);
        await expect(page.getByText('Venter på svar')).toBeVisible();
        await expectNoSideways(page);
      });

      await test.step('the customer says yes', async () => {
        const customer = new CustomerPages(await anotherVisitor());
        await customer.page.goto('/?lng=nb');
        await customer.openLinkOf(waiting, 'offer');
        await customer.page.getByRole('button', { name: 'Ja, jeg tar timen' }).click();
        await expect(customer.page.getByText('Timen er din')).toBeVisible();
        await expect(offered).toHaveCount(0);
        await expect(page.getByText('Fylt', { exact: true })).toBeVisible();
        await expect(page.getByText('Takket ja', { exact: true })).toBeVisible();
        await other.goto(waiting.entry);
        await expect(other.getByText('Har fått time', { exact: true }).first()).toBeVisible();
      });

      await test.step('the report counts it, and shows the rows behind the figure', async () => {
        await goTo(page, 'Rapporter');
        await expectNoSideways(page);
        const taken = page.getByRole('link', { name: /^Takket ja, Tilbud: \d+/ });
        const count = Number(await taken.textContent());
        await taken.click();
        await expect(title(page)).toHaveText('Tilbud: Takket ja');
        await expect(page.getByRole('table').getByRole('row')).toHaveCount(count + 1);
        await expect(page.getByRole('row', { name: new RegExp(people.waits) })).toBeVisible();
        await expectAccessible(page);
      });
    });

    test('a pause, a booking by telephone and a priority are seen as they are made, and “why not yet” explains', async ({
      page,
      desk,
      other,
      database,
    }) => {
      const date = wednesdayIn(weeks[1]);
      const asked = await desk.addWaiting(database, { name: people.asked, phone: phone(2), service, date });
      const paused = await desk.addWaiting(database, { name: people.paused, phone: phone(3), service, date });
      await other.goto(paused.entry);
      await expectLive(other, 'nb');

      await test.step('one is paused, so the other is asked', async () => {
        await page.goto(paused.entry);
        await openMore(page);
        await page.getByRole('link', { name: 'Sett på pause' }).click();
        await page.getByLabel('Til det tas opp igjen').check();
        await expectAccessible(page);
        await page.getByRole('button', { name: 'Sett på pause' }).click();
        await expect(other.getByText('På pause', { exact: true }).first()).toBeVisible();
        await desk.bookIn({ name: people.gone, date, time: '10:00', employee: ingrid });
        await cancelBooking(page, people.gone);
        await expect(page.getByRole('link', { name: people.asked, exact: true })).toBeVisible();
        await expect(page.getByText('Venter på svar')).toBeVisible();
        await expectNoSideways(page);
      });

      await test.step('why the one was not', async () => {
        await page.goto(paused.entry);
        const why = page.getByRole('region', { name: 'Hvorfor ikke ennå?' });
        await expect(why.getByRole('listitem').first()).toContainText('Ikke spurt: kunden hadde pause');
        await expectAccessible(page);
      });

      await test.step('the other says yes on the telephone', async () => {
        await page.goto(asked.entry);
        await page.getByRole('link', { name: 'Bestill timen' }).click();
        await expect(title(page)).toHaveText(`Bestille den tilbudte timen til ${people.asked}?`);
        await page.getByRole('button', { name: 'Bestill den' }).click();
        await expect(said(page)).toContainText(`${people.asked} har fått timen.`);
        await expectNoSideways(page);
      });

      await test.step('the one waits again, before everybody else', async () => {
        await page.goto(paused.entry);
        await page.getByRole('link', { name: 'Ta opp igjen' }).first().click();
        await page.getByRole('button', { name: 'Ta opp igjen' }).click();
        await expect(other.getByText('Venter', { exact: true }).first()).toBeVisible();
        await openMore(page);
        await page.getByRole('link', { name: 'Sett prioritet' }).click();
        await page.getByLabel('Poeng').fill('90');
        await page.getByRole('button', { name: 'Sett prioritet' }).click();
        await expect(page.getByRole('alert')).toBeVisible();
        await expect(page.getByLabel('Begrunnelse')).toHaveAccessibleDescription(/Skriv en begrunnelse/);
        await page.getByLabel('Begrunnelse').fill('Gifter seg den dagen');
        await expectAccessible(page);
        await page.getByRole('button', { name: 'Sett prioritet' }).click();
        await expect(said(page)).toContainText(`${people.paused} har nå +90 poeng`);
        await expect(other.getByText('Gifter seg den dagen').first()).toBeVisible();
      });
    });
  });
}
