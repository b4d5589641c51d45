import type { Page } from '@playwright/test';
import { pages as texts } from '#server/texts/languages/en.ts';
import { expect, inLanguage } from './fixtures.ts';
import { CustomerPages } from './pages/customer-pages.ts';
import { enter, tabTo } from './pages/keyboard.ts';
import { test } from './scenes/test.ts';

// Everything here is done by Tab, Enter, Space, Escape and the arrows, and found by the names that a screen reader says.

const english = (path: string) => inLanguage(path, 'en');
const title = (page: Page) => page.getByRole('heading', { level: 1 });
const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });
const link = (page: Page, name: string) => page.getByRole('link', { name, exact: true });

/** A page begins at its title, where a screen reader goes on. */
async function arriveAt(page: Page, words: string): Promise<void> {
  await expect(title(page)).toHaveText(words);
  await expect(title(page)).toBeFocused();
}

/** What has been done is told, on a page that begins at its title. */
async function hear(page: Page, words: string): Promise<void> {
  await expect(page.getByRole('status').filter({ hasText: words })).toBeVisible();
  await expect(title(page)).toBeFocused();
}

test('the first stop of a page leads past its head', async ({ page, states }) => {
  await page.goto(english(states.pages.services));
  await page.keyboard.press('Tab');
  await expect(link(page, texts.common.skipToContent)).toBeFocused();
  await expect(link(page, texts.common.skipToContent)).toBeInViewport();
  await page.keyboard.press('Enter');
  await page.keyboard.press('Tab');
  await expect(page.getByRole('main').locator(':focus')).toBeVisible();
});

test('each step of a booking begins at its title, and an error leads to its field', async ({
  page,
  states,
}) => {
  await page.goto(english(states.pages.employees));
  await enter(page, page.getByRole('link', { name: /^Bård Bø/ }));
  await arriveAt(page, texts.booking.time.title);
  // The days are links with what is free on them in their names; the chosen one says that it is.
  const days = page.getByRole('navigation', { name: texts.booking.time.calendar }).getByRole('link');
  await tabTo(page, days.filter({ hasText: /\d/ }).nth(8));
  const day = await page.evaluate(() => document.activeElement?.getAttribute('aria-label'));
  expect(day).toMatch(/^\w+ \d+\s\w+, .+/);
  await page.keyboard.press('Enter');
  // The day keeps the focus, and what came of it is told.
  const chosen = page.getByRole('link', { name: day ?? '', exact: true });
  await expect(chosen).toHaveAttribute('aria-current', 'date');
  await expect(chosen).toBeFocused();
  const told = page.getByRole('heading', { level: 2, name: (day ?? '').split(',')[0] });
  await expect(told).toHaveAttribute('aria-live', 'polite');

  await enter(page, new CustomerPages(page).times.first());
  await arriveAt(page, texts.booking.details.title);
  await enter(page, button(page, texts.booking.details.submit));
  const summary = page.getByRole('alert');
  await expect(summary).toBeFocused();
  const first = summary.getByRole('link').first();
  await enter(page, first);
  const name = page.getByLabel(texts.booking.details.name);
  await expect(name).toBeFocused();
  await expect(name).toHaveAccessibleDescription(/\w/);
  await page.keyboard.type('Toril Tastatur');
  await tabTo(page, page.getByLabel(texts.booking.details.phone));
  await page.keyboard.type('+4741107001');
  await page.keyboard.press('Enter');
  await hear(page, texts.booking.mine.justBooked);
});

test('a wish is made: a part of the day by the arrows, days by the space bar', async ({ page, states }) => {
  await page.goto(english(states.pages.join));
  const any = page.getByRole('radio', { name: texts.join.windows.any });
  await tabTo(page, any);
  await page.keyboard.press('ArrowRight');
  const morning = page.getByRole('radio', { name: new RegExp(`^${texts.join.windows.morning}`) });
  await expect(morning).toBeFocused();
  await expect(morning).toBeChecked();
  await enter(page, page.locator('summary'));
  const monday = page.getByRole('checkbox', { name: /^Monday$/i });
  await tabTo(page, monday);
  await page.keyboard.press('Space');
  await expect(monday).toBeChecked();
  await enter(page, button(page, texts.join.windows.add));
  // The new time begins where one goes on.
  await expect(page.getByLabel(texts.join.windows.from, { exact: true }).nth(1)).toBeFocused();
  await enter(page, button(page, texts.join.windows.remove.replace('{{number}}', '2')));
  await expect(page.getByLabel(texts.join.windows.from, { exact: true })).toHaveCount(1);

  await tabTo(page, page.getByLabel(texts.booking.details.name));
  await page.keyboard.press('Enter');
  await expect(page.getByRole('alert')).toBeFocused();
  await tabTo(page, page.getByLabel(texts.booking.details.name));
  await page.keyboard.type('Vigdis Venter');
  await tabTo(page, page.getByLabel(texts.booking.details.phone));
  await page.keyboard.type('+4741107002');
  await page.keyboard.press('Enter');
  await arriveAt(page, texts.join.sent.title);
});

test('a wish is changed, and left after a question that Escape takes back', async ({ page, states }) => {
  await page.goto(english(states.spare.entry));
  await enter(page, link(page, texts.entry.wish.change));
  await arriveAt(page, texts.entry.change.title);
  await tabTo(page, page.getByRole('radio', { checked: true }).first());
  await page.keyboard.press('ArrowRight');
  await enter(page, button(page, texts.entry.change.submit));
  await hear(page, texts.entry.changed);

  const leave = button(page, texts.entry.leave.action);
  await enter(page, leave);
  const question = page.getByRole('dialog', { name: texts.entry.leave.title });
  await expect(question).toMatchAriaSnapshot(`
    - dialog "${texts.entry.leave.title}":
      - heading "${texts.entry.leave.title}" [level=2]
      - button "${texts.common.close}"
      - paragraph
      - button "${texts.entry.leave.confirm}"
      - button "${texts.common.keep}"
  `);
  await page.keyboard.press('Escape');
  await expect(question).toBeHidden();
  await expect(leave).toBeFocused();
  await page.keyboard.press('Enter');
  await enter(page, button(page, texts.entry.leave.confirm));
  await arriveAt(page, texts.entry.status.cancelled);
});

test.describe('an offer', () => {
  test('is accepted, and the answer is told', async ({ page, states }) => {
    await page.goto(english(states.spare.offers.toAccept));
    await enter(page, button(page, texts.offer.open.accept));
    await expect(page.getByText(texts.booking.mine.justBooked)).toBeVisible();
    await expect(title(page)).toBeFocused();
  });

  test('is declined by the space bar', async ({ page, states }) => {
    await page.goto(english(states.spare.offers.toDecline));
    const decline = button(page, texts.offer.open.decline);
    await expect(decline).toHaveAccessibleDescription(
      texts.offer.open.declineHint.replace('{{pause}}', '1 hour'),
    );
    await tabTo(page, decline);
    await page.keyboard.press('Space');
    await arriveAt(page, texts.offer.end.declined.title);
  });

  test('is declined for good', async ({ page, states }) => {
    await page.goto(english(states.spare.offers.toLeave));
    await enter(page, button(page, texts.offer.open.declineAndLeave));
    await enter(page, button(page, texts.offer.open.leaveConfirm));
    await arriveAt(page, texts.offer.end.left.title);
  });

  test('counts down each second for the eye and each minute for the ear', async ({ page, states }) => {
    await page.clock.install();
    await page.goto(english(states.offers.open));
    const timer = page.getByRole('timer');
    await expect(timer).toHaveAttribute('aria-live', 'polite');
    const clock = page.getByRole('main').locator('svg text');
    await page.clock.runFor(2_000);
    await expect(clock).toHaveText(/^\d+:\d\d$/);
    await timer.evaluate((element) => {
      const heard: string[] = [];
      Object.assign(window, { heard });
      new MutationObserver(() => heard.push(element.textContent ?? '')).observe(element, {
        characterData: true,
        childList: true,
        subtree: true,
      });
    });
    // The server's clock does not run ahead with this one: what it would tell meanwhile is left unanswered.
    await page.route('**/*.data*', () => undefined);
    const before = await clock.textContent();
    await page.clock.runFor(120_000);
    await expect(clock).not.toHaveText(before ?? '');
    const heard = await page.evaluate(() => (window as unknown as { heard: string[] }).heard);
    expect(new Set(heard).size).toBe(2);
  });
});

test('an appointment is moved, and one is cancelled', async ({ page, states }) => {
  await page.goto(english(states.spare.bookings.toMove));
  await enter(page, link(page, texts.booking.mine.move));
  await arriveAt(page, texts.booking.move.title);
  await enter(page, new CustomerPages(page).times.last());
  await arriveAt(page, texts.booking.move.chosenTitle);
  await enter(page, button(page, texts.booking.move.submit));
  await hear(page, texts.booking.mine.justMoved);

  await page.goto(english(states.spare.bookings.toCancel));
  await enter(page, button(page, texts.booking.mine.cancel));
  await enter(page, button(page, texts.booking.mine.cancelConfirm));
  await hear(page, texts.booking.mine.justCancelled);
});
