import { Client, type QueryConfig } from 'pg';
import { answerOffer } from '#server/modules/offers/answer-offer.ts';
import { systemClock } from '#server/platform/clock.ts';
import { hashToken } from '#server/platform/crypto.ts';
import { newId, type BookingId } from '#server/platform/ids.schema.ts';
import { createTransactions } from '#server/platform/tx.ts';
import { testLinks } from '#server/testing/links.ts';
import { openBenchDatabase } from '../bench-database.ts';
import type { PartResult } from '../measurement.ts';
import { toTable } from '../report.ts';
import { makeOffered } from './offered.ts';
import { startRecorder } from './record-statements.ts';

const rounds = 7;
const claimsARound = 200;
/** What takes turns in a round does so in pieces of so many claims. */
const claimsATurn = 25;
const atOnce = 4;

/** The claim through our code, against the same statements through plain `pg`, and against the claim alone. */
export async function measureClaims(): Promise<PartResult> {
  const bench = await openBenchDatabase();
  const { db, url, boss } = bench;
  const plain = await Promise.all(
    Array.from({ length: atOnce }, async () => {
      const client = new Client({ connectionString: url });
      await client.connect();
      return client;
    }),
  );
  const recorder = startRecorder(url);
  try {
    const each = claimsARound * (rounds + 1);
    const tokens = await makeOffered(db, {
      openings: 3 * each,
      offersEach: 1,
      links: testLinks,
      now: systemClock.now(),
    });
    const queue = tokens.flat();
    const inTransaction = createTransactions({ db, boss });
    const deps = { db, inTransaction, links: testLinks, clock: systemClock };

    const whole = async (token: string) => {
      const { outcome } = await answerOffer(deps, { token, action: 'accept', channel: 'api' });
      if (outcome !== 'booked') throw new Error(`A claim was answered with ${outcome}.`);
    };
    const alone = (token: string) =>
      inTransaction(
        (tx) => tx.db.$queryRaw`
        SELECT outcome FROM claim_waitlist_offer_atomic(
          ${hashToken(token)}, 'accept', 'api', ${tx.now}::timestamptz, ${newId<BookingId>()}::uuid)`,
      );
    const recording = {
      ...deps,
      db: recorder.db,
      inTransaction: createTransactions({ db: recorder.db, boss }),
    };
    const record = async (token: string): Promise<QueryConfig[]> => {
      // It looks for its booking at the end, which has been taken back.
      await answerOffer(recording, { token, action: 'accept', channel: 'api' }).catch(() => undefined);
      return recorder.taken();
    };
    const replay = async (statements: readonly QueryConfig[], line: number) => {
      const client = plain[line];
      for (const statement of statements) await client?.query(statement);
    };

    const ratios: { toPlain: number; toAlone: number }[] = [];
    for (let round = 0; round <= rounds; round += 1) {
      const spent = { whole: 0, alone: 0, plain: 0 };
      for (let done = 0; done < claimsARound; done += claimsATurn) {
        spent.whole += await timeAll(queue.splice(0, claimsATurn), whole);
        const recorded = [];
        for (const token of queue.splice(0, claimsATurn)) recorded.push(await record(token));
        spent.plain += await timeAll(recorded, replay);
        spent.alone += await timeAll(queue.splice(0, claimsATurn), alone);
      }
      // The first one has warmed them up.
      if (round > 0) ratios.push({ toPlain: spent.plain / spent.whole, toAlone: spent.alone / spent.whole });
    }
    const booked = await db.booking.count();
    if (booked !== tokens.length) throw new Error(`${tokens.length} were claimed, and ${booked} booked.`);
    const measurements = [
      {
        name: 'Claim through our code',
        unit: 'ratio' as const,
        against: 'the same statements with the same values through plain pg',
        rounds: ratios.map(({ toPlain }) => toPlain),
        target: { atLeast: 0.85 },
      },
      {
        name: 'Claim with its jobs and messages',
        unit: 'ratio' as const,
        against: 'the claim alone, in a transaction of ours',
        rounds: ratios.map(({ toAlone }) => toAlone),
        target: { atLeast: 0.7 },
      },
    ];
    console.log(toTable(measurements));
    return {
      measurements,
      method: [
        `${claimsARound} claims of each kind a round, ${atOnce} at once, in turns of ${claimsATurn}; every claim books an offer of its own, in a salon of 20 employees.`,
        'The statements for plain pg were written down from our code, named and with their values, while it claimed that very offer in a transaction that was taken back.',
      ],
    };
  } finally {
    await recorder.stop();
    await Promise.all(plain.map((client) => client.end()));
    await bench.stop();
  }
}

/** @returns how long it took to do all of them, several at once, in milliseconds */
async function timeAll<T>(
  work: readonly T[],
  once: (one: T, line: number) => Promise<unknown>,
): Promise<number> {
  const left = [...work];
  const from = performance.now();
  await Promise.all(
    Array.from({ length: atOnce }, async (_, line) => {
      for (let one = left.shift(); one !== undefined; one = left.shift()) await once(one, line);
    }),
  );
  return performance.now() - from;
}
