import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { Client } from 'pg';
import { SetupFault } from '#server/platform/fault.ts';
import {
  adoptCluster,
  clusterUrl,
  freePort,
  isAlive,
  isReachable,
  startCluster,
  tryPort,
} from './postgres-cluster.ts';

// The database of demo and development: the one behind DATABASE_URL, else an embedded PostgreSQL that keeps its data
// in this checkout.

export interface OpenDatabase {
  url: string;
  /** Ends the server if this process started it. */
  close(): Promise<void>;
}

interface State {
  port: number;
  /** The process that started the server and will end it. */
  ownerPid: number;
}

const root = path.dirname(import.meta.dirname);
const databaseName = 'ledig';

/**
 * Opens the database, starting and making it when it is the embedded one. While another process of this checkout has
 * it running, that one's is used.
 * @throws SetupFault
 */
export async function openLocalDatabase(): Promise<OpenDatabase> {
  const given = process.env.DATABASE_URL;
  if (given) {
    await connectOnce(given);
    return { url: given, close: () => Promise.resolve() };
  }
  const folder = dataFolder();
  const running = await runningUrl();
  if (running) return { url: running, close: closerOf(folder) };
  try {
    mkdirSync(folder, { recursive: true });
    const port = await rememberedPort(folder);
    writeState(folder, { port, ownerPid: process.pid });
    const cluster = await startCluster({ dataDir: path.join(folder, 'postgres'), port, durable: true });
    await createDatabaseOnce(clusterUrl(port, 'postgres'));
    return { url: clusterUrl(port, databaseName), close: () => cluster.stop() };
  } catch (error) {
    throw asSetupFault(error, folder);
  }
}

/** Leaves a server to the process that started it, unless that one was killed. */
function closerOf(folder: string): OpenDatabase['close'] {
  const state = readState(folder);
  const adopted =
    state && !isAlive(state.ownerPid) && adoptCluster(path.join(folder, 'postgres'), state.port);
  if (!adopted) return () => Promise.resolve();
  writeState(folder, { port: adopted.port, ownerPid: process.pid });
  return () => adopted.stop();
}

/** The address of the database in use, or undefined when the embedded one is not running and none was given. */
export async function runningUrl(): Promise<string | undefined> {
  if (process.env.DATABASE_URL) return process.env.DATABASE_URL;
  const state = readState(dataFolder());
  if (!state) return undefined;
  const url = clusterUrl(state.port, databaseName);
  return (await answers(url)) ? url : undefined;
}

/**
 * .data/ in the checkout. Only when root has the checkout where PostgreSQL's own account can't go (below /root, say)
 * it is outside.
 */
function dataFolder(): string {
  if (isReachable(root)) return path.join(root, '.data');
  const checkout = createHash('sha256').update(root).digest('hex').slice(0, 12);
  return path.join('/var/tmp', `ledig-data-${checkout}`);
}

async function rememberedPort(folder: string): Promise<number> {
  const before = readState(folder)?.port;
  if (before === undefined) return freePort();
  return tryPort(before).then(
    () => before,
    () => freePort(),
  );
}

function readState(folder: string): State | undefined {
  try {
    const state: unknown = JSON.parse(readFileSync(path.join(folder, 'postgres.json'), 'utf8'));
    return isState(state) ? state : undefined;
  } catch {
    return undefined;
  }
}

function isState(value: unknown): value is State {
  return (
    typeof value === 'object' &&
    value !== null &&
    'port' in value &&
    typeof value.port === 'number' &&
    'ownerPid' in value &&
    typeof value.ownerPid === 'number'
  );
}

function writeState(folder: string, state: State): void {
  writeFileSync(path.join(folder, 'postgres.json'), `${JSON.stringify(state)}\n`);
}

async function answers(url: string): Promise<boolean> {
  return connectOnce(url).then(
    () => true,
    () => false,
  );
}

async function connectOnce(url: string): Promise<void> {
  const client = new Client({ connectionString: url, connectionTimeoutMillis: 5_000 });
  try {
    await client.connect();
  } finally {
    await client.end().catch(() => undefined);
  }
}

async function createDatabaseOnce(adminUrl: string): Promise<void> {
  const admin = new Client({ connectionString: adminUrl });
  await admin.connect();
  try {
    const { rowCount } = await admin.query('SELECT FROM pg_database WHERE datname = $1', [databaseName]);
    if (rowCount === 0) await admin.query(`CREATE DATABASE ${databaseName}`);
  } finally {
    await admin.end();
  }
}

function asSetupFault(error: unknown, folder: string): unknown {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (['EACCES', 'EPERM', 'EROFS'].includes(code)) {
    return new SetupFault(`This account may not write to ${folder}, where the demo keeps its data.`);
  }
  return error;
}
