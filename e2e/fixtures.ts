import AxeBuilder from '@axe-core/playwright';
import {
  expect,
  test as base,
  type BrowserContext,
  type ConsoleMessage,
  type Locator,
  type Page,
  type WebError,
} from '@playwright/test';
import { Pool } from 'pg';
import { hashToken, newSessionToken } from '#server/platform/crypto.ts';
import { rateLimits, type LimitName } from '#server/platform/rate-limits.ts';
import type { Locale } from '#server/texts/catalogue.ts';
import { sessionCookieName } from '#server/web/session-cookie.ts';

interface TestFixtures {
  /** A second person: cookies of their own. With JavaScript off, or in another time zone, when asked. */
  anotherVisitor: (options?: { javaScriptEnabled?: boolean; timezoneId?: string }) => Promise<Page>;
  /** Logs the page's browser in as a seeded account, by a session row; the form has a spec of its own. */
  logInAs: (page: Page, email: string) => Promise<void>;
  /** Ask for it, and nobody is offered a time meanwhile: an entry that has been can't be edited. */
  noOffers: void;
  /** Fails the test when a page said something in its console that nobody expected. */
  consoleGuard: void;
  /** Every visitor of the run comes from one address: what the tests before used up of its limits is forgiven. */
  limitsOfOwn: void;
}

interface WorkerFixtures {
  /** Plain connections to the database of the run, to look behind the pages or to let time pass. */
  database: Pool;
}

export const test = base.extend<TestFixtures, WorkerFixtures>({
  baseURL: async ({}, use) => {
    await use(process.env.E2E_ADDRESS);
  },

  database: [
    async ({}, use) => {
      const pool = new Pool({ connectionString: process.env.E2E_DATABASE_URL, max: 2 });
      await use(pool);
      await pool.end();
    },
    { scope: 'worker' },
  ],

  anotherVisitor: async ({ browser, contextOptions, viewport, baseURL, locale, timezoneId }, use) => {
    const contexts: BrowserContext[] = [];
    await use(async (options = {}) => {
      const context = await browser.newContext({
        ...contextOptions,
        viewport,
        baseURL,
        locale,
        timezoneId,
        ...options,
      });
      contexts.push(context);
      return context.newPage();
    });
    for (const context of contexts) await context.close();
  },

  logInAs: async ({ database, baseURL }, use) => {
    await use(async (page, email) => {
      const token = newSessionToken();
      const { rowCount } = await database.query(
        `INSERT INTO sessions (user_id, token_hash, created_at, last_seen_at, expires_at)
         SELECT id, $2, now(), now(), now() + interval '1 hour' FROM users WHERE email = $1`,
        [email, hashToken(token)],
      );
      expect(rowCount, `a seeded account ${email}`).toBe(1);
      const name = sessionCookieName('test');
      await page
        .context()
        .addCookies([{ name, value: token, url: baseURL, httpOnly: true, sameSite: 'Lax' }]);
    });
  },

  noOffers: async ({ database }, use) => {
    const setMatching = "UPDATE salons SET matching_enabled = $1 WHERE slug = 'fjord'";
    await database.query(setMatching, [false]);
    await use();
    await database.query(setMatching, [true]);
  },

  limitsOfOwn: [
    async ({ database }, use) => {
      await database.query('DELETE FROM rate_limits');
      await use();
    },
    { auto: true },
  ],

  consoleGuard: [async ({ context }, use) => expectQuiet([context], use), { auto: true }],
});

export { expect };

/** The address of a page in a language, whatever its salon speaks. */
export function inLanguage(path: string, locale: Locale): string {
  return `${path}${path.includes('?') ? '&' : '?'}lng=${locale}`;
}

/** Waits until the page's program has taken the element over: before, a form is sent as without one. */
export async function untilAlive(element: Locator): Promise<void> {
  const isAlive = () =>
    element.evaluate((node) => Object.keys(node).some((key) => key.startsWith('__reactProps')));
  await expect.poll(isAlive).toBe(true);
}

/** As if whoever has used it once had done so for as often as it allows. */
export async function useUp(database: Pool, limit: LimitName): Promise<void> {
  const { rowCount } = await database.query('UPDATE rate_limits SET points = $1 WHERE key LIKE $2', [
    rateLimits[limit].points,
    `${limit}:%`,
  ]);
  expect(rowCount, `uses of ${limit}`).toBeGreaterThan(0);
}

/** Fails when a page of these says something in its console meanwhile that nobody expected. */
export async function expectQuiet(
  contexts: readonly BrowserContext[],
  meanwhile: () => Promise<void>,
): Promise<void> {
  const said: string[] = [];
  const hear = (message: ConsoleMessage) => {
    if (message.type() === 'error' && !isRefusal(message))
      said.push(`${message.text()} ${message.location().url}`);
  };
  const catchError = (error: WebError) => said.push(String(error.error()));
  for (const context of contexts) context.on('console', hear).on('weberror', catchError);
  await meanwhile();
  for (const context of contexts) context.off('console', hear).off('weberror', catchError);
  expect(said, 'errors in the browser console').toEqual([]);
}

/** A form that is sent back, or a page that is not there: the browser calls it an error, the spec asked for it. */
function isRefusal(message: ConsoleMessage): boolean {
  return / status of 4\d\d /.test(message.text()) && !message.location().url.includes('/assets/');
}

const standard = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

/**
 * Checks the page as it stands against WCAG 2.2 AA, as far as a program can. The same rules in a quarter of the time: what a page
 * does well is not listed, and the so-called legacy mode puts the findings of frames together in the page, not in a new tab.
 * @param what `practice` asks for what axe calls best practices too
 */
export async function expectAccessible(
  page: Page,
  what: 'standard' | 'practice' = 'standard',
): Promise<void> {
  const { violations } = await new AxeBuilder({ page })
    .options({ resultTypes: ['violations'] })
    .setLegacyMode()
    .withTags(what === 'standard' ? standard : [...standard, 'best-practice'])
    .analyze();
  expect(
    violations.map(
      ({ id, help, nodes }) => `${id}: ${help} (${nodes.map((node) => node.target.join(' ')).join(', ')})`,
    ),
  ).toEqual([]);
}

/** Pixels of CSS, each way: what a finger hits (WCAG 2.2, 2.5.5; its AA asks for 24). */
const fingerSize = 44;

/**
 * Measures what can be clicked: each at least as large as a finger, with what belongs to it (the label of a box). A link within a sentence
 * is as high as its line, and what only a keyboard or a program meets has no size.
 */
export async function expectTargets(page: Page): Promise<void> {
  const small = await page.evaluate((least) => {
    const box = (element: Element) => element.getBoundingClientRect();
    const isSmall = (width: number, height: number) => width < least - 0.5 || height < least - 0.5;
    const inSentence = (element: Element) =>
      getComputedStyle(element).display === 'inline' &&
      element.parentElement?.textContent?.trim() !== element.textContent?.trim();
    return [...document.querySelectorAll<HTMLElement>('a[href], button, input, select, textarea, summary')]
      .filter((element) => element.checkVisibility({ visibilityProperty: true }))
      .filter((element) => box(element).width > 1 && !element.closest('.sr-only') && !inSentence(element))
      .flatMap((element) => {
        const boxes = [element, ...((element as HTMLInputElement).labels ?? [])].map(box);
        const large = boxes.some(({ width, height }) => !isSmall(width, height));
        const { width, height } = box(element);
        const name = element.getAttribute('aria-label') ?? element.textContent?.trim() ?? '';
        return large ? [] : [`${element.tagName} ${element.id || name}: ${width}x${height}`];
      });
  }, fingerSize);
  expect(small, 'targets that are too small for a finger').toEqual([]);
}

/** What Google calls good (web.dev, Cumulative Layout Shift): more of the screen than this must not move by itself. */
const stillEnough = 0.1;

/**
 * From the next page on, adds up how much of each moves without being touched.
 * @returns checks the page that is open, once its program has taken it over
 */
export async function watchShifts(page: Page): Promise<() => Promise<void>> {
  await page.addInitScript(() => {
    let shifts = 0;
    const count = (entries: PerformanceEntryList) => {
      for (const entry of entries as (PerformanceEntry & { value: number; hadRecentInput: boolean })[])
        if (!entry.hadRecentInput) shifts += entry.value;
    };
    const observer = new PerformanceObserver((list) => count(list.getEntries()));
    observer.observe({ type: 'layout-shift', buffered: true });
    const shiftsSoFar = () => {
      // What has not been reported yet counts as well.
      count(observer.takeRecords());
      return shifts;
    };
    Object.assign(window, { shiftsSoFar });
  });
  return async () => {
    await untilAlive(page.locator('header a').first());
    const shifts = await page.evaluate(
      () =>
        new Promise<number>((resolve) => {
          const { shiftsSoFar } = window as unknown as { shiftsSoFar: () => number };
          // After the frame that is being drawn, which is when it is known what has moved.
          requestAnimationFrame(() => requestAnimationFrame(() => resolve(shiftsSoFar())));
        }),
    );
    expect(shifts, 'how much of the page has moved by itself').toBeLessThan(stillEnough);
  };
}

/** Nothing sticks out: nobody has to scroll sideways to read a line (WCAG 2.2, 1.4.10). */
export async function expectNoSideways(page: Page): Promise<void> {
  const { content, screen } = await page.evaluate(() => ({
    content: document.documentElement.scrollWidth,
    screen: window.screen.width,
  }));
  expect(content, 'the width of the page').toBeLessThanOrEqual(screen);
}
