import { answerOffer } from '#server/modules/offers/answer-offer.ts';
import { systemClock } from '#server/platform/clock.ts';
import { createTransactions } from '#server/platform/tx.ts';
import { checkInvariants } from '#server/testing/invariants.ts';
import { testLinks } from '#server/testing/links.ts';
import { Pool } from 'pg';
import { openBenchDatabase } from '../bench-database.ts';
import type { Measurement, PartResult } from '../measurement.ts';
import { toTable } from '../report.ts';
import { makeOffered } from './offered.ts';

const rounds = 3;
const openings = 200;
const offersEach = 20;
const atOnce = 64;
const connections = 20;

interface Contest {
  slowestMs: number;
  deadlocks: number;
}

/** Very many customers who answer at once, for slots that only one of each score can have. */
export async function measureContested(): Promise<PartResult> {
  const contests: Contest[] = [];
  for (let round = 0; round < rounds; round += 1) contests.push(await contest());
  const measurements: Measurement[] = [
    {
      name: 'Slowest answer',
      unit: 'ms',
      against: 'the limit',
      rounds: contests.map(({ slowestMs }) => slowestMs),
      target: { atMost: 1_000 },
    },
    {
      name: 'Deadlocks',
      unit: 'times',
      against: 'the limit',
      rounds: contests.map(({ deadlocks }) => deadlocks),
      target: { atMost: 0 },
    },
  ];
  console.log(toTable(measurements));
  return {
    measurements,
    method: [
      `${(openings * offersEach).toLocaleString('en')} claims, ${atOnce} under way at any time over ${connections} connections, of ${openings} slots on 20 calendars: ${offersEach} customers claim each slot, for services of different lengths, in an order that lets neighbours meet.`,
      'Deadlocks are counted by the database itself, also those that a retry would hide. After each round there is one booking for each slot, and everything that must always hold does.',
    ],
  };
}

async function contest(): Promise<Contest> {
  const bench = await openBenchDatabase({ maxConnections: connections });
  const { db, url, boss } = bench;
  const pool = new Pool({ connectionString: url, max: 2 });
  try {
    const tokens = await makeOffered(db, {
      ...{ openings, offersEach, links: testLinks },
      now: systemClock.now(),
    });
    const deps = {
      db,
      inTransaction: createTransactions({ db, boss }),
      links: testLinks,
      clock: systemClock,
    };
    // The rivals for one slot beside each other, and those for the next ones of the same calendar soon after.
    const left = tokens.flat();
    let booked = 0;
    let slowestMs = 0;
    await Promise.all(
      Array.from({ length: atOnce }, async () => {
        for (let token = left.shift(); token !== undefined; token = left.shift()) {
          const from = performance.now();
          const { outcome } = await answerOffer(deps, { token, action: 'accept', channel: 'api' });
          slowestMs = Math.max(slowestMs, performance.now() - from);
          if (outcome === 'booked') booked += 1;
          else if (outcome !== 'taken') throw new Error(`A claim was answered with ${outcome}.`);
        }
      }),
    );
    if (booked !== openings) throw new Error(`${openings} slots, and ${booked} bookings.`);
    await checkInvariants(pool);
    // The statistics of a connection are there for all when it has ended or has been idle for a while.
    await db.$disconnect();
    const { rows } = await pool.query<{ deadlocks: number }>(
      'SELECT deadlocks::int FROM pg_stat_database WHERE datname = current_database()',
    );
    return { slowestMs, deadlocks: rows[0]?.deadlocks ?? Number.NaN };
  } finally {
    await pool.end();
    await bench.stop();
  }
}
