import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, rmdirSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';

const root = path.dirname(import.meta.dirname);
const output = path.join(root, 'server', 'generated');
const stampFile = path.join(output, 'stamp');
const lock = path.join(root, 'node_modules', '.generate-client.lock');

/**
 * Generates the Prisma client from prisma/schema.prisma, unless the one that is there is of that schema.
 * Safe to call from several processes at once.
 */
export function generateClient() {
  const stamp = fingerprint();
  if (isCurrent(stamp)) return;
  takeLock();
  try {
    if (isCurrent(stamp)) return; // another process did it while this one waited
    const run = spawnSync(
      process.execPath,
      [path.join(root, 'node_modules', 'prisma', 'build', 'index.js'), 'generate'],
      {
        cwd: root,
        encoding: 'utf8',
        env: {
          ...process.env,
          // Generating needs no schema engine, but looks for one, and would download it. Any program will do.
          PRISMA_SCHEMA_ENGINE_BINARY: process.env.PRISMA_SCHEMA_ENGINE_BINARY ?? process.execPath,
          PRISMA_HIDE_UPDATE_MESSAGE: '1',
          CHECKPOINT_DISABLE: '1',
        },
      },
    );
    if (run.status !== 0)
      throw new Error(`The Prisma client could not be generated:\n${run.stdout}${run.stderr}`);
    mkdirSync(output, { recursive: true });
    writeFileSync(stampFile, stamp);
  } finally {
    rmdirSync(lock);
  }
}

/** @param {string} stamp */
function isCurrent(stamp) {
  return existsSync(stampFile) && readFileSync(stampFile, 'utf8') === stamp;
}

function fingerprint() {
  const hash = createHash('sha256');
  for (const file of ['prisma/schema.prisma', 'prisma.config.ts', 'node_modules/prisma/package.json']) {
    hash.update(readFileSync(path.join(root, file)));
  }
  return hash.digest('hex');
}

function takeLock() {
  const giveUpAt = Date.now() + 60_000;
  for (;;) {
    try {
      mkdirSync(lock);
      return;
    } catch {
      // A killed process leaves its lock behind; generating takes a few seconds, so an old one is nobody's.
      if (existsSync(lock) && Date.now() - statSync(lock).mtimeMs > 30_000) rmdirSync(lock);
      if (Date.now() > giveUpAt) throw new Error(`${lock} is held by another process.`);
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 100);
    }
  }
}

if (process.argv[1] && path.resolve(process.argv[1]) === import.meta.filename) {
  generateClient();
}
