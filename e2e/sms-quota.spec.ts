import type { Page } from '@playwright/test';
import { expect, expectAccessible, expectNoSideways, expectTargets, test } from './fixtures.ts';

const quota = '/dashboard/fjord/settings/sms';
const said = (page: Page) => page.getByRole('main').getByRole('status');

test.describe('the SMS quota', () => {
  test.beforeEach(async ({ page, logInAs }) => {
    await page.goto('/?lng=en');
    await logInAs(page, 'owner@fjord.example');
  });

  test('is seen, asked for again until it is right, set, and put back', async ({ page }) => {
    await page.goto(quota);
    await expect(page.getByRole('main')).toContainText(/[\d,]+ of 1,000 SMS segments \(\d+\s?%\)/);
    await expectAccessible(page);
    await expectNoSideways(page);
    await expectTargets(page);

    const included = page.getByLabel('Included');
    const cap = page.getByLabel('Hard cap');
    const before = [await included.inputValue(), await cap.inputValue()] as const;
    await included.fill('some');
    await cap.fill('-5');
    await page.getByRole('button', { name: 'Save' }).click();
    await expect(included).toHaveAccessibleDescription(/whole number from 0 to 1000000/);
    await expect(cap).toHaveAccessibleDescription(/whole number from 0 to 1000000/);
    await expect(included).toHaveValue('some');
    await expect(cap).toHaveValue('-5');
    await expectAccessible(page);

    await included.fill('1 250');
    await cap.fill('');
    await page.getByRole('button', { name: 'Save' }).click();
    await expect(said(page)).toContainText('beyond 1,250 segments a month they cost extra');
    await expect(page.getByRole('main')).toContainText(/of 1,250 SMS segments/);
    await expect(included).toHaveValue('1250');

    await included.fill(before[0]);
    await cap.fill(before[1]);
    await page.getByRole('button', { name: 'Save' }).click();
    await expect(said(page)).toContainText('After 1,000 SMS segments in a month no more go out');
    await expect(cap).toHaveValue(before[1]);
  });

  test.describe('without JavaScript', () => {
    test.use({ javaScriptEnabled: false });

    test('is told at its field what is wrong, and keeps what was typed', async ({ page }) => {
      await page.goto(quota);
      await page.getByLabel('Hard cap').fill('many');
      await page.getByRole('button', { name: 'Save' }).click();
      await expect(page.getByLabel('Hard cap')).toHaveAccessibleDescription(/whole number/);
      await expect(page.getByLabel('Hard cap')).toHaveValue('many');
    });
  });
});
