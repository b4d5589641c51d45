import { beforeEach, describe, expect, test } from 'vitest';
import { testDeps } from '#server/testing/deps.ts';
import { makeBooking, makeCustomer } from '#server/testing/factories.ts';
import { makeEntry } from '#server/testing/waitlist-factories.ts';
import {
  calendarOf,
  comeFree,
  decline,
  entryRow,
  historyOf,
  lastOffer,
  line,
  openSalon,
  openingRow,
  setPolicy,
  staff,
  statusesOf,
  statusOf,
  work,
} from '#server/testing/waitlist-steps.ts';
import { pauseEntry, resumeEntry } from '../waitlist/pause-entry.ts';
import { reactivateEntry } from '../waitlist/reactivate-entry.ts';

const deps = await testDeps();
const { db } = deps;
beforeEach(() => deps.reset());

const ten = '2026-06-02T10:00+02:00';

/** Somebody has paused; meanwhile a time that they would take came free, and nobody wanted it. */
async function missedByPausing(phoneOnly = false) {
  const world = await openSalon(deps);
  const { salon, cut, ida } = world;
  const customer = await makeCustomer(db, salon, phoneOnly ? { email: null } : {});
  const entry = await makeEntry(db, { salon, service: cut, customer });
  const actor = { type: 'customer', id: entry.customerId } as const;
  await deps.inTransaction((tx) => pauseEntry(tx, { entryId: entry.id, until: null, actor }));
  const freed = await comeFree(deps, { salon, employee: ida, services: [cut], startsAt: ten });
  await deps.runJobs();
  expect(await openingRow(deps, freed.openingId)).toMatchObject({ status: 'exhausted' });
  const resume = () => deps.inTransaction((tx) => resumeEntry(tx, { entryId: entry.id, actor }));
  return { ...world, entry, resume, former: freed.openingId };
}

describe('an entry that waits again', () => {
  test('is offered time that came free meanwhile, found nobody, and is free still', async () => {
    const { ida, entry, resume, former } = await missedByPausing();
    await resume();
    await deps.runJobs();
    expect(await historyOf(deps, entry)).toEqual([
      'created_public',
      'paused',
      'resumed_by_customer',
      'slot_matched',
    ]);
    expect(await db.opening.findFirstOrThrow({ where: { status: 'open' } })).toMatchObject({
      cause: 'entry_reactivated',
      parentId: former,
      startsAt: new Date(ten),
    });
    expect(await calendarOf(deps, ida)).toEqual(['hold 10:00-11:00']);
  });

  test('after its cooldown likewise; the time that it was asked about before is not opened for it', async () => {
    const { salon, cut, ida } = await openSalon(deps);
    const [entry] = await line(deps, { salon, service: cut }, {});
    await comeFree(deps, { salon, employee: ida, services: [cut], startsAt: ten });
    await deps.runJobs();
    await decline(deps, entry);
    await deps.runJobs();
    await comeFree(deps, { salon, employee: ida, services: [cut], startsAt: '2026-06-02T14:00+02:00' });
    await deps.runJobs();
    deps.clock.advance(60);
    await work(deps);
    expect((await lastOffer(deps, entry)).slotStart).toEqual(new Date('2026-06-02T14:00+02:00'));
    await decline(deps, entry);
    await work(deps);
    deps.clock.advance(60);
    await work(deps);
    expect(await statusOf(deps, entry)).toBe('waiting');
    expect(await db.offer.count()).toBe(2);
    expect(await db.opening.count({ where: { status: 'open' } })).toBe(0);
  });

  test('on staff’s word likewise, and its misses are forgotten', async () => {
    const { salon, cut, ida } = await openSalon(deps);
    const [entry] = await line(deps, { salon, service: cut }, {});
    await comeFree(deps, { salon, employee: ida, services: [cut], startsAt: ten });
    await deps.runJobs();
    await decline(deps, entry);
    await comeFree(deps, { salon, employee: ida, services: [cut], startsAt: '2026-06-02T14:00+02:00' });
    await deps.runJobs();
    const reactivate = () =>
      deps.inTransaction((tx) => reactivateEntry(tx, { salonId: salon.id, entryId: entry.id, actor: staff }));
    expect(await reactivate()).toBe(true);
    expect(await reactivate()).toBe(false);
    await deps.runJobs();
    expect(await entryRow(deps, entry)).toMatchObject({ status: 'notified', declineCount: 0 });
  });

  test('is not offered what has been booked meanwhile, or is too near, or does not fit', async () => {
    const booked = await missedByPausing();
    await makeBooking(db, {
      salon: booked.salon,
      employee: booked.ida,
      services: [booked.cut],
      startsAt: '2026-06-02T10:30+02:00',
    });
    await booked.resume();
    await deps.runJobs();
    expect(await statusOf(deps, booked.entry)).toBe('waiting');

    const near = await missedByPausing();
    deps.clock.set('2026-06-02T09:40+02:00');
    await near.resume();
    await deps.runJobs();
    expect(await statusOf(deps, near.entry)).toBe('waiting');

    await deps.reset();
    const unfit = await missedByPausing();
    await db.preferenceWindow.updateMany({ data: { untilMinute: 10 * 60 + 30 } });
    await unfit.resume();
    await deps.runJobs();
    expect(await statusOf(deps, unfit.entry)).toBe('waiting');
    expect(await db.opening.count({ where: { status: 'open' } })).toBe(0);
  });

  test('is offered nothing where the policy says so', async () => {
    const { salon, entry, resume } = await missedByPausing();
    await setPolicy(deps, salon, { matchOnReactivation: false });
    await resume();
    await deps.runJobs();
    expect(await statusOf(deps, entry)).toBe('waiting');
  });

  test('at night, and with a phone alone: the time is held, and offered in the morning', async () => {
    const { ida, entry, resume } = await missedByPausing(true);
    deps.clock.set('2026-06-01T23:00+02:00');
    await resume();
    await deps.runJobs();
    expect(await statusOf(deps, entry)).toBe('waiting');
    expect(await calendarOf(deps, ida)).toEqual(['hold 10:00-11:00']);
    deps.clock.set('2026-06-02T08:00+02:00');
    await deps.runJobs();
    expect(await statusOf(deps, entry)).toBe('notified');
  });

  test('shares the time with all who wait: the best placed is asked', async () => {
    const { salon, cut, entry, resume } = await missedByPausing();
    const better = await makeEntry(db, { salon, service: cut, score: 10 });
    await resume();
    await deps.runJobs();
    expect(await statusesOf(deps, [entry, better])).toEqual(['waiting', 'notified']);
  });

  test('does not bring the time back to whoever gave it up', async () => {
    const { salon, cut, ida } = await openSalon(deps);
    const giver = await makeCustomer(db, salon);
    const [paused, givers] = await line(
      deps,
      { salon, service: cut },
      {},
      // Would be first in rank, but it was this customer who gave the time back.
      { customer: giver, score: 10 },
    );
    const actor = { type: 'customer', id: paused.customerId } as const;
    await deps.inTransaction((tx) => pauseEntry(tx, { entryId: paused.id, until: null, actor }));
    await comeFree(deps, { salon, employee: ida, services: [cut], customer: giver, startsAt: ten });
    await deps.runJobs();
    expect(await statusOf(deps, givers)).toBe('waiting');
    await deps.inTransaction((tx) => resumeEntry(tx, { entryId: paused.id, actor }));
    await deps.runJobs();
    expect(await statusesOf(deps, [paused, givers])).toEqual(['notified', 'waiting']);
    await decline(deps, paused);
    await work(deps);
    expect(await statusOf(deps, givers)).toBe('waiting');
  });
});
