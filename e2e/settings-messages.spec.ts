import type { Page } from '@playwright/test';
import { expect, expectAccessible, expectNoSideways, expectTargets, test } from './fixtures.ts';

const texts = '/dashboard/fjord/settings/messages';
const said = (page: Page) => page.getByRole('main').getByRole('status');
const own = 'Hei {{customer}}! {{when}} er ledig. Svar innen {{until}}: {{link}}';

test.describe('the texts of messages', () => {
  test.beforeEach(async ({ page, logInAs }) => {
    await page.goto('/?lng=en');
    await logInAs(page, 'owner@fjord.example');
  });

  test('are changed with a preview as one types, asked for what they need, and put back', async ({
    page,
  }) => {
    await page.goto(texts);
    await expectAccessible(page);
    await expectNoSideways(page);
    await expectTargets(page);
    await page.getByRole('link', { name: 'Offer of a time, SMS, Norsk' }).click();
    const text = page.getByLabel('Text');
    const preview = page.getByRole('region', { name: 'Preview' });
    await expect(preview).toContainText('Ledig time! Dameklipp');
    // Whether the example needs a second one depends on the time of day that it names.
    await expect(preview).toContainText(/[12] SMS segment/);
    await expectAccessible(page);
    await expectTargets(page);

    await text.fill('Hei! {{when}} er ledig. Svar innen {{until}}');
    await expect(preview).toContainText('{{link}} has to be in it');
    await page.getByRole('button', { name: 'Save' }).click();
    await expect(text).toHaveAccessibleDescription(/\{\{link\}\} has to be in it/);
    await expect(text).toHaveValue('Hei! {{when}} er ledig. Svar innen {{until}}');

    await text.press('ControlOrMeta+End');
    await page.getByRole('button', { name: 'Insert {{link}}' }).click();
    await expect(text).toHaveValue('Hei! {{when}} er ledig. Svar innen {{until}}{{link}}');
    await text.fill(own);
    await expect(preview).toContainText('Hei Kari Nordmann!');
    await expect(preview.getByRole('link')).toHaveAttribute('href', /\/o\/[\w-]{48}$/);
    await page.getByRole('button', { name: 'Save' }).click();
    await expect(said(page)).toContainText('Saved');

    await page.getByRole('link', { name: 'Offer of a time, SMS, Norsk' }).click();
    await expect(text).toHaveValue(own);
    await page.getByRole('button', { name: 'Back to the standard text' }).click();
    await expect(said(page)).toContainText('The standard text is used again');
    await page.getByRole('link', { name: 'Offer of a time, SMS, Norsk' }).click();
    await expect(text).toHaveValue(/Ledig time!/);
    await expect(page.getByRole('button', { name: 'Back to the standard text' })).toHaveCount(0);
  });

  test.describe('without JavaScript', () => {
    test.use({ javaScriptEnabled: false });

    test('an e-mail is looked at by a button before it is saved', async ({ page }) => {
      await page.goto(`${texts}/offer/email/nb`);
      await page.getByLabel('First lines').fill('Kom gjerne, {{customer}}!');
      await page.getByRole('button', { name: 'Preview' }).click();
      await expect(page.getByLabel('First lines')).toHaveValue('Kom gjerne, {{customer}}!');
      await expect(
        page.frameLocator('iframe').getByRole('paragraph').filter({ hasText: 'Kom gjerne, Kari Nordmann!' }),
      ).toBeVisible();
      await page.goto(`${texts}/offer/email/nb`);
      await expect(page.getByLabel('First lines')).toHaveValue(/Nå er det blitt ledig/);
    });
  });
});
