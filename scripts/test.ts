import { spawn } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';

// `npm test`: everything that must hold, in the order in which it fails soonest. All of it runs, also after a failure.

const root = path.dirname(import.meta.dirname);
const reports = path.join(root, 'node_modules', '.cache', 'test-reports');
const vitestReport = path.join(reports, 'vitest.json');
const playwrightReport = path.join(reports, 'playwright.json');

interface Counts {
  passed: number;
  failed: number;
}

interface Step {
  name: string;
  command: [program: string, ...words: string[]];
  env?: Record<string, string>;
  /** Counts tests by the report that the step wrote. */
  count?: () => Counts;
}

const steps: Step[] = [
  { name: 'Format', command: ['prettier', '--check', '--log-level', 'warn', '.'] },
  {
    name: 'Lint',
    command: [
      'eslint',
      '--max-warnings',
      '0',
      '--cache',
      '--cache-location',
      'node_modules/.cache/eslint/',
      '.',
    ],
    // With the types of every file at once it outgrows Node's own limit, 4 GB.
    env: { NODE_OPTIONS: '--max-old-space-size=8192' },
  },
  { name: 'Types', command: ['tsc', '--noEmit', '-p', '.'] },
  { name: 'Dead code', command: ['knip', '--no-progress'] },
  {
    name: 'Unit and database tests',
    command: ['vitest', 'run', '--reporter=default', '--reporter=json', `--outputFile.json=${vitestReport}`],
    count: countVitest,
  },
  {
    name: 'End-to-end tests',
    command: ['playwright', 'test', '--reporter=list,json'],
    env: { PLAYWRIGHT_JSON_OUTPUT_NAME: playwrightReport },
    count: countPlaywright,
  },
];

function run({ command: [program, ...words], env }: Step): Promise<boolean> {
  return new Promise((resolve) => {
    const child = spawn(path.join(root, 'node_modules', '.bin', program), words, {
      cwd: root,
      env: { ...process.env, ...env },
      stdio: ['ignore', 'inherit', 'inherit'],
    });
    child.once('error', () => resolve(false));
    child.once('exit', (code) => resolve(code === 0));
  });
}

function countVitest(): Counts {
  const report = readReport(vitestReport);
  return { passed: numberIn(report, 'numPassedTests'), failed: numberIn(report, 'numFailedTests') };
}

function countPlaywright(): Counts {
  const stats = property(readReport(playwrightReport), 'stats');
  return {
    passed: numberIn(stats, 'expected'),
    failed: numberIn(stats, 'unexpected') + numberIn(stats, 'flaky'),
  };
}

function readReport(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return undefined; // the run died before it could write one
  }
}

function numberIn(report: unknown, name: string): number {
  const value = property(report, name);
  return typeof value === 'number' ? value : 0;
}

function property(report: unknown, name: string): unknown {
  return typeof report === 'object' && report !== null ? Reflect.get(report, name) : undefined;
}

rmSync(reports, { recursive: true, force: true });
mkdirSync(reports, { recursive: true });
const total: Counts = { passed: 0, failed: 0 };
const failedSteps: string[] = [];
const summary: string[] = [];
for (const step of steps) {
  console.log(`\n=== ${step.name}`);
  const startedAt = performance.now();
  const ok = await run(step);
  const counts = step.count?.();
  total.passed += counts?.passed ?? 0;
  total.failed += counts?.failed ?? 0;
  // A run without a single test proves nothing, whatever its exit code.
  const sound = ok && (counts === undefined || counts.passed > 0);
  if (!sound) failedSteps.push(step.name);
  summary.push(
    `${sound ? 'ok  ' : 'FAIL'}  ${step.name} (${Math.round((performance.now() - startedAt) / 1000)} s)`,
  );
}

console.log(`\n${summary.join('\n')}\n`);
if (failedSteps.length > 0) console.log(`Failed: ${failedSteps.join(', ')}\n`);
console.log(`${total.passed} passed, ${total.failed} failed`);
process.exit(failedSteps.length > 0 ? 1 : 0);
