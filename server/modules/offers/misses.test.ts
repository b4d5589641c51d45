import { beforeEach, describe, expect, test } from 'vitest';
import type { EntryId } from '#server/platform/ids.schema.ts';
import { checkSettled } from '#server/testing/invariants.ts';
import { minutesAfter } from '#server/testing/clock.ts';
import { testDeps } from '#server/testing/deps.ts';
import {
  accept,
  comeFree,
  decline,
  entryRow,
  historyOf,
  lastOffer,
  linkOf,
  line,
  openSalon,
  openingRow,
  setPolicy,
  statusesOf,
  statusOf,
  work,
} from '#server/testing/waitlist-steps.ts';
import { viewOwnEntry } from '../waitlist/view-own-entry.ts';
import { viewOffer } from './view-offer.ts';

const deps = await testDeps();

const { db } = deps;

beforeEach(() => deps.reset());

const ten = '2026-06-02T10:00+02:00';

/** Two who wait; the first has an offer of Ida's time at ten. */
async function offered() {
  const world = await openSalon(deps, { service: { bufferAfterMinutes: 15 } });
  const { salon, cut, ida } = world;
  const [first, second] = await line(deps, { salon, service: cut }, {}, {});
  const { openingId, booking } = await comeFree(deps, {
    salon,
    employee: ida,
    services: [cut],
    startsAt: ten,
  });
  await deps.runJobs();
  return { ...world, first, second, openingId, booking };
}

/** What the offer's page says beforehand. */
async function toldCost(entry: { id: EntryId }) {
  const seen = await viewOffer(deps, await linkOf(deps, entry));
  return seen.ok ? seen.offer.cost : null;
}

/** What the entry's page says of the misses so far. */
async function toldMisses({ id }: { id: EntryId }) {
  const seen = await viewOwnEntry(deps, deps.links.signLink('entry', { id, version: 1 }));
  return seen.ok ? seen.entry.consequences.misses : null;
}

describe('misses', () => {
  /** Offers one time after the other to a lone entry, a day apart, and has each of them missed. */
  async function miss(times: number, how: 'decline' | 'time out') {
    const { salon, cut, ida } = await openSalon(deps);
    const [entry] = await line(
      deps,
      { salon, service: cut, windows: [{ dateFrom: '2026-06-01', dateUntil: '2026-12-31' }] },
      {},
    );
    const told: unknown[] = [];
    for (let day = 1; day <= times; day += 1) {
      deps.clock.set(`2026-06-0${day}T10:00+02:00`);
      await work(deps);
      await comeFree(deps, {
        salon,
        employee: ida,
        services: [cut],
        startsAt: `2026-06-0${day + 1}T10:00+02:00`,
      });
      await deps.runJobs();
      expect(await statusOf(deps, entry)).toBe('notified');
      told.push(await toldCost(entry));
      if (how === 'decline') await decline(deps, entry);
      else deps.clock.advance(15);
      await work(deps);
    }
    return { salon, cut, ida, entry, told };
  }

  test.each(['decline', 'time out'] as const)('the third (%s) means the long cooldown', async (how) => {
    const { entry, told } = await miss(3, how);
    expect(await entryRow(deps, entry)).toMatchObject({
      status: 'cooldown',
      declineCount: 3,
      cooldownUntil: minutesAfter(deps.clock.now(), 10_080),
    });
    // Each offer says beforehand what missing it costs.
    expect(told).toEqual([60, 60, 10_080].map((pauseMinutes) => ({ pauseMinutes, unanswered: 'pause' })));
    expect(await toldCost(entry)).toBeNull();
  });

  test('the second one means the short one still', async () => {
    const { entry } = await miss(2, 'decline');
    expect(await entryRow(deps, entry)).toMatchObject({
      declineCount: 2,
      cooldownUntil: minutesAfter(deps.clock.now(), 60),
    });
  });

  test('older than 90 days are forgotten', async () => {
    const { salon, cut, ida, entry } = await miss(2, 'decline');
    // Half an hour less than 90 days after the second miss; then a day more than 90 days after the third.
    for (const [startsAt, count] of [
      ['2026-08-31T12:30+02:00', 3],
      ['2026-11-30T12:30+01:00', 1],
    ] as const) {
      deps.clock.set(minutesAfter(startsAt, -180));
      await work(deps);
      expect(await toldMisses(entry)).toBe(count - 1);
      await comeFree(deps, { salon, employee: ida, services: [cut], startsAt });
      await deps.runJobs();
      await decline(deps, entry);
      expect((await entryRow(deps, entry)).declineCount).toBe(count);
    }
  });

  test('end the request where the policy says so, by a time-out and not by a decline', async () => {
    const { salon, cut, ida } = await openSalon(deps);
    await setPolicy(deps, salon, { timeoutOutcome: 'expired' });
    const [slow, declining] = await line(deps, { salon, service: cut }, {}, {});
    await comeFree(deps, { salon, employee: ida, services: [cut], startsAt: ten });
    await deps.runJobs();
    expect(await toldCost(slow)).toEqual({ pauseMinutes: 60, unanswered: 'end' });
    deps.clock.advance(15);
    await work(deps);
    await decline(deps, declining);
    expect(await statusesOf(deps, [slow, declining])).toEqual(['expired', 'cooldown']);
    expect(await historyOf(deps, slow)).toEqual(['created_public', 'slot_matched', 'offer_timed_out_final']);
    expect(await accept(deps, slow)).toMatchObject({ outcome: 'expired' });
  });

  test('end the request when no preference window is left after the cooldown', async () => {
    const { salon, cut, ida } = await openSalon(deps);
    const window = { dateFrom: '2026-06-01', untilMinute: 15 * 60 };
    const [gone, left] = await line(
      deps,
      { salon, service: cut },
      { windows: [window] },
      { windows: [window, { dateFrom: '2026-06-08' }] },
    );
    deps.clock.set('2026-06-01T13:00+02:00');
    for (const startsAt of ['2026-06-01T14:00+02:00']) {
      await comeFree(deps, { salon, employee: ida, services: [cut], startsAt });
      await deps.runJobs();
    }
    // The cooldown of an hour lasts until 14:15, when the window is open for another 45 minutes: so it is worth it.
    deps.clock.advance(15);
    await work(deps);
    expect(await statusesOf(deps, [gone, left])).toEqual(['cooldown', 'notified']);
    await setPolicy(deps, salon, { cooldownMinutes: 120 });
    deps.clock.advance(15);
    await work(deps);
    expect(await statusesOf(deps, [gone, left])).toEqual(['cooldown', 'cooldown']);
  });

  test('of the last window end the request at once', async () => {
    const { salon, cut, ida } = await openSalon(deps);
    await setPolicy(deps, salon, { cooldownMinutes: 120 });
    const [entry] = await line(
      deps,
      { salon, service: cut },
      { windows: [{ dateFrom: '2026-06-01', untilMinute: 15 * 60 }] },
    );
    deps.clock.set('2026-06-01T13:00+02:00');
    await comeFree(deps, { salon, employee: ida, services: [cut], startsAt: '2026-06-01T14:00+02:00' });
    await deps.runJobs();
    expect(await toldCost(entry)).toEqual({ pauseMinutes: 120, unanswered: 'end' });
    deps.clock.advance(15);
    await work(deps);
    expect(await historyOf(deps, entry)).toEqual(['created_public', 'slot_matched', 'offer_timed_out_final']);
  });

  test('a claim window that the slot’s nearness cut short is none: the entry waits again, the opening lapses', async () => {
    const { salon, cut, ida } = await openSalon(deps);
    const [entry] = await line(deps, { salon, service: cut }, {});
    deps.clock.set('2026-06-02T09:20+02:00');
    const { openingId } = await comeFree(deps, { salon, employee: ida, services: [cut], startsAt: ten });
    await deps.runJobs();
    expect(await lastOffer(deps, entry)).toMatchObject({
      windowShortened: true,
      tokenExpiresAt: new Date('2026-06-02T09:30+02:00'),
    });
    expect(await toldCost(entry)).toEqual({ pauseMinutes: 60, unanswered: 'nothing' });
    deps.clock.advance(10);
    await work(deps);
    expect(await entryRow(deps, entry)).toMatchObject({
      status: 'waiting',
      declineCount: 0,
      lastMissAt: null,
    });
    expect(await historyOf(deps, entry)).toEqual(['created_public', 'slot_matched', 'offer_withdrawn']);
    expect(await openingRow(deps, openingId)).toMatchObject({ status: 'lapsed' });
  });

  test('a decline of such an offer is a miss like any other', async () => {
    const { salon, cut, ida } = await openSalon(deps);
    const [entry] = await line(deps, { salon, service: cut }, {});
    deps.clock.set('2026-06-02T09:20+02:00');
    await comeFree(deps, { salon, employee: ida, services: [cut], startsAt: ten });
    await deps.runJobs();
    await decline(deps, entry);
    expect(await entryRow(deps, entry)).toMatchObject({ status: 'cooldown', declineCount: 1 });
  });
});

describe('an opening is not offered without end', () => {
  test('only to as many as the policy says', async () => {
    const { salon, cut, ida } = await openSalon(deps);
    await setPolicy(deps, salon, { maxOffersPerOpening: 2 });
    const entries = await line(deps, { salon, service: cut }, {}, {}, {});
    const { openingId } = await comeFree(deps, { salon, employee: ida, services: [cut], startsAt: ten });
    await deps.runJobs();
    for (const entry of entries.slice(0, 2)) {
      await decline(deps, entry);
      await deps.runJobs();
    }
    expect(await statusesOf(deps, entries)).toEqual(['cooldown', 'cooldown', 'waiting']);
    expect(await openingRow(deps, openingId)).toMatchObject({ status: 'exhausted', offersMade: 2 });
    expect(await db.matchRun.findFirstOrThrow({ orderBy: { id: 'desc' } })).toMatchObject({
      outcome: 'capped',
    });
  });

  test('only for as long as the policy says; the offer that is out may be answered still', async () => {
    const { salon, cut, ida } = await openSalon(deps);
    await setPolicy(deps, salon, { maxHoldMinutes: 20 });
    const entries = await line(deps, { salon, service: cut }, {}, {}, {});
    const { openingId } = await comeFree(deps, { salon, employee: ida, services: [cut], startsAt: ten });
    await deps.runJobs();
    deps.clock.advance(15);
    await work(deps);
    deps.clock.advance(14);
    expect(await statusesOf(deps, entries)).toEqual(['cooldown', 'notified', 'waiting']);
    deps.clock.advance(1);
    await work(deps);
    expect(await statusesOf(deps, entries)).toEqual(['cooldown', 'cooldown', 'waiting']);
    expect(await openingRow(deps, openingId)).toMatchObject({ status: 'exhausted' });
  });

  test('a service that needs a longer notice does not keep the others waiting', async () => {
    const { salon, cut, ida } = await openSalon(deps);
    const other = (await openSalon(deps)).cut;
    await db.service.update({ where: { id: other.id }, data: { salonId: salon.id } });
    await db.employeeService.create({ data: { employeeId: ida.id, serviceId: other.id } });
    await setPolicy(deps, salon, { minNoticeMinutes: 24 * 60 }, other);
    const [early, late] = await line(deps, { salon, service: cut }, { service: other, score: 10 }, {});
    const soon = '2026-06-01T16:00+02:00';
    await comeFree(deps, { salon, employee: ida, services: [other], startsAt: soon });
    await deps.runJobs();
    expect(await statusesOf(deps, [early, late])).toEqual(['waiting', 'notified']);
    const run = await db.matchRun.findFirstOrThrow();
    expect(run.skipped).toEqual([{ entryId: early.id, reason: 'too_near' }]);
  });

  test('a salon’s longer notice does not stop a service whose own is shorter', async () => {
    const { salon, cut, ida } = await openSalon(deps);
    await setPolicy(deps, salon, { minNoticeMinutes: 24 * 60 });
    await setPolicy(deps, salon, { minNoticeMinutes: 60 }, cut);
    const [entry] = await line(deps, { salon, service: cut }, {});
    await comeFree(deps, { salon, employee: ida, services: [cut], startsAt: '2026-06-01T16:00+02:00' });
    await deps.runJobs();
    expect(await statusOf(deps, entry)).toBe('notified');
  });
});

test('when all has been answered and swept, nothing is left that waits for nothing', async () => {
  const { first, second } = await offered();
  await decline(deps, first);
  await deps.runJobs();
  deps.clock.advance(15);
  await work(deps);
  deps.clock.advance(60);
  await work(deps);
  expect(await statusesOf(deps, [first, second])).toEqual(['waiting', 'waiting']);
  await expect(checkSettled(deps.database.pool, deps.clock.now())).resolves.toBeUndefined();
});
