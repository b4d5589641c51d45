import { chromium, type LaunchOptions } from '@playwright/test';
import lighthouse from 'lighthouse';
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
  options: LaunchOptions,
  skipAudits: readonly string[],
): Promise<{ scores: Scores; findings: string[] }> {
  const port = await freePort();
  const browser = await chromium.launch({
    ...options,
    args: [...(options.args ?? []), `--remote-debugging-port=${port}`],
  });
  try {
    const run = await lighthouse(url, {
      port,
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
    await browser.close();
  }
}
