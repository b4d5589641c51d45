import { chromium } from '@playwright/test';
import { createLinks } from '#server/platform/crypto.ts';
import { createDatabase } from '#server/platform/db.ts';
import { readEnv } from '#server/platform/env.ts';
import { browserOptions } from '../../../e2e/browser.ts';
import { startThrowawayApp, type ThrowawayApp } from '../../throwaway-app.ts';
import type { Measurement, PartResult } from '../measurement.ts';
import { toTable } from '../report.ts';
import { categories, scoresOf } from './lighthouse-scores.ts';
import { openObservedApp, type ObservedApp } from './observed-app.ts';
import { weighPage } from './page-weight.ts';
import { makeScene, type Scene } from './scenes.ts';
import { compareRendering } from './server-rendering.ts';

const rounds = 3;
const renderingRounds = 15;

interface Page {
  name: string;
  path: (scene: Scene) => string;
  /** Audits of Lighthouse that ask for what the page must not do. */
  skipAudits: string[];
}

const booking: Page = { name: 'Booking page', path: (scene) => scene.booking, skipAudits: [] };
const times: Page = { name: 'Booking page, times', path: (scene) => scene.times, skipAudits: [] };
const offer: Page = { name: 'Offer page', path: (scene) => scene.offer, skipAudits: ['is-crawlable'] };

const method = [
  'A salon of 4 employees, 12 services, 40 bookings and 10 people who wait, in a database of its own; the web process and the worker as they run in production.',
  'JavaScript and CSS: every file that Chromium loads for the page when it was never here before, each gzipped. The page’s texts come in the HTML, and in no script.',
  'Server rendering: answers as the web process makes them once routing and data are done (head, nonce, scripts, the data for the browser, the bytes), for each bare `renderToPipeableStream` of the same elements with the same data, by processor time. What the data cost is counted in queries.',
  'Queries: how many more statements the page of a salon ten times as large in everything takes.',
];

const lighthouseMethod = [
  'The salon of the part before; three runs for each page.',
  'Lighthouse’s own settings for a phone, each run in a fresh browser. The offer page tells search engines to stay away, since its address is a key; the audit `is-crawlable`, which asks for the contrary, is left out there.',
];

interface Site {
  address: string;
  observed: ObservedApp;
  ordinary: Scene;
  large: Scene;
}

/** What the pages weigh and what they cost the server. */
export async function measurePages(): Promise<PartResult> {
  return onSite([weights, rendering, queryCounts], method);
}

/** What Lighthouse says about the pages. */
export async function measureLighthouse(): Promise<PartResult> {
  return onSite([lighthouseScores], lighthouseMethod);
}

async function onSite(
  measures: readonly ((site: Site) => Promise<Measurement[]>)[],
  sentences: string[],
): Promise<PartResult> {
  const app = await startThrowawayApp();
  const observed = await openObservedApp(app.databaseUrl);
  try {
    const [ordinary, large] = await prepareScenes(app);
    const measurements: Measurement[] = [];
    for (const measure of measures) {
      const taken = await measure({ address: app.address, observed, ordinary, large });
      console.log(toTable(taken));
      measurements.push(...taken);
    }
    return { measurements, method: sentences };
  } finally {
    await observed.close();
    await app.stop();
  }
}

async function prepareScenes({ databaseUrl }: ThrowawayApp): Promise<[ordinary: Scene, large: Scene]> {
  const db = createDatabase({ url: databaseUrl, applicationName: 'ledig-bench' });
  const { linkKeys } = readEnv({ LEDIG_MODE: 'test', DATABASE_URL: databaseUrl });
  const links = createLinks(linkKeys);
  const now = new Date();
  const scenes: [Scene, Scene] = [await makeScene(db, links, now, 1), await makeScene(db, links, now, 10)];
  await db.$executeRaw`ANALYZE`;
  await db.$disconnect();
  return scenes;
}

async function weights({ address, ordinary: scene }: Site): Promise<Measurement[]> {
  const browser = await chromium.launch(await browserOptions());
  const measurements: Measurement[] = [];
  for (const page of [booking, times, offer]) {
    const taken = [];
    for (let round = 0; round < rounds; round += 1)
      taken.push(await weighPage(browser, `${address}${page.path(scene)}`));
    const largest = Math.max(...taken.map(({ largestScript }) => largestScript)).toFixed(1);
    measurements.push(
      {
        name: `${page.name}: JavaScript`,
        unit: 'kB',
        against: `the limit; React and Remix are in the ${largest} kB of the largest file`,
        rounds: taken.map(({ scripts }) => scripts),
        target: { atMost: 110 },
      },
      {
        name: `${page.name}: CSS`,
        unit: 'kB',
        against: 'the limit',
        rounds: taken.map(({ styles }) => styles),
        target: { atMost: 15 },
      },
    );
  }
  await browser.close();
  return measurements;
}

async function rendering({ address, observed, ordinary: scene }: Site): Promise<Measurement[]> {
  const measurements: Measurement[] = [];
  for (const page of [booking, times, offer]) {
    const path = page.path(scene);
    const seen = await observed.observe(path);
    measurements.push({
      name: `${page.name}: server rendering`,
      unit: 'ratio',
      against: 'React’s bare render of the same tree',
      rounds: await compareRendering(`${address}${path}`, seen, renderingRounds),
      target: { atLeast: 0.55 },
    });
  }
  return measurements;
}

async function queryCounts({ observed, ordinary, large }: Site): Promise<Measurement[]> {
  const measurements: Measurement[] = [];
  for (const page of [booking, times, offer]) {
    const more: number[] = [];
    let before = 0;
    for (let round = 0; round < rounds; round += 1) {
      before = (await observed.observe(page.path(ordinary))).queries;
      more.push((await observed.observe(page.path(large))).queries - before);
    }
    measurements.push({
      name: `${page.name}: queries more when ten times as large`,
      unit: 'queries',
      against: `the ${before} of the ordinary salon`,
      rounds: more,
      target: { atMost: 0 },
    });
  }
  return measurements;
}

async function lighthouseScores({ address, ordinary: scene }: Site): Promise<Measurement[]> {
  const measurements: Measurement[] = [];
  for (const page of [booking, offer]) {
    const taken = [];
    for (let round = 0; round < rounds; round += 1) {
      const { scores, findings } = await scoresOf(`${address}${page.path(scene)}`, page.skipAudits);
      taken.push(scores);
      if (round === 0) for (const finding of findings) console.log(`  Lighthouse, ${page.name}: ${finding}`);
    }
    for (const category of categories) {
      measurements.push({
        name: `${page.name}: Lighthouse ${category.replace('-', ' ')}`,
        unit: 'score',
        against: 'a full score of 100',
        rounds: taken.map((scores) => scores[category]),
        target: { atLeast: category === 'performance' ? 95 : 100 },
      });
    }
  }
  return measurements;
}
