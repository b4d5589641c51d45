import { expect, expectAccessible, test } from './fixtures.ts';

test('the first page speaks the language that was asked for, and remembers it', async ({ page }) => {
  await page.goto('/?lng=nb');
  await expect(page.locator('html')).toHaveAttribute('lang', 'nb');
  await page.goto('/');
  await expect(page.locator('html')).toHaveAttribute('lang', 'nb');
  await expectAccessible(page);
});

test('the first page is whole without JavaScript', async ({ anotherVisitor }) => {
  const page = await anotherVisitor({ javaScriptEnabled: false });
  await page.goto('/');
  await expect(page.getByRole('main')).toBeVisible();
});
