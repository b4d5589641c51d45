import { expect, type Locator, type Page } from '@playwright/test';

/** The mark beside the name of the salon that says whether the page follows what others do. */
export const liveMark = (page: Page): Locator => page.locator('header').getByRole('status');

export async function expectLive(page: Page): Promise<void> {
  await expect(liveMark(page), 'the live mark').toHaveText('Live');
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
export async function introduce(form: Locator, name: string): Promise<void> {
  await form.getByLabel('Name').fill(name);
  await form.getByLabel('E-mail').fill(`${name.toLowerCase().replaceAll(' ', '.')}@example.com`);
}

interface NewEntry {
  name: string;
  email: string;
  phone?: string;
  service: string;
}

/** What staff do on several pages of the dashboard in English. */
export class DashboardPages {
  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
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

  /** Fills and sends the form of a new entry, whatever comes of it. */
  async sendEntry(person: NewEntry): Promise<void> {
    const { page } = this;
    await page.goto('/dashboard/fjord/waitlist/new');
    await page.getByLabel('Name').fill(person.name);
    await page.getByLabel('E-mail').fill(person.email);
    if (person.phone) await page.getByLabel('Mobile number').fill(person.phone);
    await page.getByLabel('Service').selectOption({ label: person.service });
    await page.getByRole('button', { name: 'Add to the waitlist' }).click();
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
    const back = `/dashboard/fjord/calendar?date=${date}`;
    await page.goto(`/dashboard/fjord/bookings/new?${new URLSearchParams({ date, back })}`);
    await page.getByLabel('Service').selectOption({ label: service });
    await page.getByLabel('Time', { exact: true }).fill(time);
    await page.getByLabel('With').selectOption({ label: employee });
    await introduce(page.getByRole('main'), name);
    await page.getByRole('button', { name: 'Book', exact: true }).click();
    await expect(page.getByRole('main').getByRole('status').first()).toContainText(`${name} is booked`);
  }

  /** A day of the calendar, once everything on it answers to keys and touch. */
  async openDay(date: string): Promise<void> {
    // Whoever begins to listen reads everything anew: a finger that comes down just while that is drawn may be taken from the page.
    const refreshed = this.page.waitForResponse((response) =>
      new URL(response.url()).pathname.endsWith('/calendar.data'),
    );
    await this.page.goto(`/dashboard/fjord/calendar?date=${date}`);
    // Until the script is there, a press goes to another page.
    await expectLive(this.page);
    await refreshed;
  }
}
