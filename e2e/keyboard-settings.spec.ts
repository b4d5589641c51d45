import { expect, test } from './fixtures.ts';
import { enter, tabTo } from './pages/keyboard.ts';
import { expectLive } from './pages/dashboard-pages.ts';

// By Tab, Enter and what is typed alone.

test('a number of the salon is changed, corrected where it was wrong, saved, and put back', async ({
  page,
  logInAs,
}) => {
  await page.goto('/?lng=en');
  await logInAs(page, 'owner@fjord.example');
  await page.goto('/dashboard/fjord');
  await expectLive(page);
  await enter(page, page.locator('header summary'));
  await enter(page, page.getByRole('link', { name: 'Settings', exact: true }));
  await expect(page.getByRole('heading', { level: 1 })).toBeFocused();
  await enter(page, page.getByRole('link', { name: 'Salon', exact: true }));
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Salon');
  // The tab is still there, and one goes on from it.
  await expect(page.getByRole('link', { name: 'Salon', exact: true })).toBeFocused();

  const field = page.getByRole('main').locator('#bookingHorizonDays');
  const before = await field.inputValue();
  const change = async (value: string) => {
    await page.keyboard.press('Control+a');
    await page.keyboard.type(value);
  };
  await tabTo(page, field);
  await change('never');
  await page.keyboard.press('Enter');
  const summary = page.getByRole('alert');
  await expect(summary).toBeFocused();
  await enter(page, summary.getByRole('link').first());
  await expect(field).toBeFocused();
  await expect(field).toHaveValue('never');
  await expect(field).toHaveAccessibleDescription(/\d/);

  const said = page.getByRole('main').getByRole('status').first();
  await change(String(Number(before) + 1));
  await enter(page, page.getByRole('main').getByRole('button', { name: 'Save', exact: true }));
  await expect(said).toContainText('Saved');
  await expect(said).toBeFocused();
  await tabTo(page, field);
  await change(before);
  await page.keyboard.press('Enter');
  await expect(field).toHaveValue(before);
  await expect(said).toBeFocused();
});
