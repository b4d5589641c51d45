import { spawn } from 'node:child_process';
import { createServer, request } from 'node:http';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import lighthouse from 'lighthouse';
import { browserOptions } from '../../../e2e/browser.ts';
import { freePort } from '../../postgres-cluster.ts';

export const categories = ['performance', 'accessibility', 'best-practices', 'seo'] as const;

/** 0 to 100, by category. */
export type Scores = Record<(typeof categories)[number], number>;

/**
 * One run with Lighthouse's own settings, which are those of a phone in a slow mobile network, in a browser that was never here.
 * @param skipAudits what the page does otherwise on purpose
 * @throws with what Lighthouse says when it could not judge the page
 */
export async function scoresOf(
  url: string,
  skipAudits: readonly string[],
): Promise<{ scores: Scores; findings: string[] }> {
  const { origin, pathname, search } = new URL(url);
  const relay = await startRelay(origin);
  const browser = await startBrowser();
  try {
    const run = await lighthouse(`${relay.origin}${pathname}${search}`, {
      port: browser.port,
      output: 'json',
      logLevel: 'error',
      onlyCategories: [...categories],
      skipAudits: [...skipAudits],
    });
    if (!run || run.lhr.runtimeError)
      throw new Error(`Lighthouse could not judge ${url}: ${run?.lhr.runtimeError?.message}`);
    const { lhr } = run;
    const scores = Object.fromEntries(
      categories.map((name) => [name, Math.round((lhr.categories[name]?.score ?? 0) * 100)]),
    ) as Scores;
    const findings = Object.values(lhr.audits)
      .filter(({ score, scoreDisplayMode }) => score !== null && score < 1 && scoreDisplayMode === 'binary')
      .map(({ id, title }) => `${id}: ${title}`);
    return { scores, findings };
  } finally {
    await browser.stop();
    await relay.stop();
  }
}

/**
 * Passes everything on but one header that no audit looks at: with `Referrer-Policy: same-origin` Chromium 147 loses the page while
 * Lighthouse opens it (net::ERR_ABORTED), and without Lighthouse it does not.
 */
async function startRelay(origin: string): Promise<{ origin: string; stop(): Promise<void> }> {
  const server = createServer((asked, answer) => {
    const onward = request(
      new URL(asked.url ?? '/', origin),
      { method: asked.method, headers: asked.headers },
      (given) => {
        const headers = { ...given.headers };
        delete headers['referrer-policy'];
        answer.writeHead(given.statusCode ?? 502, headers);
        given.pipe(answer);
      },
    );
    onward.on('error', () => answer.destroy());
    asked.pipe(onward);
  });
  const port = await freePort();
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  return {
    origin: `http://127.0.0.1:${port}`,
    stop: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}

/** Chromium with nobody else at its strings: whoever drives a browser pauses the pages that another opens in it. */
async function startBrowser(): Promise<{ port: number; stop(): Promise<void> }> {
  const { executablePath, args = [] } = await browserOptions();
  if (!executablePath) throw new Error('There is no browser.');
  const port = await freePort();
  const profile = mkdtempSync(path.join(tmpdir(), 'ledig-lighthouse-'));
  const child = spawn(
    executablePath,
    [
      ...args,
      '--headless=new',
      '--disable-gpu',
      '--no-first-run',
      `--remote-debugging-port=${port}`,
      `--user-data-dir=${profile}`,
      'about:blank',
    ],
    { stdio: 'ignore' },
  );
  const ended = new Promise<void>((resolve) => {
    child.once('exit', () => resolve());
    child.once('error', () => resolve());
  });
  const stop = async () => {
    child.kill();
    await ended;
    rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
  };
  const until = performance.now() + 60_000;
  while (!(await answers(`http://127.0.0.1:${port}/json/version`))) {
    if (child.exitCode !== null || performance.now() > until) {
      await stop();
      throw new Error(`${executablePath} did not start.`);
    }
    await pause(100);
  }
  return { port, stop };
}

async function answers(url: string): Promise<boolean> {
  return fetch(url).then(
    ({ ok }) => ok,
    () => false,
  );
}
