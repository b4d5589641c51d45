import { gzipSync } from 'node:zlib';
import type { Browser } from '@playwright/test';

/** What a browser loads for a page, gzipped, in kB of 1000 bytes. */
export interface PageWeight {
  scripts: number;
  styles: number;
  /** The largest script: the one that React and Remix are in. */
  largestScript: number;
}

/** Opens the page as somebody who was never here, and waits until it asks for nothing more. */
export async function weighPage(browser: Browser, url: string): Promise<PageWeight> {
  const context = await browser.newContext();
  const page = await context.newPage();
  const sizes: Record<string, number[]> = { script: [], stylesheet: [] };
  const bodies: Promise<void>[] = [];
  page.on('response', (response) => {
    const ofKind = sizes[response.request().resourceType()];
    if (ofKind)
      bodies.push(response.body().then((body) => void ofKind.push(gzipSync(body).byteLength / 1000)));
  });
  await page.goto(url, { waitUntil: 'networkidle' });
  await Promise.all(bodies);
  await context.close();
  const { script = [], stylesheet = [] } = sizes;
  if (script.length === 0 || stylesheet.length === 0)
    throw new Error(`${url} loaded no script or no styles.`);
  return { scripts: sum(script), styles: sum(stylesheet), largestScript: Math.max(...script) };
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
