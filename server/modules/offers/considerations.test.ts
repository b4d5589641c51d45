import { beforeEach, describe, expect, test } from 'vitest';
import { newId, type EntryId } from '#server/platform/ids.schema.ts';
import { testDeps } from '#server/testing/deps.ts';
import { makeEmployee, makeService } from '#server/testing/factories.ts';
import { makeEntry, type TestEntry } from '#server/testing/waitlist-factories.ts';
import {
  comeFree,
  decline,
  line,
  openSalon,
  staff,
  work,
  type OpenSalon,
} from '#server/testing/waitlist-steps.ts';
import { cancelEntry } from '../waitlist/cancel-entry.ts';
import { notifyEntry } from './notify-entry.ts';
import { listConsiderations } from './list-considerations.ts';

const deps = await testDeps();
const { db } = deps;

beforeEach(() => deps.reset());

const ten = '2026-06-02T10:00+02:00';
const noon = '2026-06-02T12:00+02:00';

async function resultsFor({ salon }: OpenSalon, entry: TestEntry) {
  const openings = await listConsiderations(db, {
    salonId: salon.id,
    entryId: entry.id,
    now: deps.clock.now(),
  });
  return openings.map(({ result }) => result);
}

/** Time at ten comes free, and is offered. */
async function tenComesFree({ salon, ida, cut }: OpenSalon): Promise<void> {
  await comeFree(deps, { salon, employee: ida, services: [cut], startsAt: ten });
  await work(deps);
}

describe('what an opening meant for an entry', () => {
  test('who was asked, who came after, and who could not be', async () => {
    const world = await openSalon(deps);
    const { salon, cut } = world;
    const jon = await makeEmployee(db, salon, { name: 'Jon', services: [cut] });
    const [first, second, jons] = await line(deps, { salon, service: cut }, {}, {}, { employees: [jon] });
    await tenComesFree(world);
    expect(await resultsFor(world, first)).toEqual([{ kind: 'offered', status: 'pending' }]);
    expect(await resultsFor(world, second)).toEqual([{ kind: 'outranked', rank: 2 }]);
    expect(await resultsFor(world, jons)).toEqual([{ kind: 'skipped', reason: 'other_employee_wanted' }]);
  });

  test('the answer to an offer stays, whatever later runs say of it', async () => {
    const world = await openSalon(deps);
    const { salon, cut } = world;
    const [first, second] = await line(deps, { salon, service: cut }, {}, {});
    await tenComesFree(world);
    await decline(deps, first);
    await work(deps);
    expect(await resultsFor(world, first)).toEqual([{ kind: 'offered', status: 'declined' }]);
    expect(await resultsFor(world, second)).toEqual([{ kind: 'offered', status: 'pending' }]);
  });

  test('who is further down than a run writes is told by their wish, and by where they stood then', async () => {
    const world = await openSalon(deps);
    const { salon, cut } = world;
    await line(deps, { salon, service: cut }, ...Array.from({ length: 52 }, () => ({})));
    const late = { salon, service: cut, now: deps.clock.now() };
    const fits = await makeEntry(db, late);
    const another = await makeService(db, salon, { name: 'Another' });
    const unfit = await makeEntry(db, { ...late, service: another });
    const left = await makeEntry(db, late);
    await deps.inTransaction((tx) =>
      cancelEntry(tx, { entryId: left.id, reason: 'cancelled_by_staff', actor: staff }),
    );
    deps.clock.advance(1);
    await tenComesFree(world);
    expect(await resultsFor(world, fits)).toEqual([{ kind: 'outranked', rank: null }]);
    expect(await resultsFor(world, unfit)).toEqual([
      { kind: 'skipped', reason: 'employee_does_not_do_service' },
    ]);
    expect(await resultsFor(world, left)).toEqual([{ kind: 'skipped', reason: 'not_waiting' }]);
  });

  test('newest first, none from before the wish, and one that nobody has been looked for is told as that', async () => {
    const world = await openSalon(deps);
    const { salon, cut, ida } = world;
    await tenComesFree(world);
    deps.clock.advance(1);
    const entry = await makeEntry(db, { salon, service: cut, now: deps.clock.now() });
    deps.clock.advance(1);
    const { openingId } = await comeFree(deps, { salon, employee: ida, services: [cut], startsAt: noon });
    const openings = await listConsiderations(db, {
      salonId: salon.id,
      entryId: entry.id,
      now: deps.clock.now(),
    });
    expect(openings).toMatchObject([
      { openingId, employeeName: 'Ida', openingStatus: 'open', result: { kind: 'not_matched' } },
    ]);
  });

  test('one that nobody has been looked for, and that does not fit, says why at once', async () => {
    const world = await openSalon(deps);
    const { salon, cut, ida } = world;
    const entry = await makeEntry(db, {
      salon,
      service: cut,
      windows: [{ dateFrom: '2026-06-02', untilMinute: 540 }],
      now: deps.clock.now(),
    });
    deps.clock.advance(1);
    await comeFree(deps, { salon, employee: ida, services: [cut], startsAt: noon });
    expect(await resultsFor(world, entry)).toEqual([{ kind: 'skipped', reason: 'outside_windows' }]);
  });

  test('one that nobody has been looked for, while this entry does not wait either, says so', async () => {
    const world = await openSalon(deps);
    const { salon, cut, ida } = world;
    const entry = await makeEntry(db, { salon, service: cut, now: deps.clock.now() });
    deps.clock.advance(1);
    await comeFree(deps, { salon, employee: ida, services: [cut], startsAt: noon });
    await deps.inTransaction((tx) =>
      cancelEntry(tx, {
        entryId: entry.id,
        reason: 'left_by_customer',
        actor: { type: 'customer', id: null },
      }),
    );
    expect(await resultsFor(world, entry)).toEqual([{ kind: 'skipped', reason: 'not_waiting' }]);
  });

  test('one that staff offered to another customer by hand is told as that, while it lasts and when it is over', async () => {
    const world = await openSalon(deps);
    const { salon, cut, ida } = world;
    const [entry, chosen] = await line(deps, { salon, service: cut }, {}, {});
    await notifyEntry(deps, {
      salonId: salon.id,
      entryId: chosen.id,
      employeeId: ida.id,
      startsAt: noon,
      thenNext: false,
      actor: staff,
    });
    expect(await resultsFor(world, entry)).toEqual([{ kind: 'by_hand' }]);
    await decline(deps, chosen);
    await work(deps);
    expect(await db.opening.findFirstOrThrow()).toMatchObject({ status: 'exhausted' });
    expect(await resultsFor(world, entry)).toEqual([{ kind: 'by_hand' }]);
  });

  test('one that waits for the morning says so', async () => {
    const world = await openSalon(deps);
    const { salon, cut, ida } = world;
    deps.clock.set('2026-06-01T22:00:00+02:00');
    const entry = await makeEntry(db, { salon, service: cut, now: deps.clock.now() });
    await comeFree(deps, { salon, employee: ida, services: [cut], startsAt: noon });
    await deps.runJobs();
    expect(await resultsFor(world, entry)).toEqual([
      { kind: 'not_matched', resumesAt: new Date('2026-06-02T08:00:00+02:00').toISOString() },
    ]);
  });
});

test('another salon’s entry is not found', async () => {
  const { salon } = await openSalon(deps);
  await expect(
    listConsiderations(db, { salonId: salon.id, entryId: newId<EntryId>(), now: deps.clock.now() }),
  ).rejects.toMatchObject({ code: 'not_found' });
});
