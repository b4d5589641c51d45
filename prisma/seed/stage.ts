import { createLinks, type Links } from '#server/platform/crypto.ts';
import type { Clock } from '#server/platform/clock.ts';
import { createDatabase, type Db } from '#server/platform/db.ts';
import { createLogger, type Logger } from '#server/platform/logger.ts';
import { demoSecrets, type LinkKey } from '#server/platform/env.ts';
import { createTransactions, type InTransaction, type Tx } from '#server/platform/tx.ts';

/** Where the past is acted out: the product's own use cases, at times that the seed sets. */
export interface Stage {
  db: Db;
  links: Links;
  inTransaction: InTransaction;
  clock: Clock;
  logger: Logger;
  /** Runs one transaction at that time. */
  at<T>(time: Date, work: (tx: Tx) => Promise<T>): Promise<T>;
  /** What transactions from now on take for the time. */
  setTime(time: Date): void;
}

/** Some seconds in fact; a slow machine may take longer. */
const longestPlayMs = 5 * 60_000;

/** No job is queued: the seed itself says what happens next, and the sweep finds what is left. */
const noJobs = { insert: () => Promise.resolve([]) };

/**
 * Acts out `play` from `start` on. All of it is one transaction of the database, so that nothing is left of a play that
 * broke off, and nobody has to guess what to clean up.
 */
export async function onStage(
  url: string,
  start: Date,
  play: (stage: Stage) => Promise<void>,
): Promise<void> {
  const client = createDatabase({ url, applicationName: 'ledig-seed', maxConnections: 1 });
  let now = start;
  const clock = { now: () => now };
  const transactions = createTransactions({ db: client, boss: noJobs, clock, transactionMs: longestPlayMs });
  // Prisma reads the relations of a row side by side, also on the one connection of a transaction. pg queues them, as is meant, but
  // warns that its next version won't: nobody who starts the demo should have to read that.
  const { noDeprecation } = process;
  process.noDeprecation = true;
  try {
    await transactions((whole) => {
      now = start;
      const inTransaction: InTransaction = async (work) => {
        await endScene(whole.db);
        return work({ ...whole, now });
      };
      return play({
        db: whole.db,
        links: createLinks([demoLinkKey()]),
        inTransaction,
        clock,
        logger: createLogger({ level: 'warn', name: 'seed' }),
        at(time, work) {
          now = time;
          return inTransaction(work);
        },
        setTime(time) {
          now = time;
        },
      });
    });
  } finally {
    process.noDeprecation = noDeprecation ?? false;
    await client.$disconnect();
  }
}

/** What else the end of a transaction does: who acted in it, and why, is not said of what comes after. */
async function endScene(db: Db): Promise<void> {
  await db.$queryRaw`
    SELECT set_config('ledig.' || setting, '', true)
    FROM unnest(ARRAY['reason', 'metadata', 'now', 'actor_type', 'actor_id']) AS setting`;
}

/** The seed is for demo and development, whose links are signed with this key. */
function demoLinkKey(): LinkKey {
  const [id = '', secret = ''] = demoSecrets.linkKeys.split(':');
  return { id, secret };
}
