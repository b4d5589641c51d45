import { beforeEach, describe, expect, test } from 'vitest';
import { newId, type OpeningId } from '#server/platform/ids.schema.ts';
import { minutesAfter } from '#server/testing/clock.ts';
import { testDeps } from '#server/testing/deps.ts';
import {
  accept,
  calendarOf,
  comeFree,
  historyOf,
  line,
  messagesTo,
  openSalon,
  openingRow,
  setPolicy,
  staff,
  statusesOf,
} from '#server/testing/waitlist-steps.ts';
import { getOpening, listOpenings } from './openings.queries.ts';
import { withdrawOpening } from './withdraw-opening.ts';
import { withdrawOpenings } from './withdraw-openings.ts';

const deps = await testDeps();
const { db } = deps;
beforeEach(() => deps.reset());

const ten = '2026-06-02T10:00+02:00';

/** Two who wait; both have an offer of Ida's time at ten. */
async function offered() {
  const world = await openSalon(deps);
  const { salon, cut, ida } = world;
  await setPolicy(deps, salon, { offersAtOnce: 2 });
  const entries = await line(deps, { salon, service: cut }, {}, {});
  const { openingId } = await comeFree(deps, { salon, employee: ida, services: [cut], startsAt: ten });
  await deps.runJobs();
  const withdraw = (id = openingId, salonId = salon.id) =>
    deps.inTransaction((tx) => withdrawOpening(tx, { salonId, openingId: id, actor: staff }));
  return { ...world, entries, openingId, withdraw };
}

describe('staff withdraw an opening', () => {
  test('its time is on public sale again; who had an offer waits again, is told, and has no miss', async () => {
    const { entries, ida, openingId, withdraw } = await offered();
    expect(await withdraw()).toBe(2);
    expect(await openingRow(deps, openingId)).toMatchObject({ status: 'withdrawn', needsMatch: false });
    expect(await calendarOf(deps, ida)).toEqual([]);
    expect(await statusesOf(deps, entries)).toEqual(['waiting', 'waiting']);
    for (const entry of entries) {
      expect(await historyOf(deps, entry)).toEqual(['created_public', 'slot_matched', 'offer_withdrawn']);
      expect(await messagesTo(deps, entry)).toContain('offer_withdrawn by email');
      expect(await accept(deps, entry)).toMatchObject({ outcome: 'withdrawn' });
    }
    const event = await db.lifecycleEvent.findFirstOrThrow({ where: { reason: 'offer_withdrawn' } });
    expect(event).toMatchObject({ actorType: 'user', actorId: staff.id, metadata: { why: 'staff' } });
    expect(await db.auditEvent.findMany({ where: { action: 'opening.withdrawn' } })).toMatchObject([
      { subjectId: openingId, data: { offersTakenBack: 2 } },
    ]);
  });

  test('twice: the second time there is nothing left', async () => {
    const { withdraw } = await offered();
    await withdraw();
    expect(await withdraw()).toBeNull();
    expect(await db.auditEvent.count({ where: { action: 'opening.withdrawn' } })).toBe(1);
  });

  test('that is filled: too late', async () => {
    const { entries, withdraw } = await offered();
    await accept(deps, entries[0]);
    expect(await withdraw()).toBeNull();
  });

  test('also one whose hold is stale', async () => {
    const { openingId, withdraw } = await offered();
    deps.clock.advance(60);
    expect(await withdraw()).toBe(2);
    expect(await openingRow(deps, openingId)).toMatchObject({ status: 'withdrawn' });
  });

  test('of another salon, or that there is not: not found', async () => {
    const { openingId, withdraw } = await offered();
    const stranger = await openSalon(deps);
    await expect(withdraw(openingId, stranger.salon.id)).rejects.toMatchObject({ code: 'not_found' });
    await expect(withdraw(newId<OpeningId>())).rejects.toMatchObject({ code: 'not_found' });
  });
});

test('openings that a stretch of time hits are withdrawn, others stay', async () => {
  const { salon, cut, ida, openingId } = await offered();
  const later = await comeFree(deps, {
    salon,
    employee: ida,
    services: [cut],
    startsAt: minutesAfter(ten, 60),
  });
  const withdraw = (from: number, until?: number) =>
    deps.inTransaction((tx) =>
      withdrawOpenings(tx, {
        calendarIds: [ida.calendarId],
        from: minutesAfter(ten, from),
        ...(until !== undefined && { until: minutesAfter(ten, until) }),
        why: 'time_off',
        actor: staff,
      }),
    );
  // What only touches it is not hit.
  expect(await withdraw(-60, 0)).toEqual([]);
  expect(await withdraw(120, 180)).toEqual([]);
  expect(await withdraw(30, 60)).toEqual([openingId]);
  expect(await withdraw(0)).toEqual([later.openingId]);
  expect(await calendarOf(deps, ida)).toEqual([]);
});

test('staff see their salon’s openings, newest first, each with its offers in order', async () => {
  const { salon, openingId, entries } = await offered();
  await accept(deps, entries[1]);
  const { openings } = await listOpenings(db, { salonId: salon.id, page: 1, pageSize: 10 });
  expect(openings).toMatchObject([{ id: openingId, employeeName: 'Ida', status: 'filled', offersMade: 2 }]);
  expect(
    (await listOpenings(db, { salonId: salon.id, statuses: ['open'], page: 1, pageSize: 10 })).openings,
  ).toEqual([]);
  const opening = await getOpening(db, { salonId: salon.id, openingId });
  expect(opening.offers.map(({ attemptNo, status }) => [attemptNo, status])).toEqual([
    [1, 'cancelled'],
    [2, 'accepted'],
  ]);
  const stranger = await openSalon(deps);
  await expect(getOpening(db, { salonId: stranger.salon.id, openingId })).rejects.toMatchObject({
    code: 'not_found',
  });
});
