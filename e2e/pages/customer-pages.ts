import { expect, type Locator, type Page } from '@playwright/test';

/** Who books or waits. A phone number gets an SMS, whose link the inbox shows. */
export interface Person {
  name: string;
  phone: string;
}

/** What a customer does on the public pages in English, by keyboard and eye alone: no test ids, no addresses made up. */
export class CustomerPages {
  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  get title(): Locator {
    return this.page.getByRole('heading', { level: 1 });
  }

  /** The links of the days that have free times, in order. */
  get freeDays(): Locator {
    return this.page
      .getByRole('navigation', { name: 'Days with free times' })
      .getByRole('link', { name: /free time/ });
  }

  /** The links of the chosen day's times. */
  get times(): Locator {
    return this.page.getByRole('main').getByRole('link', { name: /^\d\d:\d\d$/ });
  }

  /** From the salon's first page to its calendar. */
  async chooseService(slug: string, service: string, person: string | null): Promise<void> {
    const { page } = this;
    await page.goto(`/s/${slug}?lng=en`);
    await expect(this.title).toHaveText('What would you like done?');
    await page.getByRole('link', { name: service }).click();
    await expect(this.title).toHaveText('With whom?');
    await page.getByRole('link', { name: person ?? 'Anyone' }).click();
    await expect(this.title).toHaveText('When suits you?');
  }

  /** The last free day of the five weeks after these: far from what else is going on in the salon. */
  async chooseDayFarAhead(): Promise<string> {
    const { page } = this;
    await page.getByRole('link', { name: 'Later' }).click();
    // The address changes before the days do; this link is only there once both have.
    await expect(page.getByRole('link', { name: 'Earlier' })).toBeVisible();
    return this.chooseDay(this.freeDays.last());
  }

  /** Ends where the times are those of that day. @returns its name */
  async chooseDay(day: Locator): Promise<string> {
    const name = ((await day.getAttribute('aria-label')) ?? '').replace(/,[^,]*$/, '');
    await day.click();
    await expect(this.page.getByRole('heading', { level: 2, name: `Free times ${name}` })).toBeVisible();
    return name;
  }

  /** @returns its clock time */
  async chooseTime(time: Locator = this.times.first()): Promise<string> {
    const text = (await time.textContent()) ?? '';
    await time.click();
    await expect(this.title).toHaveText('Who is coming?');
    return text;
  }

  async introduce(person: Person): Promise<void> {
    await this.page.getByLabel('Your name').fill(person.name);
    await this.page.getByLabel('Mobile number').fill(person.phone);
  }

  /** Books what is chosen; ends on the booking's own page. */
  async book(person: Person): Promise<void> {
    await this.introduce(person);
    await this.page.getByRole('button', { name: 'Book this time' }).click();
    await expect(this.page.getByText('The time is yours')).toBeVisible();
  }

  /** Joins the waitlist from wherever a page offers it, as its form comes. */
  async joinWaitlist(person: Person): Promise<void> {
    await this.page.getByRole('link', { name: 'Join the waitlist' }).click();
    await expect(this.title).toHaveText('When could you come?');
    await this.introduce(person);
    await this.page.getByRole('main').getByRole('button', { name: 'Join the waitlist' }).click();
    await expect(this.title).toHaveText('Thank you, we have your wish');
  }

  /** Cancels the booking whose page is open, and says yes to the question. */
  async cancelBooking(): Promise<void> {
    await this.press('Cancel the appointment');
    await this.page.getByRole('button', { name: 'Yes, cancel it' }).click();
    await expect(this.page.getByText('The appointment is cancelled')).toBeVisible();
  }

  /** What opens a question: a button with JavaScript, a summary without. */
  async press(name: string): Promise<void> {
    await this.page
      .getByRole('button', { name, exact: true })
      .or(this.page.locator('summary', { hasText: name }))
      .click();
  }

  /** Waits for a message to this phone with a link to such a page, and opens it. */
  async openLinkOf(person: Person, kind: 'offer' | 'entry' | 'booking'): Promise<void> {
    const { page } = this;
    const letter = { offer: 'o', entry: 'w', booking: 'b' }[kind];
    const link = page.locator(`a[href*="/${letter}/"]`).first();
    await expect(async () => {
      await page.goto(
        `/dev/inbox?${new URLSearchParams({ channel: 'sms', recipient: person.phone.slice(-8) })}`,
      );
      await expect(link).toBeVisible({ timeout: 3_000 });
    }).toPass({ timeout: 50_000 });
    await link.click();
    await page.waitForURL(`**/${letter}/*`);
  }
}
