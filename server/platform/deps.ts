import { setTimeout } from 'node:timers/promises';
import type { PgBoss } from 'pg-boss';
import { systemClock, type Clock } from './clock.ts';
import { createLinks, type Links } from './crypto.ts';
import { createDatabase, type Db } from './db.ts';
import type { Env } from './env.ts';
import { createLogger, type Logger } from './logger.ts';
import { createRateLimits, type RateLimits } from './rate-limit.ts';
import { createSealer, type Sealer } from './sealer.ts';
import { createTransactions, type InTransaction } from './tx.ts';

/**
 * What the use cases get, made once by each process.
 *
 * - A use case takes `(deps, input)`: it is one verb and opens one transaction with `deps.inTransaction`.
 * - What several of them do inside a transaction takes `(tx, input)`; it never sees `deps`, so it can't open a second one.
 * - Rules take facts and `now: Date`, and neither of the two.
 */
export interface Deps {
  /** For reading outside transactions. Writes go through `inTransaction`. */
  db: Db;
  inTransaction: InTransaction;
  /** Outside transactions; inside one, `tx.now` is the time. */
  clock: Clock;
  /** Waits so many milliseconds. */
  pause: (ms: number) => Promise<void>;
  links: Links;
  sealer: Sealer;
  limits: RateLimits;
  logger: Logger;
  env: Pick<Env, 'mode' | 'publicUrl' | 'cronKey' | 'sms' | 'email'>;
}

export interface OpenedDeps {
  deps: Deps;
  /** Ends the connections. The job store is the caller's, who started it. */
  close(): Promise<void>;
}

/** Its name in the log, and `ledig-<process>` in pg_stat_activity. */
type ProcessName = 'web' | 'worker' | 'lifecycle';

export interface OpenDepsOptions {
  env: Env;
  process: ProcessName;
  /** Jobs are queued through it. Started by the caller. */
  boss: Pick<PgBoss, 'insert'>;
  logger?: Logger;
}

/** For the two entry points; it connects to nothing before the first query. */
export function openDeps({
  env,
  process,
  boss,
  logger = openLogger(env, process),
}: OpenDepsOptions): OpenedDeps {
  const applicationName = `ledig-${process}`;
  const onConnectionError = (error: Error) => logger.warn({ err: error }, 'a database connection broke');
  const client = createDatabase({ url: env.databaseUrl, applicationName, onConnectionError });
  const limits = createRateLimits({
    url: env.databaseUrl,
    applicationName,
    // Any secret of the installation will do: it only has to be the same in all web processes.
    secret: env.cronKey,
    onStoreError: (error) => logger.warn({ err: error }, 'rate limits can’t reach the database'),
  });
  return {
    deps: {
      db: client,
      inTransaction: createTransactions({ db: client, boss }),
      clock: systemClock,
      pause: (ms) => setTimeout(ms),
      links: createLinks(env.linkKeys),
      sealer: createSealer(env.dataKeys),
      limits,
      logger,
      env,
    },
    close: async () => {
      await Promise.all([client.$disconnect(), limits.close()]);
    },
  };
}

/** The log of a process, for what happens before there are deps. */
export function openLogger(env: Pick<Env, 'logLevel'>, process: ProcessName): Logger {
  return createLogger({ level: env.logLevel, name: process });
}
