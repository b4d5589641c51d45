import { existsSync } from 'node:fs';
import path from 'node:path';
import { chromium, type LaunchOptions } from '@playwright/test';

/** Chromium by the names that systems give it. */
const systemNames = [
  'chromium',
  'chromium-browser',
  'google-chrome',
  'google-chrome-stable',
  'microsoft-edge',
];

/**
 * How to launch a browser on this machine: Playwright's own if it was installed, else the system's, else the one that
 * comes as an npm package (unpacked to the temporary folder the first time).
 */
export async function browserOptions(): Promise<LaunchOptions> {
  // Worker processes read the configuration again; they take what the first one found.
  const executablePath = (process.env.E2E_BROWSER ??= await findBrowser());
  const asRoot = process.getuid?.() === 0;
  return { executablePath, args: ['--disable-background-networking', ...(asRoot ? ['--no-sandbox'] : [])] };
}

async function findBrowser(): Promise<string> {
  const own = chromium.executablePath();
  if (existsSync(own)) return own;
  const system = onPath();
  if (system) return system;
  const { default: packaged } = await import('@sparticuz/chromium');
  return packaged.executablePath();
}

function onPath(): string | undefined {
  const folders = (process.env.PATH ?? '').split(path.delimiter);
  return systemNames.flatMap((name) => folders.map((folder) => path.join(folder, name))).find(existsSync);
}
