import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';
import path from 'node:path';
import { explainFault, SetupFault } from '#server/platform/fault.ts';
import { isMet } from './bench/measurement.ts';
import { parts } from './bench/parts.ts';
import { toSvg } from './bench/plot.ts';
import { toMarkdown, type PartReport } from './bench/report.ts';

// `npm run bench`: how fast it is, in docs/benchmarks.md. `npm run bench -- pages` runs that part alone.

const root = path.dirname(import.meta.dirname);
const docs = path.join(root, 'docs');
const results = path.join(docs, 'benchmarks', 'results.json');

// React is read at the first import, and is several times slower when it does not know that it is not being developed.
process.env.NODE_ENV = 'production';

async function main(names: string[]): Promise<boolean> {
  const unknown = names.filter((name) => !parts[name]);
  if (unknown.length > 0)
    throw new SetupFault(
      `There is no part ${unknown.join(', ')}. There are: ${Object.keys(parts).join(', ')}.`,
    );
  const reports = readReports();
  let allMet = true;
  for (const [name, { title, load }] of Object.entries(parts)) {
    if (names.length > 0 && !names.includes(name)) continue;
    console.log(`${title}...`);
    const measure = await load();
    const result = await measure();
    allMet &&= result.measurements.every(isMet);
    const date = new Date().toISOString().slice(0, 10);
    reports[name] = { part: name, title, date, machine: machine(), versions: versions(), ...result };
    write(name, reports);
  }
  return allMet;
}

function readReports(): Record<string, PartReport> {
  if (!existsSync(results)) return {};
  return JSON.parse(readFileSync(results, 'utf8')) as Record<string, PartReport>;
}

function write(name: string, reports: Record<string, PartReport>): void {
  mkdirSync(path.dirname(results), { recursive: true });
  const inOrder = Object.keys(parts).flatMap((part) => reports[part] ?? []);
  writeFileSync(results, `${JSON.stringify(Object.fromEntries(inOrder.map((r) => [r.part, r])), null, 2)}\n`);
  writeFileSync(path.join(docs, 'benchmarks.md'), toMarkdown(inOrder));
  const report = reports[name];
  if (report)
    writeFileSync(path.join(docs, 'benchmarks', `${name}.svg`), toSvg(report.title, report.measurements));
}

function machine(): string {
  const processors = cpus();
  return `${processors.length} × ${processors[0]?.model.trim() ?? 'processor'}, ${Math.round(totalmem() / 2 ** 30)} GiB, ${process.platform}`;
}

function versions(): Record<string, string> {
  const manifest = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')) as Record<
    'dependencies' | 'devDependencies',
    Record<string, string>
  >;
  const of = (name: string) => manifest.dependencies[name] ?? manifest.devDependencies[name] ?? '';
  return {
    Node: process.version,
    React: of('react'),
    Remix: of('@remix-run/react'),
    Lighthouse: of('lighthouse'),
  };
}

try {
  const allMet = await main(process.argv.slice(2));
  if (!allMet) console.log('Not every target is met.');
  process.exitCode = allMet ? 0 : 1;
} catch (error) {
  console.error(explainFault(error));
  process.exitCode = 1;
}
process.exit();
