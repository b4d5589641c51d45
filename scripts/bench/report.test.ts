import { expect, test } from 'vitest';
import type { Measurement } from './measurement.ts';
import { toSvg } from './plot.ts';
import { toMarkdown, toTable, valueOf } from './report.ts';

const scripts: Measurement = {
  name: 'Booking page: JavaScript',
  unit: 'kB',
  against: 'the limit',
  rounds: [104, 104, 104],
  target: { atMost: 110 },
};
const rendering: Measurement = {
  name: 'Offer page: server rendering',
  unit: 'ratio',
  against: 'a bare <render>',
  rounds: [0.5, 0.549, 0.61],
  target: { atLeast: 0.55 },
};

test('the table has a line for each figure, in columns', () => {
  const lines = toTable([scripts, rendering]).split('\n');
  expect(lines.map((line) => line.split(/ {2,}/))).toEqual([
    ['Figure', 'Median', 'Range', 'Target', 'Against'],
    ['Booking page: JavaScript', '104.0 kB', 'same in 3', '≤ 110.0 kB met', 'the limit'],
    ['Offer page: server rendering', '0.54', '0.50–0.61', '≥ 0.55 MISSED', 'a bare <render>'],
  ]);
  expect(new Set(lines.map((line) => line.search(/Against|the limit|a bare/))).size).toBe(1);
});

test('a ratio just below its target is not rounded up to it', () => {
  expect(valueOf(0.5499, 'ratio')).toBe('0.54');
});

test('the page says what was run, when, on what, and how', () => {
  const page = toMarkdown([
    {
      part: 'pages',
      title: 'Pages',
      date: '2026-11-28',
      machine: '2 × processor, 8 GiB, linux',
      versions: { Node: 'v24' },
      measurements: [scripts, rendering],
      method: ['Each file is gzipped.'],
    },
  ]);
  expect(page).toContain('## Pages\n');
  expect(page).toContain('`npm run bench pages` on 2026-11-28. 2 × processor, 8 GiB, linux; Node v24.');
  expect(page).toContain('| Booking page: JavaScript | 104.0 kB | same in 3 | ≤ 110.0 kB met | the limit |');
  expect(page).toContain('| ≥ 0.55 MISSED |');
  expect(page).toContain('- Each file is gzipped.');
});

test('the plot draws a bar and a range for each figure, and tells those apart that miss their target', () => {
  const svg = toSvg('Pages & offers', [scripts, rendering]);
  expect(svg.match(/<rect /g)).toHaveLength(2);
  expect(svg.match(/class="met"/g)).toHaveLength(1);
  expect(svg.match(/class="missed"/g)).toHaveLength(1);
  expect(svg).toContain('Pages &amp; offers');
  const [met] = /<rect class="met"[^>]*width="([\d.]+)"/.exec(svg)?.slice(1).map(Number) ?? [];
  const [missed] = /<rect class="missed"[^>]*width="([\d.]+)"/.exec(svg)?.slice(1).map(Number) ?? [];
  expect((met ?? 0) / (missed ?? 1)).toBeCloseTo(104 / 110 / (0.549 / 0.55), 2);
});
