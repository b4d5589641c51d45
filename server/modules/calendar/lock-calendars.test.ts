import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { CalendarId } from '#server/platform/ids.schema.ts';
import type { Tx } from '#server/platform/tx.ts';
import { testDeps, type TestDeps } from '#server/testing/deps.ts';
import { makeBooking, makeEmployee, makeSalon, makeService } from '#server/testing/factories.ts';
import { doctored, raceTrack } from '#server/testing/races/race.ts';
import { makeOpening } from '#server/testing/waitlist-factories.ts';
import { lockCalendars } from './lock-calendars.ts';

const deps = await testDeps();
const { db } = deps;
const track = await raceTrack(deps);
beforeEach(() => deps.reset());

const from = new Date('2026-06-02T10:00+02:00');
const until = new Date('2026-06-02T11:00+02:00');

async function world() {
  const salon = await makeSalon(db);
  const cut = await makeService(db, salon);
  const ida = await makeEmployee(db, salon, { services: [cut] });
  const opening = await makeOpening(db, { employee: ida, startsAt: '2026-06-03T10:00+02:00' });
  const booked = (startsAt: string) => makeBooking(db, { salon, employee: ida, services: [cut], startsAt });
  const first = await booked('2026-06-04T10:00+02:00');
  const second = await booked('2026-06-05T10:00+02:00');
  return { ida, opening, first, second };
}

describe('two at once look whether a time is free, and then take it', () => {
  // What these tests leave would break what must always hold.
  afterEach(() => deps.reset());

  /**
   * Moves an item there when nothing else is; marked as overbooked, so that the constraint, the last defence, does not help. The slow
   * one is held up between its look and its write.
   */
  async function take(
    by: TestDeps,
    calendarId: CalendarId,
    bookingId: string,
    lock: (tx: Tx) => Promise<void>,
  ): Promise<boolean> {
    return by.inTransaction(async (tx) => {
      await lock(tx);
      const there = await tx.db.calendarItem.count({
        where: { calendarId, startsAt: { lt: until }, endsAt: { gt: from } },
      });
      await tx.db.$queryRaw`SELECT race_gate()`;
      if (there > 0) return false;
      await tx.db.calendarItem.updateMany({
        where: { bookingItem: { bookingId } },
        data: { startsAt: from, endsAt: until, overbooked: true },
      });
      return true;
    });
  }

  /** Whether each of the two took it. */
  async function takeAtOnce(lock: (tx: Tx, calendarId: CalendarId) => Promise<void>) {
    const { ida, first, second } = await world();
    const took = await track.overtake(
      () => take(track.slow, ida.calendarId, first.id, (tx) => lock(tx, ida.calendarId)),
      () => take(deps, ida.calendarId, second.id, (tx) => lock(tx, ida.calendarId)),
    );
    return took.map((settled) => {
      if (settled.status === 'rejected') throw settled.reason;
      return settled.value;
    });
  }

  test('behind the lock: the one who looked first', async () => {
    expect(await takeAtOnce((tx, calendarId) => lockCalendars(tx, [calendarId]))).toEqual([true, false]);
  });

  test('without it both of them do: that is what the lock is for', async () => {
    expect(await takeAtOnce(() => Promise.resolve())).toEqual([true, true]);
  });
});

test('a stale hold is gone after the lock, and its opening has ended', async () => {
  const { ida, opening } = await world();
  deps.clock.advance(6);
  await deps.inTransaction((tx) => lockCalendars(tx, [ida.calendarId]));
  expect(await db.calendarItem.count({ where: { kind: 'hold' } })).toBe(0);
  expect(await db.opening.findUnique({ where: { id: opening.id } })).toMatchObject({ status: 'exhausted' });
});

describe('two lock the same two calendars, which each names the other way round', () => {
  /** The slow one is held up between the first calendar and the second. How many transactions it takes until both are done. */
  async function lockAtOnce(orders: { slow: 'ASC' | 'DESC'; quick: 'ASC' | 'DESC' }): Promise<number> {
    const salon = await makeSalon(db);
    const calendars = [await makeEmployee(db, salon), await makeEmployee(db, salon)].map(
      ({ calendarId }) => calendarId,
    );
    let begun = 0;
    const lockBoth = (by: TestDeps, order: 'ASC' | 'DESC', ids: CalendarId[]) =>
      doctored(by, (sql) =>
        sql
          .replace('SELECT id FROM calendars', 'SELECT id, race_gate(1) FROM calendars')
          .replace('ORDER BY id', `ORDER BY id ${order}`),
      ).inTransaction((tx) => {
        begun += 1;
        return lockCalendars(tx, ids);
      });
    const both = await track.overtake(
      () => lockBoth(track.slow, orders.slow, calendars),
      () => lockBoth(deps, orders.quick, calendars.toReversed()),
    );
    expect(both.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled']);
    return begun;
  }

  test('in one order: one waits for the other', async () => {
    expect(await lockAtOnce({ slow: 'ASC', quick: 'ASC' })).toBe(2);
  });

  test('in two orders they would deadlock, and one would have to begin anew', async () => {
    expect(await lockAtOnce({ slow: 'DESC', quick: 'ASC' })).toBe(3);
  });
});
