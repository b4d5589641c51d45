import { expect, expectAccessible, expectNoSideways, expectTargets, test } from './fixtures.ts';

test('who forgot what a password needs is told at its field, and logs out everywhere', async ({
  page,
  logInAs,
}) => {
  await page.goto('/?lng=en');
  await logInAs(page, 'staff@fjord.example');
  await page.goto('/account');
  await expectAccessible(page);
  await expectTargets(page);
  await expectNoSideways(page);

  await page.getByLabel('Your password now').fill('ledig-demo');
  await page.getByLabel('New password').fill('passord2026');
  await page.getByRole('button', { name: 'Change the password' }).click();
  await expect(page.getByLabel('New password')).toHaveAccessibleDescription(/guess this one soon/);

  await page.getByRole('button', { name: 'Log out everywhere' }).click();
  await expect(page).toHaveURL('/login');
  await page.goto('/account');
  await expect(page).toHaveURL('/login');
});
