import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, globSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { SetupFault } from '#server/platform/fault.ts';

const root = path.dirname(import.meta.dirname);
const output = path.join(root, 'build');
const stampFile = path.join(output, 'stamp');
const remixCli = path.join(root, 'node_modules', '@remix-run', 'dev', 'dist', 'cli.js');

/** What the pages are built from: nothing else of server/ may enter them. */
const sources = [
  'app/**/*',
  'public/**/*',
  'server/texts/**/*',
  'server/**/*.schema.ts',
  'server/platform/ids.schema.ts',
  'package-lock.json',
  'vite.config.ts',
  'remix.config.js',
];

/**
 * Builds the pages into build/, unless what is there is of these very sources.
 * @returns whether it had to build
 */
export function buildPages(): boolean {
  const stamp = fingerprint();
  if (existsSync(stampFile) && readFileSync(stampFile, 'utf8') === stamp) return false;
  // Built beside and put in place whole: a process may be serving from build/, or another one be building too.
  const fresh = `${output}-${process.pid}`;
  const run = spawnSync(process.execPath, [remixCli, 'vite:build', '--logLevel', 'warn'], {
    cwd: root,
    encoding: 'utf8',
    env: { ...process.env, NODE_ENV: 'production', LEDIG_BUILD_DIRECTORY: path.basename(fresh) },
  });
  if (run.status !== 0) {
    rmSync(fresh, { recursive: true, force: true });
    throw new SetupFault(`The pages could not be built:\n${run.stdout}${run.stderr}`);
  }
  writeFileSync(path.join(fresh, 'stamp'), stamp);
  rmSync(output, { recursive: true, force: true });
  renameSync(fresh, output);
  return true;
}

function fingerprint(): string {
  const hash = createHash('sha256');
  for (const file of globSync(sources, { cwd: root, withFileTypes: true })
    .filter((entry) => entry.isFile() && !entry.name.includes('.test.'))
    .map((entry) => path.join(entry.parentPath, entry.name))
    .sort()) {
    hash.update(path.relative(root, file)).update('\0').update(readFileSync(file));
  }
  return hash.digest('hex');
}

if (import.meta.main) console.log(buildPages() ? 'Built.' : 'The build is up to date.');
