import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { Client } from 'pg';
import { expireDue } from '#server/modules/offers/expire-offers.ts';
import { createLogger } from '#server/platform/logger.ts';
import { createTransactions } from '#server/platform/tx.ts';
import { minutesAfter } from '#server/testing/clock.ts';
import { testLinks } from '#server/testing/links.ts';
import { openBenchDatabase } from '../bench-database.ts';
import { makeOffered } from '../claims/offered.ts';
import type { Measurement, PartResult } from '../measurement.ts';
import { toTable } from '../report.ts';

const rounds = 3;
const due = 10_000;

interface Expiry {
  /** How many times as long as the plain UPDATE. */
  ratio: number;
  /** By how much the heap of the process had grown when all was done, collected. */
  grownKb: number;
}

/** Ten thousand offers that run out at once, as after a night without a worker. */
export async function measureExpiry(): Promise<PartResult> {
  const expiries: Expiry[] = [];
  for (let round = 0; round < rounds; round += 1) expiries.push(await expireAll());
  const measurements: Measurement[] = [
    {
      name: '10,000 offers expire',
      unit: 'times',
      against: 'a plain UPDATE of the same offers',
      rounds: expiries.map(({ ratio }) => Math.round(ratio * 10) / 10),
      target: { atMost: 10 },
    },
    {
      name: 'Memory that is still in use after them',
      unit: 'kB',
      against: 'before them',
      rounds: expiries.map(({ grownKb }) => grownKb),
      target: { atMost: 10_000 },
    },
  ];
  console.log(toTable(measurements));
  return {
    measurements,
    method: [
      'With the state and the history of each entry, the next match of each opening and the return of each entry as jobs, in transactions of a hundred; the UPDATE is one statement for all, in the same database, and is taken back.',
    ],
  };
}

async function expireAll(): Promise<Expiry> {
  const bench = await openBenchDatabase();
  const { db, url, boss } = bench;
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    const now = new Date();
    await makeOffered(db, { openings: due, offersEach: 1, links: testLinks, now });
    const later = minutesAfter(now, 24 * 60);

    const plainFrom = performance.now();
    await client.query('BEGIN');
    await client.query(
      "UPDATE waitlist_offers SET status = 'expired', closed_at = $1 WHERE status = 'pending'",
      [later],
    );
    const plainMs = performance.now() - plainFrom;
    await client.query('ROLLBACK');

    const inTransaction = createTransactions({ db, boss, clock: { now: () => later } });
    const logger = createLogger({ level: 'warn', name: 'bench' });
    const heapBefore = heapKb();
    const from = performance.now();
    let expired = 0;
    for (let some = await expireDue({ inTransaction, logger }); some > 0;) {
      expired += some;
      some = await expireDue({ inTransaction, logger });
    }
    const ratio = (performance.now() - from) / plainMs;
    if (expired !== due) throw new Error(`${due} were due, and ${expired} expired.`);
    return { ratio, grownKb: heapKb() - heapBefore };
  } finally {
    await client.end();
    await bench.stop();
  }
}

const collectGarbage = (() => {
  setFlagsFromString('--expose-gc');
  return runInNewContext('gc') as () => void;
})();

function heapKb(): number {
  collectGarbage();
  return Math.round(process.memoryUsage().heapUsed / 1024);
}
