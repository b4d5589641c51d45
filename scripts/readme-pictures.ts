import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { chromium, type Browser } from '@playwright/test';
import { browserOptions } from '../e2e/browser.ts';
import { explainFault } from '#server/platform/fault.ts';
import { demoAccounts } from '#prisma/seed-logins.ts';
import { startThrowawayApp } from './throwaway-app.ts';

// `npm run screenshot:readme`: the README's pictures, of the seeded demo in English.

const out = path.join(path.dirname(import.meta.dirname), 'docs', 'images');

/** What a customer sees who follows the link in their message. */
async function takeOffer(browser: Browser, baseURL: string): Promise<void> {
  const context = await browser.newContext({
    baseURL,
    viewport: { width: 390, height: 1000 },
    deviceScaleFactor: 2,
  });
  const page = await context.newPage();
  await page.goto('/dev/inbox?lng=en');
  const mails = page.locator('iframe');
  const links = await Promise.all(
    Array.from({ length: await mails.count() }, (_, index) =>
      mails
        .nth(index)
        .contentFrame()
        .locator('a[href*="/o/"]')
        .first()
        .getAttribute('href', { timeout: 2_000 })
        .catch(() => null),
    ),
  );
  for (const link of links) {
    if (link === null) continue;
    await page.goto(`${link}?lng=en`, { waitUntil: 'networkidle' });
    if (await page.getByRole('timer').isVisible()) break;
  }
  await page.screenshot({ path: path.join(out, 'offer.png') });
  await context.close();
}

/** What staff see meanwhile. */
async function takeWaitlist(browser: Browser, baseURL: string): Promise<void> {
  const account = demoAccounts.find(({ salonSlug }) => salonSlug === 'brygga');
  if (!account) throw new Error('The demo has no staff of the second salon.');
  const context = await browser.newContext({ baseURL, viewport: { width: 1280, height: 800 } });
  const page = await context.newPage();
  await page.goto('/login?lng=en');
  await page.locator('input[type=email]').fill(account.email);
  await page.locator('input[type=password]').fill(account.password);
  await page.locator('input[type=password]').press('Enter');
  await page.waitForURL((url) => url.pathname !== '/login');
  await page.goto('/dashboard/brygga/waitlist', { waitUntil: 'networkidle' });
  await page.screenshot({ path: path.join(out, 'waitlist.png') });
  await context.close();
}

mkdirSync(out, { recursive: true });
try {
  const app = await startThrowawayApp();
  try {
    const browser = await chromium.launch(await browserOptions());
    await takeOffer(browser, app.address);
    await takeWaitlist(browser, app.address);
    await browser.close();
  } finally {
    await app.stop();
  }
} catch (error) {
  console.error(explainFault(error));
  process.exitCode = 1;
}
process.exit();
