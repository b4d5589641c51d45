import type { Page } from '@playwright/test';
import type { Pool } from 'pg';
import { holidays } from '#prisma/seed/write-salons.ts';
import { demoSecrets } from '#server/platform/env.ts';
import { expect, test } from './fixtures.ts';

// Each story plays on a day of its own, beyond the seeded fortnight, so that nobody else waits for it.

const salon = '/s/brygga';
const service = /^Cut and blow-dry/;
/** Six weeks ahead, or the first week after that without a holiday: a Tuesday, Wednesday or Thursday (0 to 2). */
function dayOfStory(story: 0 | 1 | 2): string {
  const closed = holidays(new Date());
  for (let week = 6; ; week += 1) {
    const days = [0, 1, 2].map((index) => {
      const day = new Date(Date.now() + week * 7 * 86_400_000);
      day.setUTCDate(day.getUTCDate() + ((9 - day.getUTCDay()) % 7) + index);
      return day.toISOString().slice(0, 10);
    });
    const day = days[story];
    if (day && !days.some((each) => closed.includes(each))) return day;
  }
}

interface Person {
  name: string;
  email: string;
}

function somebody(name: string, story: number): Person {
  return { name, email: `${name.toLowerCase().replace(/\W/g, '.')}.${story}@example.org` };
}

/** Books the day's first time; the page that they end on is their booking. */
async function book(page: Page, person: Person, day: string): Promise<void> {
  await page.goto(`${salon}?lng=en`);
  await page.getByRole('link', { name: service }).click();
  await page.getByRole('link', { name: /^Anyone/ }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'When suits you?' })).toBeVisible();
  await page.goto(`${page.url()}&day=${day}`);
  await page
    .getByRole('main')
    .getByRole('link', { name: /^\d\d:\d\d/ })
    .first()
    .click();
  await page.getByLabel('Your name').fill(person.name);
  await page.getByLabel('E-mail').fill(person.email);
  await page.getByRole('button', { name: 'Book this time' }).click();
  await expect(page.getByText('The time is yours')).toBeVisible();
}

async function join(page: Page, person: Person, day: string): Promise<void> {
  await page.goto(`${salon}/waitlist?lng=en`);
  await page.getByRole('link', { name: service }).click();
  await page.getByLabel('From', { exact: true }).fill(day);
  await page.getByLabel('Until', { exact: true }).fill(day);
  await page.getByLabel('Your name').fill(person.name);
  await page.getByLabel('E-mail').fill(person.email);
  await page.getByRole('button', { name: 'Join the waitlist' }).click();
  await expect(page.getByRole('heading', { name: 'Thank you, we have your wish' })).toBeVisible();
}

/** Opens the newest message about a free time, as soon as it is there, and follows its link. */
async function openOffer(page: Page, person: Person): Promise<void> {
  await followLink(page, person, 'A time is free', '/o/');
  await expect(page.getByText('A time has come free')).toBeVisible();
}

async function followLink(page: Page, person: Person, subject: string, path: string): Promise<void> {
  const inbox = `/dev/inbox?recipient=${encodeURIComponent(person.email)}`;
  const newest = page.locator(`iframe[title*="${subject}"]`).first();
  const link = newest.contentFrame().locator(`a[href*="${path}"]`).first();
  await expect(async () => {
    await page.goto(inbox);
    await expect(link).toBeAttached({ timeout: 3_000 });
  }).toPass({ timeout: 50_000 });
  await page.goto((await link.getAttribute('href')) ?? '');
}

async function cancel(page: Page): Promise<void> {
  await page.getByText('Cancel the appointment', { exact: true }).first().click();
  await page.getByRole('button', { name: 'Yes, cancel it' }).click();
  await expect(page.getByText('The appointment is cancelled')).toBeVisible();
}

/** As if the claim window had passed meanwhile; then the processor runs, as a scheduler would call it. */
async function letOfferRunOut(database: Pool, page: Page, person: Person): Promise<void> {
  await database.query(
    `WITH entry AS (
       UPDATE waitlist_entries SET expires_at = now() - interval '1 second' WHERE customer_email = $1 AND status = 'notified' RETURNING id
     )
     UPDATE waitlist_offers SET token_expires_at = now() - interval '1 second'
     FROM entry WHERE waitlist_entry_id = entry.id AND status = 'pending'`,
    [person.email],
  );
  const answer = await page.request.post('/api/waitlist/process-lifecycle', {
    data: {},
    headers: { 'x-cron-key': demoSecrets.cronKey },
  });
  expect(answer.status()).toBe(200);
}

/** The link of an offer that is over tells why in words, and there is nothing to accept. */
async function expectEnded(page: Page, link: string, title: string, text: string): Promise<void> {
  await page.goto(link);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(title);
  await expect(page.getByRole('main').getByText(text)).toBeVisible();
  await expect(page.getByRole('button', { name: 'Yes, I’ll take it' })).toHaveCount(0);
}

for (const [story, javaScriptEnabled] of [
  [0, true],
  [1, false],
] as const) {
  test(`a cancelled time is offered and taken, and everybody can see it ${javaScriptEnabled ? '' : '(without JavaScript)'}`, async ({
    anotherVisitor,
    logInAs,
  }) => {
    const day = dayOfStory(story);
    const [ola, kari] = [somebody('Ola Nordmann', story), somebody('Kari Nordmann', story)];
    const first = await anotherVisitor({ javaScriptEnabled });
    const second = await anotherVisitor({ javaScriptEnabled });
    await book(first, ola, day);
    await join(second, kari, day);

    await cancel(first);
    await openOffer(second, kari);
    await second.getByRole('button', { name: 'Yes, I’ll take it' }).click();
    await expect(second.getByText('The time is yours')).toBeVisible();

    await followLink(second, kari, 'You are on the waitlist', '/w/');
    await expect(second.getByRole('heading', { name: 'You have got a time' })).toBeVisible();
    await expect(second.getByText('You accepted, and the time was booked.')).toBeVisible();

    const receptionist = await anotherVisitor({ javaScriptEnabled });
    await logInAs(receptionist, 'staff@brygga.example');
    await receptionist.goto(`/dashboard/brygga/bookings?lng=en&date=${day}`);
    await expect(receptionist.getByRole('main').getByText(kari.name).first()).toBeVisible();
    await receptionist.goto(
      `/dashboard/brygga/waitlist?lng=en&state=booked&q=${encodeURIComponent(kari.email)}`,
    );
    await receptionist.getByRole('main').getByRole('link', { name: kari.name }).first().click();
    await expect(receptionist.getByRole('heading', { level: 1, name: kari.name })).toBeVisible();
    // The newest first.
    await expect(
      receptionist.getByRole('region', { name: 'What has happened' }).getByRole('listitem'),
    ).toContainText(['Accepted the offer', 'Was offered a time that came free', 'Joined the waitlist']);
  });
}

test('a decline, and then a time-out, give the next customer their turn at once; each ended offer says how it ended', async ({
  anotherVisitor,
  logInAs,
  database,
}) => {
  const day = dayOfStory(2);
  const ola = somebody('Ola Nordmann', 2);
  const [ada, bo, cecilie] = ['Ada Moe', 'Bo Lie', 'Cecilie Ruud'].map((name) => somebody(name, 2)) as [
    Person,
    Person,
    Person,
  ];
  const page = await anotherVisitor();
  const customer = await anotherVisitor();
  await book(page, ola, day);
  for (const person of [ada, bo, cecilie]) await join(customer, person, day);
  await cancel(page);

  await openOffer(customer, ada);
  const offerOfAda = customer.url();
  await customer.getByRole('button', { name: 'Not this time' }).click();
  await expect(customer.getByRole('button', { name: 'Yes, I’ll take it' })).toBeHidden();
  await openOffer(customer, bo);
  const offerOfBo = customer.url();
  await letOfferRunOut(database, customer, bo);
  await openOffer(customer, cecilie);

  const offerOfCecilie = customer.url();
  await logInAs(page, 'staff@brygga.example');
  await page.goto(`/dashboard/brygga/waitlist?lng=en&q=${encodeURIComponent(cecilie.email)}`);
  await page.getByRole('main').getByRole('link', { name: cecilie.name }).first().click();
  await page.getByRole('link', { name: 'See the opening' }).click();
  await page.getByRole('link', { name: 'Withdraw' }).click();
  await page.getByRole('button', { name: 'Withdraw the opening' }).click();
  await expect(page.getByText('One customer was told so')).toBeVisible();

  await expectEnded(customer, offerOfAda, 'You have declined this time', 'somebody else can have it now');
  await expectEnded(customer, offerOfBo, 'The time to answer has run out', 'since then it is open to others');
  await expectEnded(
    customer,
    offerOfCecilie,
    'This time is no longer available',
    'You keep your place on the waitlist',
  );
});
