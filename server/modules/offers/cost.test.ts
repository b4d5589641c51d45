import { beforeEach, describe, expect, test } from 'vitest';
import type { Db } from '#server/platform/db.ts';
import { testStart } from '#server/testing/clock.ts';
import { testDeps, type TestDeps } from '#server/testing/deps.ts';
import { makeCustomer } from '#server/testing/factories.ts';
import { makeEntry } from '#server/testing/waitlist-factories.ts';
import { accept, comeFree, decline, openSalon, type OpenSalon } from '#server/testing/waitlist-steps.ts';
import { matchOpening } from './match-opening.ts';

// What a step of the waitlist costs, counted in rows that it reads: no clock, so it says the same on every machine.

const deps = await testDeps();
const { db } = deps;
beforeEach(() => deps.reset());

const ten = '2026-06-02T10:00+02:00';
/** A match reads one or two hundred rows by the plan of the day, an accept some 50. A past of 2,100 is far above. */
const fewRows = 400;
/** By so many rows two plans for the same may differ. */
const slack = 20;

/** So many bookings that Ida had one after the other until now, of this customer and others in turn: the past of each of them grows. */
async function past({ salon, cut, ida }: OpenSalon, customers: string[], count: number): Promise<void> {
  await db.$executeRaw`
    WITH booked AS (
      INSERT INTO bookings (salon_id, customer_id, status, starts_at, ends_at, price_minor, currency, source, locale, created_at, updated_at)
      SELECT ${salon.id}::uuid, (${customers}::uuid[])[1 + n % ${customers.length}], CASE WHEN n % 2 = 0 THEN 'confirmed' ELSE 'completed' END,
        ${testStart}::timestamptz - make_interval(hours => n + 1), ${testStart}::timestamptz - make_interval(hours => n),
        69000, 'NOK', 'public', 'nb', ${testStart}, ${testStart}
      FROM generate_series(1, ${count}) n
      RETURNING id, starts_at, ends_at
    ), items AS (
      INSERT INTO booking_items
        (booking_id, position, service_id, employee_id, calendar_id, starts_at, ends_at, buffer_before_minutes, buffer_after_minutes, price_minor)
      SELECT id, 0, ${cut.id}::uuid, ${ida.id}::uuid, ${ida.calendarId}::uuid, starts_at, ends_at, 0, 0, 69000 FROM booked
      RETURNING id, starts_at, ends_at
    )
    INSERT INTO calendar_items (calendar_id, kind, booking_item_id, starts_at, ends_at)
    SELECT ${ida.calendarId}::uuid, 'booking', id, starts_at, ends_at FROM items`;
  // As autovacuum does in life.
  await db.$executeRaw`ANALYZE bookings, booking_items, calendar_items, customers`;
}

/** Rows that this connection has read so far, by its tables' statistics. */
async function rowsRead(tx: Db): Promise<number> {
  const [row] = await tx.$queryRaw<{ read: number }[]>`
    SELECT sum(coalesce(seq_tup_read, 0) + coalesce(idx_tup_fetch, 0))::int AS read FROM pg_stat_xact_user_tables`;
  return row?.read ?? 0;
}

/** Counts the rows that the transactions of these deps read. */
function counting(): { deps: TestDeps; read: () => number } {
  let read = 0;
  return {
    deps: {
      ...deps,
      inTransaction: (work) =>
        deps.inTransaction(async (tx) => {
          const before = await rowsRead(tx.db);
          const result = await work(tx);
          read += (await rowsRead(tx.db)) - before;
          return result;
        }),
    },
    read: () => read,
  };
}

/** What `step` reads, with that many bookings behind Ida and behind the customer who is asked first. */
async function costOf(
  bookings: number,
  step: (counted: TestDeps, world: Awaited<ReturnType<typeof asked>>) => Promise<void>,
): Promise<number> {
  await deps.reset();
  const world = await asked(bookings);
  const counted = counting();
  await step(counted.deps, world);
  return counted.read();
}

async function asked(bookings: number) {
  const world = await openSalon(deps);
  const { salon, cut, ida } = world;
  const customer = await makeCustomer(db, salon);
  const others = await Promise.all(Array.from({ length: 49 }, () => makeCustomer(db, salon)));
  await past(
    world,
    [customer, ...others].map(({ id }) => id),
    bookings,
  );
  const entry = await makeEntry(db, { salon, service: cut, customer, score: 10 });
  await makeEntry(db, { salon, service: cut });
  const freed = () => comeFree(deps, { salon, employee: ida, services: [cut], startsAt: ten });
  return { entry, freed };
}

type Step = Parameters<typeof costOf>[1];

const match: Step = async (counted, { freed }) => {
  const { openingId } = await freed();
  expect(await matchOpening(counted, { openingId })).toEqual({ offered: 1, status: 'open' });
};

/** Lets the offer be made, uncounted, so that what follows is counted alone. */
const afterOffer =
  (answer: (counted: TestDeps, entry: Awaited<ReturnType<typeof asked>>['entry']) => Promise<void>): Step =>
  async (counted, { freed, entry }) => {
    const { openingId } = await freed();
    await matchOpening(deps, { openingId });
    await answer(counted, entry);
  };

const steps: [string, Step][] = [
  ['a match', match],
  [
    'an accept',
    afterOffer(async (counted, entry) => {
      expect(await accept(counted, entry)).toMatchObject({ outcome: 'booked' });
    }),
  ],
  [
    'a decline',
    afterOffer(async (counted, entry) => {
      expect(await decline(counted, entry)).toMatchObject({ outcome: 'declined' });
    }),
  ],
];

describe('with 2,100 bookings in the past as with 100', () => {
  test.each(steps)('%s reads no more rows, and few', async (_, step) => {
    const short = await costOf(100, step);
    const long = await costOf(2_100, step);
    expect(long).toBeGreaterThan(10);
    // Of a table of two pages it may read all; of a large one it must not.
    expect(long).toBeLessThanOrEqual(Math.min(short + slack, fewRows));
  });

  test('and the count would show it if one did', async () => {
    const readAll: Step = async (counted) => {
      await counted.inTransaction((tx) => tx.db.booking.findMany({ where: { startsAt: { lt: tx.now } } }));
    };
    expect(await costOf(2_100, readAll)).toBeGreaterThan((await costOf(100, readAll)) + 1_900);
  });
});
