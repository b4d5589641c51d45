import { spawn, type ChildProcess } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { migrate } from '#prisma/migrate.ts';
import { clusterUrl, startCluster, tryPort, type Cluster } from '#scripts/postgres-cluster.ts';
import { makeBookedCustomer } from '#server/modules/notifications/notifications.fixtures.ts';
import { queueMessages } from '#server/modules/notifications/queue-messages.ts';
import { createSendingBoss } from '#server/platform/boss.ts';
import { openDeps } from '#server/platform/deps.ts';
import { readEnv } from '#server/platform/env.ts';

// The real process, against a database server of its own that can be stopped under it.

const waiting = { timeout: 30_000, interval: 50 };

// Named like the clusters of test runs, so that the next run removes it should this one be killed.
const folder = mkdtempSync(path.join(tmpdir(), `ledig-test-${process.pid}-`));
const dataDir = path.join(folder, 'postgres');
let cluster: Cluster | undefined;
let settings: Record<string, string>;
let worker: ChildProcess | undefined;
let said = '';

beforeAll(async () => {
  chmodSync(folder, 0o755); // PostgreSQL's own account must get through it
  const port = await ownPort();
  cluster = await startCluster({ dataDir, port, durable: false });
  const url = clusterUrl(port, 'postgres');
  await migrate(url);
  settings = { LEDIG_MODE: 'test', DATABASE_URL: url, LOG_LEVEL: 'info' };
  worker = spawn(process.execPath, [path.join(import.meta.dirname, 'worker.ts')], {
    env: { ...process.env, ...settings },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  worker.stdout?.on('data', (chunk: Buffer) => {
    said += chunk.toString('utf8');
  });
  await vi.waitFor(() => expect(said).toContain('the worker is ready'), waiting);
}, 60_000);

afterAll(async () => {
  if (worker?.exitCode === null) worker.kill('SIGKILL');
  await cluster?.stop();
  rmSync(folder, { recursive: true, force: true });
});

/**
 * Below the ports that a system gives to whoever asks for any: the tests that run beside these take none of those while the server is
 * down. Another one for each process.
 */
async function ownPort(): Promise<number> {
  const first = 20_000 + (process.pid % 10_000);
  for (let port = first; port < first + 100; port += 1) {
    const taken = await tryPort(port).then(
      () => false,
      () => true,
    );
    if (!taken) return port;
  }
  throw new Error(`A hundred ports from ${first} on are taken.`);
}

/** Queues a message as the web process does, and waits until the worker has sent it. */
async function expectMessageToBeSent(): Promise<void> {
  const env = readEnv(settings);
  const failures: Error[] = [];
  const boss = createSendingBoss({
    url: env.databaseUrl,
    applicationName: 'ledig-test',
    onError: (error) => failures.push(error),
  });
  await boss.start();
  const { deps, close } = openDeps({ env: { ...env, logLevel: 'silent' }, process: 'web', boss });
  try {
    const { booking } = await makeBookedCustomer(deps);
    await deps.inTransaction((tx) =>
      queueMessages(tx, [{ template: 'booking_confirmed', bookingId: booking.id }]),
    );
    await vi.waitFor(async () => {
      const messages = await deps.db.message.findMany({ where: { bookingId: booking.id } });
      expect(messages.map(({ status }) => status)).toEqual(['sent', 'sent']);
    }, waiting);
    expect(failures).toEqual([]);
  } finally {
    await boss.stop({ graceful: false });
    await close();
  }
}

test('a worker sends what is queued, also after its database was restarted, and ends when it is asked to', async () => {
  await expectMessageToBeSent();

  const port = cluster?.port ?? 0;
  await cluster?.stop();
  await vi.waitFor(() => expect(said).toContain('the job store can’t be reached'), waiting);
  cluster = await startCluster({ dataDir, port, durable: false });
  await expectMessageToBeSent();

  const ended = new Promise((resolve) => worker?.once('exit', resolve));
  worker?.kill('SIGTERM');
  expect(await ended).toBe(0);
}, 90_000);
