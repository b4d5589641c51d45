import { beforeEach, describe, expect, test } from 'vitest';
import { matchOpening } from '#server/modules/offers/match-opening.ts';
import type { OpeningId } from '#server/platform/ids.schema.ts';
import { sqlState } from '#server/platform/sql-state.ts';
import { testDeps, type TestDeps } from '../deps.ts';
import { makeEmployee, makeService } from '../factories.ts';
import {
  accept,
  calendarOf,
  comeFree,
  line,
  openSalon,
  openingRow,
  statusesOf,
  statusOf,
  work,
} from '../waitlist-steps.ts';
import { doctored, raceTrack, withoutRowLocks } from './race.ts';

const deps = await testDeps();
const { db } = deps;
const track = await raceTrack(deps);
const { slow, overtake } = track;
beforeEach(() => deps.reset());

const ten = '2026-06-02T10:00+02:00';

const match = (by: TestDeps, openingId: OpeningId) => matchOpening(by, { openingId });
const outcomes = (results: PromiseSettledResult<unknown>[]) =>
  results.map((result) =>
    result.status === 'fulfilled'
      ? result.value
      : `fault ${sqlState(result.reason) ?? String(result.reason)}`,
  );

/** The matcher's locks on the calendar and the opening left out; not those that it has on the entries. */
const withoutPlaceLocks = (sql: string) =>
  /FOR NO KEY UPDATE OF e\b/.test(sql) ? sql : withoutRowLocks(sql);

describe('one opening and two who wait', () => {
  async function freed() {
    const { salon, cut, ida } = await openSalon(deps);
    const entries = await line(deps, { salon, service: cut }, {}, {});
    const { openingId } = await comeFree(deps, { salon, employee: ida, services: [cut], startsAt: ten });
    return { entries, openingId };
  }

  test('matched ten times at once: one offer', async () => {
    const { entries, openingId } = await freed();
    const matches = await Promise.all(Array.from({ length: 10 }, () => match(deps, openingId)));
    expect(matches.reduce((sum, done) => sum + (done?.offered ?? 0), 0)).toBe(1);
    expect(await statusesOf(deps, entries)).toEqual(['notified', 'waiting']);
    await deps.runJobs();
    expect(await db.offer.count()).toBe(1);
    expect(await db.matchRun.count({ where: { outcome: 'offered' } })).toBe(1);
  });

  test('matched by a second worker while the first is about to write its offer: one offer', async () => {
    const { entries, openingId } = await freed();
    await track.gateBeforeInsert('waitlist_offers');
    const results = await overtake(
      () => match(slow, openingId),
      () => match(deps, openingId),
    );
    expect(outcomes(results)).toEqual([
      { offered: 1, status: 'open' },
      { offered: 0, status: 'open' },
    ]);
    expect(await statusesOf(deps, entries)).toEqual(['notified', 'waiting']);
  });

  test('without the locks, one of them stumbles over the database’s rule', async () => {
    const { openingId } = await freed();
    await track.gateBeforeInsert('waitlist_offers');
    const results = await overtake(
      () => match(doctored(slow, withoutPlaceLocks), openingId),
      () => match(doctored(deps, withoutPlaceLocks), openingId),
    );
    expect(outcomes(results)).toEqual(['fault 23505', { offered: 1, status: 'open' }]);
  });

  test('without that rule either, two customers are offered a slot that is for one at a time', async () => {
    const { entries, openingId } = await freed();
    await track.gateBeforeInsert('waitlist_offers');
    await track.without('INDEX', 'waitlist_offers_one_pending_per_slot', 'waitlist_offers');
    await overtake(
      () => match(doctored(slow, withoutPlaceLocks), openingId),
      () => match(doctored(deps, withoutPlaceLocks), openingId),
    );
    expect(await statusesOf(deps, entries)).toEqual(['notified', 'notified']);
    expect(await openingRow(deps, openingId)).toMatchObject({ offersAtOnce: 1 });
  });
});

describe('two openings and one who waits', () => {
  async function freed() {
    const { salon, cut, ida } = await openSalon(deps);
    const jon = await makeEmployee(db, salon, { services: [cut] });
    const [entry] = await line(deps, { salon, service: cut }, {});
    const opened = [];
    for (const employee of [ida, jon]) {
      const { openingId } = await comeFree(deps, { salon, employee, services: [cut], startsAt: ten });
      opened.push(openingId);
    }
    const [first, second] = opened;
    if (!first || !second) throw new Error('no openings');
    return { entry, first, second };
  }

  test('one gets the entry; the other does not wait for it, looks again, and ends', async () => {
    const { first, second } = await freed();
    await track.gateBeforeInsert('waitlist_offers');
    const results = await overtake(
      () => match(slow, first),
      () => match(deps, second),
    );
    // It saw somebody who fits but was being dealt with: that is no reason to give the time up.
    expect(outcomes(results)).toEqual([
      { offered: 1, status: 'open' },
      { offered: 0, status: 'open' },
    ]);
    deps.clock.advance(0.1);
    await work(deps);
    expect(await openingRow(deps, first)).toMatchObject({ status: 'open' });
    expect(await openingRow(deps, second)).toMatchObject({ status: 'exhausted' });
  });

  test('without locks on the entries and the condition on their state, one of them stumbles', async () => {
    const { first, second } = await freed();
    await track.gateBeforeInsert('waitlist_offers');
    await track.doctor('make_offer', (source) =>
      source.replace("WHERE id = p_entry AND status = 'waiting'", 'WHERE id = p_entry'),
    );
    const results = await overtake(
      () => match(doctored(slow, withoutRowLocks), first),
      () => match(doctored(deps, withoutRowLocks), second),
    );
    expect(outcomes(results)).toEqual([{ offered: 1, status: 'open' }, 'fault 23505']);
  });
});

describe('somebody is changing the only entry that fits', () => {
  test('the opening stays open, and the entry is asked as soon as it is free', async () => {
    const { salon, cut, ida } = await openSalon(deps);
    const [entry] = await line(deps, { salon, service: cut }, {});
    const { openingId } = await comeFree(deps, { salon, employee: ida, services: [cut], startsAt: ten });
    await db.$transaction(async (tx) => {
      await tx.$queryRaw`SELECT id FROM waitlist_entries WHERE id = ${entry.id}::uuid FOR UPDATE`;
      expect(await match(deps, openingId)).toEqual({ offered: 0, status: 'open' });
    });
    expect(await openingRow(deps, openingId)).toMatchObject({ status: 'open', needsMatch: true });
    expect(await statusOf(deps, entry)).toBe('waiting');
    deps.clock.advance(1 / 60);
    await deps.runJobs();
    expect(await statusOf(deps, entry)).toBe('notified');
  });
});

describe('two openings with twenty minutes between them, and two services whose buffers both reach into those', () => {
  /** Either offer fits by itself; both together would overlap by ten minutes. */
  async function freed() {
    const { salon, cut, ida } = await openSalon(deps);
    const after = await makeService(db, salon, { bufferAfterMinutes: 15 });
    const before = await makeService(db, salon, { bufferBeforeMinutes: 15 });
    await db.employeeService.createMany({
      data: [after, before].map((service) => ({ employeeId: ida.id, serviceId: service.id })),
    });
    const entries = await line(
      deps,
      { salon, service: cut },
      { service: after, windows: [{ dateFrom: '2026-06-02', untilMinute: 11 * 60 }] },
      { service: before, windows: [{ dateFrom: '2026-06-02', fromMinute: 11 * 60 }] },
    );
    const early = await comeFree(deps, { salon, employee: ida, services: [cut], startsAt: ten });
    const late = await comeFree(deps, {
      salon,
      employee: ida,
      services: [cut],
      startsAt: '2026-06-02T11:20+02:00',
    });
    return { ida, entries, early: early.openingId, late: late.openingId };
  }

  test('each of them, alone, is offered with its buffer', async () => {
    const { ida, early } = await freed();
    await match(deps, early);
    expect(await calendarOf(deps, ida)).toEqual(['hold 10:00-11:15', 'hold 11:20-12:20']);
    await deps.reset();
    const again = await freed();
    await match(deps, again.late);
    expect(await calendarOf(deps, again.ida)).toEqual(['hold 10:00-11:00', 'hold 11:05-12:20']);
  });

  test('matched and accepted at once: one booking, and the buffers of no other reach into it', async () => {
    const { ida, entries, early, late } = await freed();
    await track.gateBeforeInsert('waitlist_offers');
    const results = await overtake(
      () => match(slow, early),
      () => match(deps, late),
    );
    expect(outcomes(results)).toEqual([
      { offered: 1, status: 'open' },
      { offered: 0, status: 'exhausted' },
    ]);
    expect(await statusesOf(deps, entries)).toEqual(['notified', 'waiting']);
    await accept(deps, entries[0]);
    expect(await calendarOf(deps, ida)).toEqual(['booking 10:00-11:15']);
  });

  test('without the calendar’s lock, one of them stumbles over the calendar’s constraint', async () => {
    const { early, late } = await freed();
    await track.gateBeforeInsert('waitlist_offers');
    const results = await overtake(
      () => match(doctored(slow, withoutPlaceLocks), early),
      () => match(doctored(deps, withoutPlaceLocks), late),
    );
    expect(outcomes(results)).toEqual(['fault 23P01', { offered: 1, status: 'open' }]);
  });

  test('without that either, both are accepted and overlap', async () => {
    const { ida, entries, early, late } = await freed();
    await track.gateBeforeInsert('waitlist_offers');
    await track.without('CONSTRAINT', 'calendar_items_no_overlap', 'calendar_items');
    await overtake(
      () => match(doctored(slow, withoutPlaceLocks), early),
      () => match(doctored(deps, withoutPlaceLocks), late),
    );
    await Promise.all(entries.map((entry) => accept(deps, entry)));
    expect(await calendarOf(deps, ida)).toEqual(['booking 10:00-11:15', 'booking 11:05-12:20']);
  });
});

test('two adjacent slots accepted at once: two bookings, no deadlock', async () => {
  const { salon, cut, ida } = await openSalon(deps);
  const entries = await line(deps, { salon, service: cut }, {}, {});
  await comeFree(deps, { salon, employee: ida, services: [cut], startsAt: ten });
  await comeFree(deps, { salon, employee: ida, services: [cut], startsAt: '2026-06-02T11:00+02:00' });
  await deps.runJobs();
  const answers = await Promise.all(entries.map((entry) => accept(deps, entry)));
  expect(answers.map(({ outcome }) => outcome)).toEqual(['booked', 'booked']);
  expect(await calendarOf(deps, ida)).toEqual(['booking 10:00-11:00', 'booking 11:00-12:00']);
});
