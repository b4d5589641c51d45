import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { CalendarId } from '#server/platform/ids.ts';
import type { Tx } from '#server/platform/tx.ts';
import { testDeps } from '#server/testing/deps.ts';
import { makeBooking, makeEmployee, makeSalon, makeService } from '#server/testing/factories.ts';
import { makeOpening } from '#server/testing/waitlist-factories.ts';
import { lockCalendars } from './lock-calendars.ts';

const deps = await testDeps();
const { db } = deps;
beforeEach(() => deps.reset());

const from = new Date('2026-06-02T10:00+02:00');
const until = new Date('2026-06-02T11:00+02:00');

async function world() {
  const salon = await makeSalon(db);
  const cut = await makeService(db, salon);
  const ida = await makeEmployee(db, salon, { services: [cut] });
  const opening = await makeOpening(db, { employee: ida, startsAt: '2026-06-03T10:00+02:00' });
  const bookings = await Promise.all(
    ['2026-06-04T10:00+02:00', '2026-06-05T10:00+02:00'].map((startsAt) =>
      makeBooking(db, { salon, employee: ida, services: [cut], startsAt }),
    ),
  );
  return { ida, opening, bookings };
}

describe('two at once look whether a time is free, and then take it', () => {
  // What these tests leave would break what must always hold.
  afterEach(() => deps.reset());

  /** Moves an item there when nothing else is; marked as overbooked, so that the constraint, the last defence, does not help. */
  async function take(
    calendarId: CalendarId,
    bookingId: string,
    lock: (tx: Tx) => Promise<void>,
  ): Promise<boolean> {
    return deps.inTransaction(async (tx) => {
      await lock(tx);
      const there = await tx.db.calendarItem.count({
        where: { calendarId, startsAt: { lt: until }, endsAt: { gt: from } },
      });
      // Long enough for the other one to look, too.
      await tx.db.$queryRaw`SELECT pg_sleep(0.1)::text`;
      if (there > 0) return false;
      await tx.db.calendarItem.updateMany({
        where: { bookingItem: { bookingId } },
        data: { startsAt: from, endsAt: until, overbooked: true },
      });
      return true;
    });
  }

  test('behind the lock: one of them', async () => {
    const { ida, bookings } = await world();
    const took = await Promise.all(
      bookings.map(({ id }) => take(ida.calendarId, id, (tx) => lockCalendars(tx, [ida.calendarId]))),
    );
    expect(took.toSorted()).toEqual([false, true]);
  });

  test('without it both of them do: that is what the lock is for', async () => {
    const { ida, bookings } = await world();
    const took = await Promise.all(
      bookings.map(({ id }) => take(ida.calendarId, id, () => Promise.resolve())),
    );
    expect(took).toEqual([true, true]);
  });
});

test('a stale hold is gone after the lock, and its opening has ended', async () => {
  const { ida, opening } = await world();
  deps.clock.advance(6);
  await deps.inTransaction((tx) => lockCalendars(tx, [ida.calendarId]));
  expect(await db.calendarItem.count({ where: { kind: 'hold' } })).toBe(0);
  expect(await db.opening.findUnique({ where: { id: opening.id } })).toMatchObject({ status: 'exhausted' });
});

test('calendars are locked in one order, whatever the order in which they are named', async () => {
  const salon = await makeSalon(db);
  const calendars = (await Promise.all([makeEmployee(db, salon), makeEmployee(db, salon)])).map(
    ({ calendarId }) => calendarId,
  );
  const lockBoth = (ids: CalendarId[]) => deps.inTransaction((tx) => lockCalendars(tx, ids));
  for (let round = 0; round < 20; round += 1) {
    await Promise.all([lockBoth(calendars), lockBoth(calendars.toReversed())]);
  }
  expect(deps.logged).toEqual([]);
});
