import { expect, type Locator, type Page } from '@playwright/test';
import type { Pool } from 'pg';
import type { Locale } from '#server/texts/catalogue.ts';

/** What the pages say where these helpers read, type or press. */
const words = {
  en: {
    live: 'Live',
    name: 'Name',
    email: 'E-mail',
    phone: 'Mobile number',
    service: 'Service',
    addEntry: 'Add to the waitlist',
    time: 'Time',
    employee: 'With',
    book: 'Book',
    isBooked: 'is booked',
  },
  nb: {
    live: 'Direkte',
    name: 'Navn',
    email: 'E-post',
    phone: 'Mobilnummer',
    service: 'Behandling',
    addEntry: 'Sett på ventelisten',
    time: 'Klokkeslett',
    employee: 'Hos',
    book: 'Bestill',
    isBooked: 'har time',
  },
} as const satisfies Record<Locale, object>;

/** The mark beside the name of the salon that says whether the page follows what others do. */
export const liveMark = (page: Page): Locator => page.locator('header').getByRole('status');

export async function expectLive(page: Page, locale: Locale = 'en'): Promise<void> {
  await expect(liveMark(page), 'the live mark').toHaveText(words[locale].live);
}

/** What books somebody in; without a service, what takes an hour. */
export interface BookedIn {
  name: string;
  date: string;
  time: string;
  employee: string;
  service?: string;
}

/** Fills in who it is for, on the form of a new booking. */
export async function introduce(form: Locator, name: string, locale: Locale = 'en'): Promise<void> {
  await form.getByLabel(words[locale].name).fill(name);
  await form.getByLabel(words[locale].email).fill(`${name.toLowerCase().replaceAll(' ', '.')}@example.com`);
}

interface NewEntry {
  name: string;
  email: string;
  phone?: string;
  service: string;
}

/** Somebody on the list, and the path of their entry. */
export interface Waiting {
  name: string;
  email: string;
  phone: string;
  entry: string;
}

/** What staff do on several pages of the dashboard, in the language that it is in. */
export class DashboardPages {
  readonly page: Page;
  private readonly locale: Locale;

  constructor(page: Page, locale: Locale = 'en') {
    this.page = page;
    this.locale = locale;
  }

  /** Goes to one of the pages that a phone keeps behind “More”. */
  async goBehindMore(name: string): Promise<void> {
    await this.page.locator('header summary').click();
    await this.page.getByRole('link', { name, exact: true }).click();
  }

  /** Puts somebody on the list for any day of the next two weeks; ends on their entry's page, whose path it returns. */
  async addEntry(person: NewEntry): Promise<string> {
    await this.sendEntry(person);
    await this.page.waitForURL(/\/waitlist\/[0-9a-f-]{36}$/);
    return new URL(this.page.url()).pathname;
  }

  /** Puts somebody on the list for one day alone; a day of a story's own has nobody else who waits for it. */
  async addWaiting(
    database: Pool,
    { date, ...who }: { name: string; phone: string; service: string; date: string },
  ): Promise<Waiting> {
    const email = `${who.name.toLowerCase().replaceAll(' ', '.')}@example.com`;
    const entry = await this.addEntry({ ...who, email });
    await database.query(
      'UPDATE waitlist_windows SET date_from = $2, date_until = $2 WHERE waitlist_entry_id = $1',
      [entry.split('/').at(-1), date],
    );
    return { name: who.name, phone: who.phone, email, entry };
  }

  /** Fills and sends the form of a new entry, whatever comes of it. */
  async sendEntry(person: NewEntry): Promise<void> {
    const { page } = this;
    const word = words[this.locale];
    await page.goto('/dashboard/fjord/waitlist/new');
    await page.getByLabel(word.name).fill(person.name);
    await page.getByLabel(word.email).fill(person.email);
    if (person.phone) await page.getByLabel(word.phone).fill(person.phone);
    await page.getByLabel(word.service).selectOption({ label: person.service });
    await page.getByRole('button', { name: word.addEntry }).click();
  }

  /**
   * Chooses the last of the times that fit: the first may be too near to offer it, at some times of the day.
   * @returns what the form sends for it
   */
  async chooseSlot(): Promise<string> {
    const slot = this.page.locator('input[name=slot]').last();
    // By its key: the list may still move while it comes alive.
    await slot.press('Space');
    await expect(slot).toBeChecked();
    return slot.inputValue();
  }

  /** Books somebody in by the form's own page; ends on that day of the calendar. */
  async bookIn({ name, date, time, employee, service = 'Dameklipp' }: BookedIn): Promise<void> {
    const { page } = this;
    const word = words[this.locale];
    const back = `/dashboard/fjord/calendar?date=${date}`;
    await page.goto(`/dashboard/fjord/bookings/new?${new URLSearchParams({ date, back })}`);
    await page.getByLabel(word.service).selectOption({ label: service });
    await page.getByLabel(word.time, { exact: true }).fill(time);
    await page.getByLabel(word.employee).selectOption({ label: employee });
    await introduce(page.getByRole('main'), name, this.locale);
    await page.getByRole('button', { name: word.book, exact: true }).click();
    await expect(page.getByRole('main').getByRole('status').first()).toContainText(
      `${name} ${word.isBooked}`,
    );
  }

  /** A day of the calendar, once everything on it answers to keys and touch. */
  async openDay(date: string): Promise<void> {
    // Whoever begins to listen reads everything anew: a finger that comes down just while that is drawn may be taken from the page.
    const refreshed = this.page.waitForResponse((response) =>
      new URL(response.url()).pathname.endsWith('/calendar.data'),
    );
    await this.page.goto(`/dashboard/fjord/calendar?date=${date}`);
    // Until the script is there, a press goes to another page.
    await expectLive(this.page, this.locale);
    await refreshed;
  }
}
