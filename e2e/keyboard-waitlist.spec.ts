import type { Locator, Page } from '@playwright/test';
import { expect, test } from './fixtures.ts';
import { DashboardPages, expectLive } from './pages/dashboard-pages.ts';
import { enter, tabTo } from './pages/keyboard.ts';

// Everything here is done by Tab, Enter, Space and the arrows: no finger, no mouse.

const said = (page: Page) => page.getByRole('main').getByRole('status').first();
const title = (page: Page) => page.getByRole('heading', { level: 1 });
const button = (page: Page, name: string) =>
  page.getByRole('main').getByRole('button', { name, exact: true });
const link = (page: Page, name: string) => page.getByRole('main').getByRole('link', { name, exact: true });

/** What was done is said, and whoever goes on with the keyboard goes on from there. */
async function hear(page: Page, words: string | RegExp): Promise<void> {
  await expect(said(page)).toContainText(words);
  await expect(said(page)).toBeFocused();
}

/** One of a group: the group is one stop, within it the arrows lead on. */
async function choose(page: Page, choice: Locator): Promise<void> {
  await tabTo(page, page.locator('input[name=slot]').first());
  const most = await page.locator('input[name=slot]').count();
  for (let pressed = 0; pressed < most && !(await choice.isChecked()); pressed += 1)
    await page.keyboard.press('ArrowDown');
  await expect(choice).toBeChecked();
  await expect(choice).toBeFocused();
}

/** From the list to somebody's entry, by the search. */
async function find(page: Page, name: string): Promise<void> {
  await page.goto('/dashboard/fjord/waitlist');
  await expectLive(page);
  await enter(page, page.getByRole('link', { name: /^Waiting/ }));
  await expect(page.getByRole('link', { name: /^Waiting/ })).toHaveAttribute('aria-current', 'page');
  await tabTo(page, page.getByLabel('Search'));
  await page.keyboard.type(name);
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/q=.*state=waiting/);
  await enter(page, link(page, name));
  await expect(title(page)).toHaveText(name);
  await expect(title(page)).toBeFocused();
}

test.beforeEach(async ({ page, logInAs, noOffers: _ }) => {
  await page.goto('/?lng=en');
  await logInAs(page, 'owner@fjord.example');
});

test('a time is offered to somebody found on the list, and withdrawn again', async ({ page }) => {
  const name = 'Tone Tastatur';
  await new DashboardPages(page).addEntry({ name, email: 'tone.tastatur@example.com', service: 'Dameklipp' });
  await find(page, name);

  await enter(page, link(page, 'Offer a time'));
  await expect(title(page)).toBeFocused();
  await enter(page, button(page, 'Send the offer'));
  // Sent too early: the summary has the focus, and its line leads to the choice that is missing.
  const summary = page.getByRole('alert');
  await expect(summary).toBeFocused();
  await enter(page, summary.getByRole('link').first());
  await expect(page.locator('main input[name=slot]:focus, main #slot:focus')).toHaveCount(1);
  await choose(page, page.locator('input[name=slot]').last());
  await enter(page, button(page, 'Send the offer'));
  await hear(page, `${name} has been offered`);

  await enter(page, link(page, 'Follow the opening').or(link(page, 'See the opening')).first());
  await expect(page.getByRole('heading', { name: 'Who fits, in rank' })).toBeVisible();
  await expect(title(page)).toBeFocused();
  await enter(page, link(page, 'Withdraw'));
  await enter(page, button(page, 'Withdraw the opening'));
  await hear(page, 'One customer was told so');
});

test('somebody found on the list is booked, and the booking is found in the calendar', async ({ page }) => {
  const name = 'Bodil Tastatur';
  await new DashboardPages(page).addEntry({
    name,
    email: 'bodil.tastatur@example.com',
    service: 'Dameklipp',
  });
  await find(page, name);
  await enter(page, link(page, 'Book directly'));
  await choose(page, page.locator('input[name=slot]').last());
  await enter(page, button(page, 'Book the time'));
  await hear(page, `${name} is booked`);
  await enter(page, link(page, 'See that day’s bookings'));
  await expect(page.getByRole('row', { name: new RegExp(name) })).toContainText('Confirmed');
});

test('who has a time on offer and says yes on the telephone is booked', async ({ page }) => {
  const name = 'Vera Tastatur';
  await new DashboardPages(page).addEntry({ name, email: 'vera.tastatur@example.com', service: 'Dameklipp' });
  await find(page, name);
  await enter(page, link(page, 'Offer a time'));
  await choose(page, page.locator('input[name=slot]').last());
  await enter(page, button(page, 'Send the offer'));
  await hear(page, `${name} has been offered`);

  await enter(page, link(page, 'Book the time'));
  await expect(title(page)).toHaveText(`Book the offered time for ${name}?`);
  await expect(title(page)).toBeFocused();
  await enter(page, button(page, 'Book it'));
  await hear(page, `${name} is booked`);
  await expect(title(page)).toHaveText(name);
  await expect(page.getByText('Booked', { exact: true }).first()).toBeVisible();
  await expect(link(page, 'Book the time')).toHaveCount(0);
});
