import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { testDatabase } from '#server/testing/database.ts';
import { createWorkingBoss, ensureQueues } from './boss.ts';
import { AppError } from './errors.ts';
import { createTransactions, RetryTransaction } from './tx.ts';

const database = await testDatabase();
const boss = createWorkingBoss({
  url: database.url,
  applicationName: 'ledig-test',
  onError: (error) => {
    throw error;
  },
});
const inTransaction = createTransactions({ db: database.prisma, boss });
const queue = 'test.tx';

beforeAll(async () => {
  await boss.start();
  await ensureQueues(boss, [{ name: queue, policy: 'short' }]);
});
afterAll(() => boss.stop());
beforeEach(() => database.empty());

const queued = async () => (await boss.findJobs(queue)).map((job) => job.data);
const names = async () => (await database.prisma.organisation.findMany()).map(({ name }) => name);

test('a committed transaction leaves its rows and its jobs', async () => {
  await inTransaction(async (tx) => {
    await tx.db.organisation.create({ data: { name: 'Fjord' } });
    await tx.enqueue(queue, { id: '1' }, { singletonKey: '1' });
  });

  expect(await names()).toEqual(['Fjord']);
  expect(await queued()).toEqual([{ id: '1' }]);
});

test('a transaction that throws leaves neither rows nor jobs', async () => {
  const failing = inTransaction(async (tx) => {
    await tx.db.organisation.create({ data: { name: 'Fjord' } });
    await tx.enqueue(queue, { id: '1' }, { singletonKey: '1' });
    throw new Error('no');
  });

  await expect(failing).rejects.toThrow('no');
  expect(await names()).toEqual([]);
  expect(await queued()).toEqual([]);
});

test('many jobs are queued at once, and a queued one is not queued again', async () => {
  await inTransaction((tx) =>
    tx.enqueueMany(['1', '2', '2'].map((id) => ({ queue, data: { id }, singletonKey: id }))),
  );

  expect((await queued()).map((data) => (data as { id: string }).id).toSorted()).toEqual(['1', '2']);
});

test('a job can wait for its time', async () => {
  const startAfter = new Date('2040-01-02T03:04:05.678Z');
  await inTransaction((tx) => tx.enqueue(queue, { id: '1' }, { startAfter, singletonKey: '1' }));

  const [job] = await boss.findJobs(queue);
  expect(job?.startAfter).toEqual(startAfter);
});

describe('the time of a transaction', () => {
  test("is the database's, read once at its beginning", async () => {
    // The process's clock is wrong, as that of a server in a cloud may be.
    vi.useFakeTimers({ toFake: ['Date'], now: new Date('2001-02-03T04:05:06Z') });
    const { given, began, looked } = await inTransaction(async (tx) => {
      const [row] = await tx.db.$queryRaw<{ began: Date; looked: Date }[]>`
        SELECT transaction_timestamp() AS began, statement_timestamp() AS looked`;
      if (!row) throw new Error('one row was asked for');
      return { given: tx.now, ...row };
    }).finally(() => vi.useRealTimers());

    expect(given.getTime()).toBeGreaterThanOrEqual(began.getTime());
    expect(given.getTime()).toBeLessThanOrEqual(looked.getTime());
  });

  test('can be set by a test', async () => {
    const now = new Date('2026-03-29T01:30:00Z');
    const atThatTime = createTransactions({ db: database.prisma, boss, clock: { now: () => now } });

    expect(await atThatTime(async (tx) => tx.now)).toEqual(now);
  });
});

test('statements and waits for locks are limited inside a transaction, and only there', async () => {
  const settings = `SELECT current_setting('statement_timeout') AS statement, current_setting('lock_timeout') AS lock`;

  expect(await inTransaction((tx) => tx.db.$queryRawUnsafe(settings))).toEqual([
    { statement: '10s', lock: '5s' },
  ]);
  expect(await database.prisma.$queryRawUnsafe(settings)).toEqual([{ statement: '0', lock: '0' }]);
});

describe('a transaction that failed through nobody’s fault runs again', () => {
  test('after it asked for that itself, and what the first run wrote and queued is gone', async () => {
    let runs = 0;
    await inTransaction(async (tx) => {
      runs += 1;
      await tx.db.organisation.create({ data: { name: `run ${runs}` } });
      await tx.enqueue(queue, { id: String(runs) }, { singletonKey: String(runs) });
      if (runs < 3) throw new RetryTransaction();
    });

    expect(await names()).toEqual(['run 3']);
    expect(await queued()).toEqual([{ id: '3' }]);
  });

  test('after a serialization failure', async () => {
    let runs = 0;
    await inTransaction(async (tx) => {
      runs += 1;
      if (runs === 1) await failWith('40001', tx.db);
    });

    expect(runs).toBe(2);
  });

  test('after a deadlock', async () => {
    const [a, b] = await database.prisma.organisation.createManyAndReturn({
      data: [{ name: 'a' }, { name: 'b' }],
      select: { id: true },
    });
    if (!a || !b) throw new Error('two rows were written');
    let runs = 0;
    let release = () => {};
    const bothHoldOne = new Promise<void>((resolve) => (release = resolve));
    const lockBoth = (first: string, second: string) =>
      inTransaction(async (tx) => {
        runs += 1;
        await tx.db.organisation.update({ where: { id: first }, data: { name: 'locked' } });
        if (runs === 2) release();
        await bothHoldOne;
        await tx.db.organisation.update({ where: { id: second }, data: { name: 'locked' } });
      });

    await Promise.all([lockBoth(a.id, b.id), lockBoth(b.id, a.id)]);
    expect(runs).toBe(3);
  });

  test('three times at most; then the answer is busy', async () => {
    let runs = 0;
    const failing = inTransaction(async () => {
      runs += 1;
      throw new RetryTransaction();
    });

    await expect(failing).rejects.toMatchObject({ name: 'AppError', code: 'busy', retryAfter: 1 });
    expect(runs).toBe(4);
  });
});

test.each(['55P03', '57014'])(
  'a lock or a statement that took too long (%s) is busy at once',
  async (state) => {
    let runs = 0;
    const failing = inTransaction(async (tx) => {
      runs += 1;
      await failWith(state, tx.db);
    });

    await expect(failing).rejects.toBeInstanceOf(AppError);
    expect(runs).toBe(1);
  },
);

test('other faults of the database are thrown on after one run', async () => {
  let runs = 0;
  const failing = inTransaction(async (tx) => {
    runs += 1;
    await failWith('22012', tx.db);
  });

  await expect(failing).rejects.not.toBeInstanceOf(AppError);
  expect(runs).toBe(1);
});

/** Lets the database itself raise an error of that SQLSTATE. */
async function failWith(
  state: string,
  db: { $executeRawUnsafe(sql: string): Promise<number> },
): Promise<void> {
  await db.$executeRawUnsafe(`DO $$ BEGIN RAISE EXCEPTION 'as asked' USING ERRCODE = '${state}'; END $$`);
}
