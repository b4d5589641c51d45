import { beforeEach, describe, expect, test } from 'vitest';
import type { OpeningId } from '#server/platform/ids.schema.ts';
import { minutesAfter } from '#server/testing/clock.ts';
import { testDeps } from '#server/testing/deps.ts';
import { makeCustomer } from '#server/testing/factories.ts';
import { makeEntry } from '#server/testing/waitlist-factories.ts';
import {
  comeFree,
  decline,
  line,
  openSalon,
  openingRow,
  setPolicy,
  statusesOf,
  work,
} from '#server/testing/waitlist-steps.ts';
import { matchOpening } from './match-opening.ts';

const deps = await testDeps();
const { db } = deps;
beforeEach(() => deps.reset());

const ten = '2026-06-02T10:00+02:00';

type World = Awaited<ReturnType<typeof openSalon>>;

/** Ida's time so many hours after ten comes free; nobody looks for a customer yet. */
async function free({ salon, cut, ida }: World, hours: number): Promise<OpeningId> {
  const startsAt = minutesAfter(ten, hours * 60);
  return (await comeFree(deps, { salon, employee: ida, services: [cut], startsAt })).openingId;
}

describe('one customer is asked no more often on one day', () => {
  /** May be asked twice a day, and has said no to both. */
  async function askedTwice() {
    const world = await openSalon(deps);
    const { salon, cut } = world;
    await setPolicy(deps, salon, {
      maxOffersPerCustomerDay: 2,
      cooldownMinutes: 0,
      declineThreshold: 50,
      quietFromMinute: 0,
      quietUntilMinute: 0,
    });
    const customer = await makeCustomer(db, salon);
    const entry = await makeEntry(db, { salon, service: cut, customer });
    for (const hours of [0, 1]) {
      await free(world, hours);
      await work(deps);
      await decline(deps, entry);
      await work(deps);
    }
    return { world, entry, customer };
  }

  test('by the matcher, which says why; the next one is asked', async () => {
    const { world, entry } = await askedTwice();
    const next = await makeEntry(db, { salon: world.salon, service: world.cut });
    const openingId = await free(world, 2);
    await work(deps);
    expect(await statusesOf(deps, [entry, next])).toEqual(['waiting', 'notified']);
    const run = await db.matchRun.findFirstOrThrow({ where: { openingId } });
    expect(run.skipped).toContainEqual({ entryId: entry.id, reason: 'asked_enough_today' });
  });

  test('nor by another wish of theirs', async () => {
    const { world, entry, customer } = await askedTwice();
    const { salon, cut } = world;
    const other = await makeEntry(db, { salon, service: cut, customer });
    const openingId = await free(world, 2);
    await work(deps);
    expect(await statusesOf(deps, [entry, other])).toEqual(['waiting', 'waiting']);
    expect(await openingRow(deps, openingId)).toMatchObject({ status: 'exhausted' });
  });

  test('but on the next day again: midnight is the salon’s', async () => {
    const { world, entry } = await askedTwice();
    deps.clock.set('2026-06-01T23:59:00+02:00');
    const early = await free(world, 2);
    await work(deps);
    expect(await openingRow(deps, early)).toMatchObject({ status: 'exhausted' });
    deps.clock.set('2026-06-02T00:00:00+02:00');
    await free(world, 4);
    await work(deps);
    expect(await statusesOf(deps, [entry])).toEqual(['notified']);
  });
});

describe('a salon makes no more offers within an hour', () => {
  async function twoOpenings() {
    const world = await openSalon(deps);
    await setPolicy(deps, world.salon, { maxOffersPerHour: 1 });
    const entries = await line(deps, { salon: world.salon, service: world.cut }, {}, {});
    const openings = [await free(world, 0), await free(world, 1)] as const;
    return { world, entries, openings };
  }
  const match = (openingId: OpeningId) => matchOpening(deps, { openingId });
  const offers = () => db.offer.count();

  test('the next is made when the first is an hour old', async () => {
    const { openings } = await twoOpenings();
    for (const openingId of openings) await match(openingId);
    expect(await offers()).toBe(1);
    const resumesAt = minutesAfter(deps.clock.now(), 60);
    expect(await openingRow(deps, openings[1])).toMatchObject({ status: 'open', resumesAt });
    deps.clock.advance(59);
    await match(openings[1]);
    expect(await offers()).toBe(1);
    deps.clock.advance(1);
    await match(openings[1]);
    expect(await offers()).toBe(2);
  });

  test('staff who ask for the next customer are not held back', async () => {
    const { openings } = await twoOpenings();
    await match(openings[0]);
    await matchOpening(deps, { openingId: openings[1], urgent: true });
    expect(await offers()).toBe(2);
  });

  test('another salon’s count for themselves', async () => {
    const first = await twoOpenings();
    const second = await twoOpenings();
    await match(first.openings[0]);
    await match(second.openings[0]);
    expect(await offers()).toBe(2);
  });
});
