import { createLinks, type Links } from '#server/platform/crypto.ts';
import type { Clock } from '#server/platform/clock.ts';
import { createDatabase, type Db } from '#server/platform/db.ts';
import { demoSecrets, type LinkKey } from '#server/platform/env.ts';
import { createTransactions, type InTransaction, type Tx } from '#server/platform/tx.ts';

/** Where the past is acted out: the product's own use cases, at times that the seed sets. */
export interface Stage {
  db: Db;
  links: Links;
  inTransaction: InTransaction;
  clock: Clock;
  /** Runs one transaction at that time. */
  at<T>(time: Date, work: (tx: Tx) => Promise<T>): Promise<T>;
  /** What transactions from now on take for the time. */
  setTime(time: Date): void;
  close(): Promise<void>;
}

/** No job is queued: the seed itself says what happens next, and the sweep finds what is left. */
const noJobs = { insert: () => Promise.resolve([]) };

export function openStage(url: string, start: Date): Stage {
  const db = createDatabase({ url, applicationName: 'ledig-seed', maxConnections: 4 });
  let now = start;
  const clock = { now: () => now };
  const inTransaction = createTransactions({ db, boss: noJobs, clock });
  return {
    db,
    links: createLinks([demoLinkKey()]),
    inTransaction,
    clock,
    at(time, work) {
      now = time;
      return inTransaction(work);
    },
    setTime(time) {
      now = time;
    },
    close: () => db.$disconnect(),
  };
}

/** The seed is for demo and development, whose links are signed with this key. */
function demoLinkKey(): LinkKey {
  const [id = '', secret = ''] = demoSecrets.linkKeys.split(':');
  return { id, secret };
}
