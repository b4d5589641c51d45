import type { Page } from '@playwright/test';
import { Secret, TOTP } from 'otpauth';
import { expect, expectAccessible, expectNoSideways, expectTargets, test } from './fixtures.ts';
import {
  addAccount,
  addColleague,
  forget,
  newColleague,
  openMail,
  sendLogIn,
  type Colleague,
} from './pages/account-pages.ts';

const team = '/dashboard/fjord/settings/team';
const said = (page: Page) => page.getByRole('main').getByRole('status');
const row = (page: Page, { email }: Colleague) => page.getByRole('row').filter({ hasText: email });

async function expectGood(page: Page): Promise<void> {
  await expectAccessible(page);
  await expectTargets(page);
  await expectNoSideways(page);
}

async function invite(page: Page, { email }: Colleague, role = 'Staff'): Promise<void> {
  await page.goto(`${team}/invite`);
  await page.getByLabel('E-mail').first().fill(email);
  await page.getByRole('radio', { name: new RegExp(`^${role} `) }).check();
  await page.getByLabel('Language of the e-mail').selectOption({ label: 'English' });
  await page.getByRole('button', { name: 'Send the invitation' }).click();
}

test('who forgot what a password needs is told at its field, and logs out everywhere', async ({
  page,
  logInAs,
}) => {
  await page.goto('/?lng=en');
  await logInAs(page, 'staff@fjord.example');
  await page.goto('/account');
  await expectGood(page);

  await page.getByLabel('Your password now').fill('ledig-demo');
  await page.getByLabel('New password').fill('passord2026');
  await page.getByRole('button', { name: 'Change the password' }).click();
  await expect(page.getByLabel('New password')).toHaveAccessibleDescription(/guess this one soon/);

  await page.getByRole('button', { name: 'Log out everywhere' }).click();
  await expect(page).toHaveURL('/login');
  await page.goto('/account');
  await expect(page).toHaveURL('/login');
});

test('who works somewhere says whether to be told by e-mail what waits, also without JavaScript', async ({
  anotherVisitor,
  logInAs,
}) => {
  const page = await anotherVisitor({ javaScriptEnabled: false });
  await page.goto('/?lng=en');
  await logInAs(page, 'staff@fjord.example');
  await page.goto('/account');
  const wants = page.getByRole('checkbox', { name: 'Fjord' });
  await expect(wants).not.toBeChecked();
  for (const is of [true, false]) {
    await wants.setChecked(is);
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await expect(page.getByText('It is saved')).toBeVisible();
    await page.goto('/account');
    await expect(wants).toBeChecked({ checked: is });
  }
});

test.describe('a colleague', () => {
  test.beforeEach(async ({ page, logInAs }) => {
    await page.goto('/?lng=en');
    await logInAs(page, 'owner@fjord.example');
  });

  test('who is invited makes an account, also without JavaScript, gets another role, and is removed', async ({
    page,
    anotherVisitor,
    database,
  }) => {
    const nina = newColleague('Nina');
    try {
      await page.goto(team);
      await page.getByRole('link', { name: 'Invite somebody' }).click();
      await page.getByRole('button', { name: 'Send the invitation' }).click();
      await expect(page.getByLabel('E-mail').first()).toHaveAccessibleDescription(/Enter an e-mail address/);
      await expectGood(page);
      await invite(page, nina);
      await expect(said(page)).toContainText(`The invitation to ${nina.email} is on its way`);
      await expect(row(page, nina)).toContainText('Waits until');
      await expectGood(page);
      await invite(page, nina);
      await expect(page.getByRole('alert')).toContainText('has an invitation already');

      const visitor = await anotherVisitor({ javaScriptEnabled: false });
      const link = await openMail(visitor, nina, /Ingrid Solheim invites you/);
      await expect(visitor.getByRole('heading', { level: 1 })).toHaveText(
        'Ingrid Solheim invites you to Fjord Frisør',
      );
      await visitor.getByLabel('Password').fill('kort');
      await visitor.getByRole('button', { name: 'Accept and begin' }).click();
      await expect(visitor.getByLabel('Your name')).toHaveAccessibleDescription(/Enter your name/);
      await visitor.getByLabel('Your name').fill(nina.name);
      await visitor.getByLabel('Password').fill(nina.password);
      await visitor.getByRole('button', { name: 'Accept and begin' }).click();
      await expect(visitor).toHaveURL('/dashboard/fjord');
      await visitor.goto(link);
      await expect(visitor.getByRole('heading', { level: 1 })).toHaveText('You have accepted this already');
      // Staff don't see the team.
      await visitor.goto(team);
      await expect(visitor.getByRole('main')).not.toContainText(nina.email);

      await page.goto(team);
      await row(page, nina).getByRole('link', { name: 'Change or remove' }).click();
      await page.getByRole('radio', { name: /^Manager / }).check();
      await expectGood(page);
      await page.getByRole('button', { name: 'Change the role' }).click();
      await expect(said(page)).toContainText('Nina has the role Manager now');
      await expect(row(page, nina)).toContainText('Manager');
      await visitor.goto(team);
      await expect(visitor.getByRole('main')).toContainText(nina.email);

      await row(page, nina).getByRole('link', { name: 'Change or remove' }).click();
      await page.getByRole('link', { name: 'Remove from the team' }).click();
      await expectGood(page);
      await page.getByRole('button', { name: 'Remove from the team' }).click();
      await expect(said(page)).toContainText('Nina was removed from the team');
      await expect(row(page, nina)).toHaveCount(0);
      await visitor.goto('/dashboard/fjord');
      await expect(visitor.getByRole('heading', { level: 1 })).not.toHaveText('Today');
    } finally {
      await forget(database, nina);
    }
  });

  test('with an account logs in on the way to the invitation, by the link that was sent last', async ({
    page,
    anotherVisitor,
    database,
  }) => {
    const per = newColleague('Per');
    try {
      await addAccount(database, per);
      await invite(page, per, 'Manager');
      const visitor = await anotherVisitor();
      const first = await openMail(visitor, per, /invites you/);
      await expectGood(visitor);
      await page.getByRole('button', { name: 'Send again' }).click();
      await expect(said(page)).toContainText('gets a new link');
      await visitor.reload();
      await expect(visitor.getByRole('heading', { level: 1 })).toHaveText('A newer link was sent to you');

      await openMail(visitor, per, /invites you/, { not: first });
      await visitor.getByRole('button', { name: 'Log in to accept' }).click();
      await expect(visitor).toHaveURL('/login');
      await sendLogIn(visitor, per);
      await expect(visitor.getByRole('main')).toContainText(`You are logged in as ${per.email}`);
      await expectGood(visitor);
      await visitor.getByRole('button', { name: 'Accept' }).click();
      await expect(visitor).toHaveURL('/dashboard/fjord');
      await page.goto(team);
      await expect(row(page, per)).toContainText('Manager');
      await invite(page, per);
      await expect(page.getByRole('alert')).toContainText('is in the team already');
    } finally {
      await forget(database, per);
    }
  });

  test('whose invitation is taken back can’t use its link', async ({ page, anotherVisitor, database }) => {
    const ola = newColleague('Ola');
    try {
      await invite(page, ola);
      const visitor = await anotherVisitor();
      await openMail(visitor, ola, /invites you/);
      await page.getByRole('button', { name: 'Take back' }).click();
      await expect(said(page)).toContainText(`The invitation to ${ola.email} is taken back`);
      await expect(row(page, ola)).toHaveCount(0);
      await visitor.getByLabel('Your name').fill(ola.name);
      await visitor.getByLabel('Password').fill(ola.password);
      await visitor.getByRole('button', { name: 'Accept and begin' }).click();
      await expect(visitor.getByRole('heading', { level: 1 })).toHaveText(
        'This invitation is no longer valid',
      );
    } finally {
      await forget(database, ola);
    }
  });
});

test('whoever has chosen no language gets all of the dashboard in the salon’s, and the log-in page in their browser’s', async ({
  anotherVisitor,
  database,
}) => {
  const liv = newColleague('Liv');
  try {
    await addColleague(database, liv, 'staff', ['fjord', 'brygga']);
    const page = await anotherVisitor();
    await page.setViewportSize({ width: 1280, height: 900 });
    await page.goto('/login');
    await expect(page.locator('html')).toHaveAttribute('lang', 'en');
    await sendLogIn(page, liv);
    await page.getByRole('link', { name: /Fjord/ }).click();
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('I dag');
    await expect(page.locator('html')).toHaveAttribute('lang', 'nb');
    await expect(page.getByRole('navigation').first()).toContainText('Kalender');
    await page.getByRole('button', { name: 'Logg ut' }).click();
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Log in');
    await expect(page.locator('html')).toHaveAttribute('lang', 'en');
  } finally {
    await forget(database, liv);
  }
});

test('who forgot the password sets a new one by a link, also without JavaScript', async ({
  anotherVisitor,
  database,
}) => {
  const siv = newColleague('Siv');
  try {
    await addAccount(database, siv);
    const page = await anotherVisitor({ javaScriptEnabled: false });
    await page.goto('/login?lng=en');
    await page.getByRole('link', { name: 'Forgot your password?' }).click();
    await page.getByLabel('E-mail').fill(siv.email);
    await page.getByRole('button', { name: 'Send the link' }).click();
    await expect(said(page)).toContainText(`If ${siv.email} has an account`);

    const link = await openMail(page, siv, /Set a new password/);
    await page.getByLabel('Password').fill('kort');
    await page.getByRole('button', { name: 'Set the password' }).click();
    await expect(page.getByLabel('Password')).toHaveAccessibleDescription(/at least 10/);
    await page.getByLabel('Password').fill('sol over fjorden');
    await page.getByRole('button', { name: 'Set the password' }).click();
    await expect(said(page)).toContainText('Your new password is set');
    await sendLogIn(page, { ...siv, password: 'sol over fjorden' });
    await expect(page.getByRole('main')).toContainText('Logged in as Siv');
    await page.goto(link);
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('This link works no more');
  } finally {
    await forget(database, siv);
  }
});

test('who wants a code at log-in sets it up, logs in with one, also without JavaScript, and turns it off', async ({
  page,
  anotherVisitor,
  database,
}) => {
  const tor = newColleague('Tor');
  try {
    await addAccount(database, tor);
    await page.goto('/login?lng=en');
    await sendLogIn(page, tor);
    await expect(page.getByRole('main')).toContainText('Logged in as Tor');
    await page.goto('/account');
    await page.getByRole('link', { name: 'Set up or turn off' }).click();
    await expectGood(page);
    await page.getByLabel('Your password').fill('gal');
    await page.getByRole('button', { name: 'Set it up' }).click();
    await expect(page.getByLabel('Your password')).toHaveAccessibleDescription('This is not your password');
    await page.getByLabel('Your password').fill(tor.password);
    await page.getByRole('button', { name: 'Set it up' }).click();
    await expect(page.getByRole('img', { name: 'A picture for the app' })).toBeVisible();
    await expectGood(page);
    const secret = Secret.fromBase32((await page.locator('code').innerText()).replaceAll(/\s/g, ''));
    /** What the app shows, so many steps from now. */
    const code = (steps: number) => TOTP.generate({ secret, timestamp: Date.now() + steps * 30_000 });

    await page.getByLabel('The code that the app shows').fill(code(-1));
    await page.getByRole('button', { name: 'Turn it on' }).click();
    await expect(said(page)).toContainText('From now on logging in asks for a code');
    await expect(page.getByRole('main').getByRole('listitem')).toHaveCount(10);
    const recovery = await page.getByRole('main').getByRole('listitem').first().innerText();
    await expectGood(page);
    await page.getByRole('link', { name: 'I have kept them' }).click();
    await expect(page.getByRole('main')).toContainText('10 recovery codes left');
    await page.getByRole('button', { name: 'Log out everywhere' }).click();

    await sendLogIn(page, tor);
    await expect(page).toHaveURL('/login/code');
    await expectGood(page);
    const used = code(0);
    await page.getByLabel('Code').fill(used);
    await page.getByRole('button', { name: 'Log in' }).click();
    await expect(page.getByRole('main')).toContainText('Logged in as Tor');

    const plain = await anotherVisitor({ javaScriptEnabled: false });
    await plain.goto('/login?lng=en');
    await sendLogIn(plain, tor);
    await plain.getByLabel('Code').fill(used);
    await plain.getByRole('button', { name: 'Log in' }).click();
    await expect(plain.getByLabel('Code')).toHaveAccessibleDescription(/This code does not work/);
    await plain.getByLabel('Code').fill(recovery);
    await plain.getByRole('button', { name: 'Log in' }).click();
    await expect(plain.getByRole('main')).toContainText('Logged in as Tor');

    await page.goto('/account/two-step');
    await expectGood(page);
    await page.getByLabel('Your password').last().fill(tor.password);
    await page.getByRole('button', { name: 'Turn it off' }).click();
    await expect(said(page)).toContainText('no longer asks for a code');
    await plain.goto('/login');
    await plain.context().clearCookies();
    await plain.goto('/login?lng=en');
    await sendLogIn(plain, tor);
    await expect(plain.getByRole('main')).toContainText('Logged in as Tor');
  } finally {
    await forget(database, tor);
  }
});

test('the link of an e-mail to staff is told to nobody', async ({ request }) => {
  for (const path of ['/i/nobodys', '/p/nobodys', '/u/nobodys']) {
    const answer = await request.get(path);
    expect(answer.status()).toBe(404);
    expect(answer.headers()).toMatchObject({
      'cache-control': 'no-store',
      'referrer-policy': 'no-referrer',
      'x-robots-tag': 'noindex, nofollow',
    });
  }
});
