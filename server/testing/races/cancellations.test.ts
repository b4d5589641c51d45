import { beforeEach, describe, expect, test } from 'vitest';
import { cancelBooking } from '#server/modules/bookings/cancel-booking.ts';
import type { InTransaction } from '#server/platform/tx.ts';
import { sqlState } from '#server/platform/sql-state.ts';
import { testDeps, type TestDeps } from '../deps.ts';
import { makeBooking, makeEmployee, type TestBooking } from '../factories.ts';
import { calendarOf, line, openSalon, staff, statusesOf } from '../waitlist-steps.ts';
import { doctored, raceTrack, withoutRowLocks } from './race.ts';

const deps = await testDeps();
const { db } = deps;
const track = await raceTrack(deps);
const { slow, overtake } = track;
beforeEach(() => deps.reset());

const outcomes = (results: PromiseSettledResult<unknown>[]) =>
  results.map((result) =>
    result.status === 'fulfilled'
      ? result.value
      : `fault ${sqlState(result.reason) ?? String(result.reason)}`,
  );

describe('two cancellations at once', () => {
  async function booked() {
    const { salon, cut, ida } = await openSalon(deps);
    const entries = await line(deps, { salon, service: cut }, {}, {});
    const at = (startsAt: string) => makeBooking(db, { salon, employee: ida, services: [cut], startsAt });
    const first = await at('2026-06-02T10:00+02:00');
    const second = await at('2026-06-02T11:00+02:00');
    const cancel = (by: TestDeps, { id }: TestBooking) =>
      cancelBooking(by, { salonId: salon.id, bookingId: id, actor: staff });
    return { ida, entries, first, second, cancel };
  }

  test('on one calendar: two openings, both offered', async () => {
    const { ida, entries, first, second, cancel } = await booked();
    await track.gateBeforeInsert('openings');
    const results = await overtake(
      () => cancel(slow, first),
      () => cancel(deps, second),
    );
    expect(outcomes(results)).toMatchObject([
      { ok: true, openingIds: [expect.any(String)] },
      { ok: true, openingIds: [expect.any(String)] },
    ]);
    expect(await calendarOf(deps, ida)).toEqual(['hold 10:00-11:00', 'hold 11:00-12:00']);
    await deps.runJobs();
    expect(await statusesOf(deps, entries)).toEqual(['notified', 'notified']);
  });

  test('of one booking: one opening, and both are told that it is cancelled', async () => {
    const { ida, first, cancel } = await booked();
    await track.gateBeforeInsert('openings');
    const results = await overtake(
      () => cancel(slow, first),
      () => cancel(deps, first),
    );
    expect(await db.auditEvent.count({ where: { action: 'booking.cancelled' } })).toBe(1);
    const { id } = await db.opening.findFirstOrThrow();
    expect(outcomes(results)).toMatchObject([
      { ok: true, openingIds: [id] },
      { ok: true, openingIds: [id] },
    ]);
    expect(await calendarOf(deps, ida)).toEqual(['hold 10:00-11:00', 'booking 11:00-12:00']);
  });

  test('of one booking without the locks: it is cancelled twice, and the second knows of no opening', async () => {
    const { first, cancel } = await booked();
    await track.gateBeforeInsert('change_events');
    const results = await overtake(
      () => cancel(doctored(slow, withoutRowLocks), first),
      () => cancel(doctored(deps, withoutRowLocks), first),
    );
    expect(outcomes(results)).toMatchObject([
      { ok: true, openingIds: [expect.any(String)] },
      { ok: true, openingIds: [] },
    ]);
    expect(await db.auditEvent.count({ where: { action: 'booking.cancelled' } })).toBe(2);
  });
});

describe('two bookings over the same two calendars, the one from Ida to Jon, the other from Jon to Ida', () => {
  async function booked() {
    const { salon, cut, ida } = await openSalon(deps);
    const jon = await makeEmployee(db, salon, { services: [cut] });
    const over = async (startsAt: string, [from, to]: [typeof ida, typeof ida]) => {
      const booking = await makeBooking(db, { salon, employee: from, services: [cut, cut], startsAt });
      await db.$executeRaw`
        UPDATE calendar_items c SET calendar_id = ${to.calendarId}::uuid
        FROM booking_items i WHERE i.id = c.booking_item_id AND i.booking_id = ${booking.id}::uuid AND i.position = 1`;
      await db.$executeRaw`
        UPDATE booking_items SET calendar_id = ${to.calendarId}::uuid, employee_id = ${to.id}::uuid
        WHERE booking_id = ${booking.id}::uuid AND position = 1`;
      return booking;
    };
    const there = await over('2026-06-02T10:00+02:00', [ida, jon]);
    const back = await over('2026-06-02T13:00+02:00', [jon, ida]);
    const cancel = (by: TestDeps, { id }: TestBooking) =>
      cancelBooking(by, { salonId: salon.id, bookingId: id, actor: staff });
    return { there, back, cancel };
  }

  /** How often transactions had to begin anew. */
  function counted(by: TestDeps): { deps: TestDeps; begun: () => number } {
    let begun = 0;
    const inTransaction: InTransaction = (work) =>
      by.inTransaction((tx) => {
        begun += 1;
        return work(tx);
      });
    return { deps: { ...by, inTransaction }, begun: () => begun };
  }

  /** The gate stands after the first of the calendars has been locked. */
  const lockingIn = (order: 'ASC' | 'DESC') => (sql: string) =>
    sql.replace(
      /SELECT id FROM calendars([^]*)ORDER BY id FOR NO KEY UPDATE/,
      `SELECT id, race_gate(1) FROM calendars$1ORDER BY id ${order} FOR NO KEY UPDATE`,
    );

  async function race(orders: ['ASC' | 'DESC', 'ASC' | 'DESC']) {
    const { there, back, cancel } = await booked();
    const one = counted(doctored(slow, lockingIn(orders[0])));
    const other = counted(doctored(deps, lockingIn(orders[1])));
    const results = await overtake(
      () => cancel(one.deps, there),
      () => cancel(other.deps, back),
    );
    return { results, begun: one.begun() + other.begun() };
  }

  test('cancelled at once: four openings, no deadlock', async () => {
    const { results, begun } = await race(['ASC', 'ASC']);
    expect(outcomes(results)).toMatchObject([{ ok: true }, { ok: true }]);
    expect(await db.opening.count({ where: { status: 'open' } })).toBe(4);
    expect(begun).toBe(2);
  });

  test('locked in the order of their items, they deadlock, and one of them has to begin anew', async () => {
    const { begun } = await race(['DESC', 'ASC']);
    expect(begun).toBe(3);
    expect(await db.opening.count({ where: { status: 'open' } })).toBe(4);
  });
});
