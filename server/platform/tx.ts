import { setTimeout as pause } from 'node:timers/promises';
import { fromPrisma, type PgBoss } from 'pg-boss';
import type { PrismaClient } from '#server/generated/prisma/client.ts';
import type { Clock } from './clock.ts';
import type { Db } from './db.ts';
import { AppError } from './errors.ts';
import { isOverload, isTransient } from './sql-state.ts';

/** Ids only: no name, contact or token belongs in a job. */
export type JobData = Readonly<Record<string, string>>;

export interface JobOptions {
  /** Not before then. The job store goes by the database's clock, whatever `now` a test has set. */
  startAfter?: Date;
  /**
   * On a queue of policy `short` (where every job needs a key): while one with this key is queued, another one is not
   * written, also when the queued one is to start later. A job that is already
   * running does not count, but it may have been queued still when this transaction looked: its handler must therefore take
   * the lock that this transaction holds before it reads, or it misses what is written here.
   */
  singletonKey?: string;
}

export interface NewJob extends JobOptions {
  queue: string;
  data: JobData;
}

/** One database transaction. Do no network I/O of any other kind inside it. */
export interface Tx {
  readonly db: Db;
  /** The time of this transaction, read once at its beginning. */
  readonly now: Date;
  /** Queues a job that exists if, and only if, this transaction commits. */
  enqueue(queue: string, data: JobData, options?: JobOptions): Promise<void>;
  /** The same for several; one statement for each queue among them. */
  enqueueMany(jobs: readonly NewJob[]): Promise<void>;
}

/**
 * Runs `work` in a transaction and commits it. `work` runs again, from its beginning and in a new transaction, after a
 * serialization failure, a deadlock or a `RetryTransaction`: so it must not change anything outside `tx`.
 * Whatever else it throws rolls back and is thrown on.
 * @throws AppError `busy` when the retries are used up, or a lock, a connection or a statement took too long
 */
export type InTransaction = <T>(work: (tx: Tx) => Promise<T>) => Promise<T>;

/** Thrown by `work` that has found out that it took its locks in the wrong order, to begin anew. */
export class RetryTransaction extends Error {
  override readonly name = 'RetryTransaction';
}

export interface TransactionsOptions {
  db: PrismaClient;
  boss: Pick<PgBoss, 'insert'>;
  /** Tests set the time; without it the database says what time it is. */
  clock?: Clock;
  /** The longest that one of them may take; by default 20 seconds. */
  transactionMs?: number;
}

const maxRetries = 3;
const limits = { statementMs: 10_000, lockMs: 5_000, transactionMs: 20_000, connectionMs: 5_000 };

export function createTransactions({
  db: client,
  boss,
  clock,
  transactionMs = limits.transactionMs,
}: TransactionsOptions): InTransaction {
  async function once<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
    return client.$transaction(
      async (db) => {
        const databaseNow = await begin(db);
        return work({ db, now: clock?.now() ?? databaseNow, ...enqueueIn(db, boss) });
      },
      { timeout: transactionMs, maxWait: limits.connectionMs },
    );
  }

  return async function inTransaction<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
    for (let retries = 0; ; retries += 1) {
      try {
        return await once(work);
      } catch (error) {
        if (isOverload(error)) throw busy(error);
        if (!(error instanceof RetryTransaction) && !isTransient(error)) throw error;
        if (retries === maxRetries) throw busy(error);
        // Two that collided must not meet again: each waits for a time of its own.
        await pause(Math.random() * 20 * 2 ** retries);
      }
    }
  };
}

/** One round trip for all three; `set_config(…, true)` holds until the end of the transaction. */
async function begin(db: Db): Promise<Date> {
  const [row] = await db.$queryRaw<{ now: Date }[]>`
    SELECT clock_timestamp() AS now,
           set_config('statement_timeout', ${String(limits.statementMs)}, true),
           set_config('lock_timeout', ${String(limits.lockMs)}, true)`;
  if (!row) throw new Error('The database did not say what time it is.');
  return row.now;
}

function enqueueIn(db: Db, boss: Pick<PgBoss, 'insert'>): Pick<Tx, 'enqueue' | 'enqueueMany'> {
  const enqueueMany = async (jobs: readonly NewJob[]) => {
    for (const queue of new Set(jobs.map((job) => job.queue))) {
      const inserts = jobs
        .filter((job) => job.queue === queue)
        .map(({ data, startAfter, singletonKey }) => ({ data, startAfter, singletonKey }));
      await boss.insert(queue, inserts, { db: fromPrisma(db) });
    }
  };
  return { enqueueMany, enqueue: (queue, data, options) => enqueueMany([{ queue, data, ...options }]) };
}

function busy(cause: unknown): AppError {
  return new AppError('busy', { cause, retryAfter: 1 });
}
