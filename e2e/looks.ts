import type { Page } from '@playwright/test';
import type { Locale } from '#server/texts/catalogue.ts';
import { expectAccessible, expectNoSideways, expectQuiet, expectTargets, test as base } from './fixtures.ts';

/** A language is other words and a theme other colours, and nothing else: in these each word and each colour is seen. */
export const lookedAt = [
  { locale: 'en', colorScheme: 'light' },
  { locale: 'nb', colorScheme: 'dark' },
] as const satisfies readonly { locale: Locale; colorScheme: 'light' | 'dark' }[];

interface Look {
  locale: Locale;
  page: Page;
}

/** Goes from state to state in windows that stay open: what all pages have in common is loaded once. */
export const test = base.extend<{ looks: Look[] }, { windows: Look[] }>({
  windows: [
    async ({ browser }, use, { project }) => {
      const open = lookedAt.map(async ({ locale, colorScheme }) => {
        const context = await browser.newContext({
          ...project.use,
          baseURL: process.env.E2E_ADDRESS,
          colorScheme,
          // A colour that is half on its way to another can't be measured; and what moves is turned off for those who ask for that.
          reducedMotion: 'reduce',
        });
        return { locale, page: await context.newPage() };
      });
      const windows = await Promise.all(open);
      await use(windows);
      for (const { page } of windows) await page.context().close();
    },
    { scope: 'worker' },
  ],

  looks: async ({ windows }, use) =>
    expectQuiet(
      windows.map(({ page }) => page.context()),
      () => use(windows),
    ),
});

/** Fails when anything on these pages, as they stand, is in anybody's way. */
export async function expectNothingInTheWay(looks: readonly Look[]): Promise<void> {
  await Promise.all(
    looks.map(async ({ page }) => {
      await expectTargets(page);
      await expectNoSideways(page);
      await expectAccessible(page, 'practice');
    }),
  );
}
