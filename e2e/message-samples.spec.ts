import { locales } from '#server/texts/catalogue.ts';
import { templates } from '#server/modules/notifications/notifications.schema.ts';
import { expect, expectNoSideways, test } from './fixtures.ts';

test('every message that customers get can be looked over, in each language, by SMS and by e-mail', async ({
  page,
}) => {
  await page.goto('/?lng=en');
  await page.goto('/dev/messages');
  for (const template of templates) {
    const section = page.locator(`section[aria-labelledby="${template}"]`);
    for (const locale of locales) {
      const sms = section.locator(`p[lang="${locale}"]`);
      await expect(sms, `${template} by SMS in ${locale}`).toContainText(/\/(o|w|b|s)\//);
      // Read as it is sent: its frame lets no script in, nor that of a test.
      const mail = section.locator(`iframe[srcdoc*='lang="${locale}"']`);
      await expect(mail, `${template} by e-mail in ${locale}`).toHaveAttribute('srcdoc', /<h1[ >]/);
    }
  }
  await expectNoSideways(page);
});
