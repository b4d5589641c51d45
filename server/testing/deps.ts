import { afterAll } from 'vitest';
import { inboxProvider } from '#server/modules/notifications/message-provider.ts';
import { findEndedAccess } from '#server/modules/auth/session.ts';
import { createChangeFeed, type Changes } from '#server/modules/realtime/change-feed.ts';
import type { PrismaClient } from '#server/generated/prisma/client.ts';
import { createSendingBoss } from '#server/platform/boss.ts';
import type { JobDeps } from '#server/jobs/definition.ts';
import type { WebDeps } from '#server/trpc/context.ts';
import type { Db } from '#server/platform/db.ts';
import { createLogger } from '#server/platform/logger.ts';
import type { RateLimits } from '#server/platform/rate-limit.ts';
import { createTransactions } from '#server/platform/tx.ts';
import { clockAt, testStart, type TestClock } from './clock.ts';
import { testDatabase, type TestDatabase } from './database.ts';
import { testLinks } from './links.ts';
import { createSealer } from '#server/platform/sealer.ts';
import { runJobs } from './run-jobs.ts';

/** What use cases get in tests: a real database and job store, and a clock that stands still. */
export interface TestDeps extends JobDeps, WebDeps {
  clock: TestClock;
  database: TestDatabase;
  /** What was logged as a warning or worse since the last reset. */
  logged: Record<string, unknown>[];
  /** How long was waited for nothing since the last reset, in milliseconds: no test waits so. */
  paused: number[];
  /** Lets the jobs happen that are due by `clock`, and those that they queue. See run-jobs.ts. */
  runJobs(options?: { twice?: boolean }): Promise<string[]>;
  /** An empty database, and the clock back at its start. */
  reset(): Promise<void>;
}

/**
 * Call it once at the top of a test file, and `reset` before each test:
 *
 *     const deps = await testDeps();
 *     beforeEach(() => deps.reset());
 */
export async function testDeps(start: string = testStart): Promise<TestDeps> {
  const database = await testDatabase();
  const clock = clockAt(start);
  const logged: Record<string, unknown>[] = [];
  const paused: number[] = [];
  const logger = createLogger({
    level: 'warn',
    name: 'test',
    destination: { write: (line) => void logged.push(JSON.parse(line) as Record<string, unknown>) },
  });
  const boss = createSendingBoss({
    url: database.url,
    applicationName: 'ledig-test',
    maxConnections: 1,
    onError: (error) => logger.error({ err: error }, 'the job store failed'),
  });
  await boss.start();
  afterAll(() => boss.stop({ graceful: false }));

  const changes = testChanges({ database, clock, logger });
  const deps: JobDeps & WebDeps = {
    db: database.prisma,
    inTransaction: createTransactions({
      db: waitingLong(database.prisma),
      boss,
      clock,
      transactionMs: patienceMs,
    }),
    clock,
    pause: (ms) => {
      paused.push(ms);
      return Promise.resolve();
    },
    links: testLinks,
    sealer: createSealer([{ id: 'test', secret: 'a-key-for-tests-and-nothing-but-tests' }]),
    limits: noLimits,
    changes,
    logger,
    env: {
      mode: 'test',
      publicUrl: 'http://ledig.test',
      cronKey: 'cron-key-of-the-tests',
      sms: { provider: 'inbox' },
      email: { provider: 'inbox' },
    },
    providers: { sms: inboxProvider, email: inboxProvider },
  };
  return Object.assign(deps, {
    clock,
    database,
    logged,
    paused,
    runJobs(this: TestDeps, options?: { twice?: boolean }) {
      return runJobs(this, database.pool, options);
    },
    reset: async () => {
      clock.set(start);
      logged.length = 0;
      paused.length = 0;
      await database.empty();
    },
  });
}

/** The change feed as another web process would have it. Until somebody watches it, it asks the database nothing. */
export function testChanges({
  database,
  clock,
  logger,
}: Pick<TestDeps, 'database' | 'clock' | 'logger'>): Changes {
  const changes = createChangeFeed({
    url: database.url,
    applicationName: 'ledig-test-changes',
    logger,
    findEnded: (watching) => findEndedAccess(database.prisma, watching, clock.now()),
  });
  afterAll(() => changes.close());
  return changes;
}

/** Longer than any test takes: what is under test is who wins, not how fast the machine is that a crowd meets on. */
const patienceMs = 120_000;

/** The same client, whose transactions wait for a connection for so long. */
function waitingLong(client: PrismaClient): PrismaClient {
  return new Proxy(client, {
    get(target, name) {
      if (name !== '$transaction') return Reflect.get(target, name) as unknown;
      return (work: (db: Db) => Promise<unknown>, options: object) =>
        // eslint-disable-next-line no-restricted-syntax -- the call of the helper itself, handed on
        target.$transaction(work, { ...options, maxWait: patienceMs });
    },
  });
}

/** The same deps, whose transactions wait for locks for so long as well: for dozens that stand in line for one. */
export function forCrowds(deps: TestDeps): TestDeps {
  const patience = `${patienceMs}ms`;
  return {
    ...deps,
    inTransaction: (work) =>
      deps.inTransaction(async (tx) => {
        await tx.db.$queryRaw`
          SELECT set_config('lock_timeout', ${patience}, true), set_config('statement_timeout', ${patience}, true)`;
        return work(tx);
      }),
  };
}

/** Tests of the limits make their own. */
const noLimits: RateLimits = {
  consume: () => Promise.resolve({ ok: true }),
  check: () => Promise.resolve({ ok: true }),
  reset: () => Promise.resolve(),
  close: () => Promise.resolve(),
};
