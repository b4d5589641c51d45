import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { chromium, type Browser } from '@playwright/test';
import { browserOptions } from '../e2e/browser.ts';
import { locales } from '#server/texts/catalogue.ts';
import { explainFault } from '#server/platform/fault.ts';
import { demoAccounts } from '#prisma/seed-logins.ts';
import { startThrowawayApp } from './throwaway-app.ts';

const usage = `npm run screenshot -- --path /s/fjord [--path /login ...] --out folder
  --url http://localhost:3000   an installation that runs; else one is started, seeded, for the pictures
  --login owner@fjord.example   as whom, by the demo's password
Takes each page on a phone and a desk, light and dark, in every language.`;

const widths = [390, 1280];
const schemes = ['light', 'dark'] as const;

interface Wanted {
  address: string;
  paths: string[];
  out: string;
  login: string | undefined;
}

async function takeAll(browser: Browser, { address, paths, out, login }: Wanted): Promise<void> {
  for (const locale of locales) {
    const context = await browser.newContext({
      baseURL: address,
      deviceScaleFactor: 1,
      timezoneId: 'Europe/Oslo',
    });
    const page = await context.newPage();
    await page.goto(`/?lng=${locale}`);
    if (login) {
      await page.goto('/login');
      await page.locator('input[type=email]').fill(login);
      await page.locator('input[type=password]').fill(passwordOf(login));
      await page.locator('input[type=password]').press('Enter');
      await page.waitForURL((url) => url.pathname !== '/login');
    }
    for (const wanted of paths) {
      for (const width of widths) {
        for (const colorScheme of schemes) {
          await page.setViewportSize({ width, height: width === 390 ? 844 : 900 });
          await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
          await page.goto(wanted, { waitUntil: 'networkidle' });
          const file = path.join(out, `${fileName(wanted)}-${width}-${colorScheme}-${locale}.png`);
          await page.screenshot({ path: file, fullPage: true });
          console.log(file);
        }
      }
    }
    await context.close();
  }
}

function passwordOf(email: string): string {
  return demoAccounts.find((login) => login.email === email)?.password ?? '';
}

function fileName(wanted: string): string {
  return wanted.replace(/[^a-zA-Z0-9]+/g, '-').replace(/^-|-$/g, '') || 'start';
}

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      path: { type: 'string', multiple: true },
      out: { type: 'string' },
      url: { type: 'string' },
      login: { type: 'string' },
    },
  });
  if (!values.path || !values.out) {
    console.error(usage);
    process.exitCode = 1;
    return;
  }
  mkdirSync(values.out, { recursive: true });
  const app = values.url ? undefined : await startThrowawayApp();
  try {
    const browser = await chromium.launch(await browserOptions());
    const address = values.url ?? app?.address ?? '';
    await takeAll(browser, { address, paths: values.path, out: values.out, login: values.login });
    await browser.close();
  } finally {
    await app?.stop();
  }
}

try {
  await main();
} catch (error) {
  console.error(explainFault(error));
  process.exitCode = 1;
}
process.exit();
