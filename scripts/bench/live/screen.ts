import type { Browser, BrowserContext } from '@playwright/test';
import type { BusySalon } from './busy-salons.ts';

/** A dashboard in a real browser, which notes what it shows and since when. */
export interface Screen {
  /** When these words were first drawn, as Date.now(); undefined when they never were. */
  drawnAt(words: string): Promise<number | undefined>;
  close(): Promise<void>;
}

declare global {
  interface Window {
    drawn: Record<string, number>;
  }
}

/** Resolves when the page says that it is live. */
export async function openScreen(browser: Browser, address: string, salon: BusySalon): Promise<Screen> {
  const context = await browser.newContext({ baseURL: address, viewport: { width: 1280, height: 900 } });
  await keepLoggedIn(context, address, salon.cookie);
  const page = await context.newPage();
  await page.addInitScript(() => {
    window.drawn = {};
    const note = () => {
      requestAnimationFrame(() => {
        for (const { textContent } of document.querySelectorAll('tbody a'))
          window.drawn[textContent ?? ''] ??= Date.now();
      });
    };
    new MutationObserver(note).observe(document, { subtree: true, childList: true, characterData: true });
  });
  await page.goto('/?lng=en');
  await page.goto(salon.path);
  await page.getByRole('status').filter({ hasText: 'Live' }).waitFor();
  return {
    drawnAt: (words) => page.evaluate((name) => window.drawn[name], words),
    close: () => context.close(),
  };
}

async function keepLoggedIn(context: BrowserContext, address: string, cookie: string): Promise<void> {
  const [name = '', value = ''] = cookie.split('=');
  await context.addCookies([{ name, value, url: address }]);
}
