import { readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { chromium } from '@playwright/test';
import { browserOptions } from '../e2e/browser.ts';

// `node scripts/bootstrap.mjs render-pictures`: makes the files in public/ of the drawings beside this script. Not everything that shows
// the preview of a shared address can draw SVG.

const root = path.dirname(import.meta.dirname);
const pictures = [
  { drawing: 'share.svg', file: 'public/share.png' },
  { drawing: 'fjord.svg', file: 'public/demo/fjord.jpg' },
  { drawing: 'brygga.svg', file: 'public/demo/brygga.jpg' },
];

const browser = await chromium.launch(await browserOptions());
const page = await browser.newPage({ viewport: { width: 1200, height: 630 } });
for (const { drawing, file } of pictures) {
  const svg = readFileSync(path.join(import.meta.dirname, 'pictures', drawing), 'utf8');
  await page.setContent(`<style>body { margin: 0 }</style>${svg}`);
  const target = path.join(root, file);
  await page.screenshot(
    file.endsWith('.jpg') ? { path: target, type: 'jpeg', quality: 60 } : { path: target },
  );
  console.log(`${file}  ${Math.round(statSync(target).size / 1000)} kB`);
}
await browser.close();
