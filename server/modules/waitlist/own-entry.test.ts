import { beforeEach, describe, expect, test } from 'vitest';
import { testDeps } from '#server/testing/deps.ts';
import { makeEmployee, makeService } from '#server/testing/factories.ts';
import { makeEntry, type TestEntry } from '#server/testing/waitlist-factories.ts';
import {
  accept,
  calendarOf,
  comeFree,
  decline,
  entryRow,
  historyOf,
  line,
  linkOf,
  messagesTo,
  openSalon,
  setPolicy,
  statusesOf,
  statusOf,
  work,
} from '#server/testing/waitlist-steps.ts';
import { cancelEntry } from './cancel-entry.ts';
import { changeWish } from './change-wish.ts';
import { pauseEntry, resumeEntry } from './pause-entry.ts';
import { entryOfToken, viewOwnEntry } from './view-own-entry.ts';
import { wishSchema } from './waitlist.schema.ts';

const deps = await testDeps();
const { db } = deps;
beforeEach(() => deps.reset());

const ten = '2026-06-02T10:00+02:00';

const actorOf = (entry: TestEntry) => ({ type: 'customer', id: entry.customerId }) as const;
const pause = (entry: TestEntry, until: string | null) =>
  deps.inTransaction((tx) => pauseEntry(tx, { entryId: entry.id, until, actor: actorOf(entry) }));
const resume = (entry: TestEntry) =>
  deps.inTransaction((tx) => resumeEntry(tx, { entryId: entry.id, actor: actorOf(entry) }));
const leave = (entry: TestEntry) =>
  deps.inTransaction((tx) =>
    cancelEntry(tx, { entryId: entry.id, reason: 'left_by_customer', actor: actorOf(entry) }),
  );
const change = (entry: TestEntry, wish: Parameters<typeof wishSchema.parse>[0]) =>
  deps.inTransaction((tx) =>
    changeWish(tx, { entryId: entry.id, wish: wishSchema.parse(wish), actor: actorOf(entry) }),
  );
const look = (entry: TestEntry, version = 1) =>
  viewOwnEntry(deps, deps.links.signLink('entry', { id: entry.id, version }));

/** The first of two has an offer of Ida's time at ten. */
async function offered() {
  const world = await openSalon(deps);
  const { salon, cut, ida } = world;
  const [first, second] = await line(deps, { salon, service: cut }, {}, {});
  await comeFree(deps, { salon, employee: ida, services: [cut], startsAt: ten });
  await deps.runJobs();
  return { ...world, first, second };
}

describe('a customer pauses', () => {
  test('until a date: nothing is offered meanwhile, and on that date they wait again', async () => {
    const { salon, cut, ida } = await openSalon(deps);
    const entry = await makeEntry(db, { salon, service: cut });
    expect(await pause(entry, '2026-06-04')).toEqual({ ok: true });
    expect(await entryRow(deps, entry)).toMatchObject({
      status: 'cooldown',
      cooldownReason: 'paused',
      cooldownUntil: new Date('2026-06-04T00:00+02:00'),
    });
    await comeFree(deps, { salon, employee: ida, services: [cut], startsAt: ten });
    await deps.runJobs();
    expect(await statusOf(deps, entry)).toBe('cooldown');
    deps.clock.set('2026-06-03T23:59+02:00');
    await work(deps);
    expect(await statusOf(deps, entry)).toBe('cooldown');
    deps.clock.set('2026-06-04T00:00+02:00');
    await work(deps);
    expect(await historyOf(deps, entry)).toEqual(['created_public', 'paused', 'cooldown_elapsed']);
  });

  test('without an end: until they resume', async () => {
    const { salon, cut } = await openSalon(deps);
    const entry = await makeEntry(db, { salon, service: cut });
    await pause(entry, null);
    deps.clock.set('2026-06-09T10:00+02:00');
    await work(deps);
    expect(await statusOf(deps, entry)).toBe('cooldown');
    expect(await resume(entry)).toEqual({ ok: true });
    expect(await resume(entry)).toEqual({ ok: true });
    expect(await historyOf(deps, entry)).toEqual(['created_public', 'paused', 'resumed_by_customer']);
  });

  test('once, however often they say so: the answer to the first may have been lost', async () => {
    const { salon, cut } = await openSalon(deps);
    const entry = await makeEntry(db, { salon, service: cut });
    expect(await pause(entry, '2026-06-04')).toMatchObject({ ok: true });
    expect(await pause(entry, '2026-06-04')).toMatchObject({ ok: true });
    expect(await pause(entry, '2026-06-05')).toEqual({ ok: false, reason: 'not_waiting' });
    expect(await historyOf(deps, entry)).toEqual(['created_public', 'paused']);
  });

  test('until a date that has begun: said at its field', async () => {
    const { salon, cut } = await openSalon(deps);
    const entry = await makeEntry(db, { salon, service: cut });
    expect(await pause(entry, '2026-06-01')).toEqual({
      ok: false,
      reason: 'invalid',
      fields: [{ field: 'until', problem: 'in_past' }],
    });
    expect(await statusOf(deps, entry)).toBe('waiting');
  });

  test('but not with an offer open, nor when it is over', async () => {
    const { first, second } = await offered();
    expect(await pause(first, null)).toEqual({ ok: false, reason: 'not_waiting' });
    await accept(deps, first);
    expect(await pause(first, null)).toEqual({ ok: false, reason: 'not_waiting' });
    expect(await statusesOf(deps, [first, second])).toEqual(['booked', 'waiting']);
  });

  test('and can’t resume a cooldown after a miss, which has to pass', async () => {
    const { first } = await offered();
    await decline(deps, first);
    expect(await resume(first)).toEqual({ ok: false, reason: 'not_paused' });
    expect(await statusOf(deps, first)).toBe('cooldown');
  });

  test('past their last window: the request ends', async () => {
    const { salon, cut } = await openSalon(deps);
    const entry = await makeEntry(db, { salon, service: cut, windows: [{ dateFrom: '2026-06-03' }] });
    await pause(entry, null);
    deps.clock.set('2026-06-04T00:00+02:00');
    await work(deps);
    expect(await historyOf(deps, entry)).toEqual(['created_public', 'paused', 'window_passed']);
  });
});

describe('a customer leaves', () => {
  test('while waiting: cancelled, and told so; twice is once', async () => {
    const { second } = await offered();
    expect(await leave(second)).toEqual({ ok: true, repeated: false, passedOn: false });
    expect(await leave(second)).toEqual({ ok: true, repeated: true, passedOn: false });
    expect(await historyOf(deps, second)).toEqual(['created_public', 'left_by_customer']);
    expect(await messagesTo(deps, second)).toEqual(['waitlist_left by email', 'waitlist_left by sms']);
  });

  test('with an offer open: its slot passes on to the next, and the link says that it was withdrawn', async () => {
    const { first, second, ida } = await offered();
    expect(await leave(first)).toMatchObject({ ok: true, passedOn: true });
    expect(await calendarOf(deps, ida)).toEqual(['hold 10:00-11:00']);
    await deps.runJobs();
    expect(await statusesOf(deps, [first, second])).toEqual(['cancelled', 'notified']);
    expect(await accept(deps, first)).toMatchObject({ outcome: 'withdrawn' });
  });

  test('while paused or cooling down', async () => {
    const { first, second } = await offered();
    await decline(deps, first);
    await deps.runJobs();
    await decline(deps, second);
    expect(await leave(first)).toMatchObject({ ok: true });
    expect(await statusesOf(deps, [first, second])).toEqual(['cancelled', 'cooldown']);
  });

  test('but not what is booked', async () => {
    const { first } = await offered();
    await accept(deps, first);
    expect(await leave(first)).toEqual({ ok: false, reason: 'final' });
  });
});

describe('a customer changes the wish', () => {
  test('its windows, employees and score are taken anew, its misses forgotten; its place among equals stays', async () => {
    const { first, cut, ida } = await offered();
    await decline(deps, first);
    const before = await entryRow(deps, first);
    deps.clock.advance(1);
    expect(
      await change(first, {
        serviceId: cut.id,
        employeeIds: [ida.id],
        preferredDate: '2026-06-10',
        preferredTimeStart: '12:00',
      }),
    ).toEqual({ ok: true });
    expect(await entryRow(deps, first)).toMatchObject({
      status: 'cooldown',
      cooldownUntil: before.cooldownUntil,
      createdAt: before.createdAt,
      employeeId: ida.id,
      lastWindowDate: new Date('2026-06-10'),
      priorityScoreSnapshot: 10,
      declineCount: 0,
      lastMissAt: null,
    });
    expect(await db.preferenceWindow.findMany({ where: { entryId: first.id } })).toMatchObject([
      { fromMinute: 720, untilMinute: 780 },
    ]);
    expect(await historyOf(deps, first)).toContain('preferences_changed');
  });

  test('and is asked by it from then on', async () => {
    const { salon, cut, ida } = await openSalon(deps);
    const entry = await makeEntry(db, { salon, service: cut, windows: [{ dateFrom: '2026-06-05' }] });
    deps.clock.advance(1);
    await change(entry, { serviceId: cut.id, preferredDate: '2026-06-02' });
    await comeFree(deps, { salon, employee: ida, services: [cut], startsAt: ten });
    await deps.runJobs();
    expect(await statusOf(deps, entry)).toBe('notified');
  });

  test('twice at one moment, on two devices: both count, the second one stands', async () => {
    const { salon, cut } = await openSalon(deps);
    const [entry] = await line(deps, { salon, service: cut }, {});
    const wish = { serviceId: cut.id, employeeIds: [], preferredDate: '2026-06-02' };
    for (const leadTimeMinutes of [60, 120]) {
      expect(await change(entry, { ...wish, leadTimeMinutes })).toEqual({ ok: true });
    }
    expect(await entryRow(deps, entry)).toMatchObject({ leadTimeMinutes: 120 });
    expect(await historyOf(deps, entry)).toEqual([
      'created_public',
      'preferences_changed',
      'preferences_changed',
    ]);
  });

  test('but answers an open offer first, and not when it is over', async () => {
    const { first, cut } = await offered();
    const wish = { serviceId: cut.id, preferredDate: '2026-06-10' };
    deps.clock.advance(1);
    expect(await change(first, wish)).toEqual({ ok: false, reason: 'answer_first' });
    await accept(deps, first);
    expect(await change(first, wish)).toEqual({ ok: false, reason: 'final' });
  });

  test('is told at the field what is wrong, and the wish stays as it was', async () => {
    const { second, salon, cut } = await offered();
    const jon = await makeEmployee(db, salon);
    const stranger = await makeService(db, await openSalon(deps).then((other) => other.salon));
    const before = await entryRow(deps, second);
    deps.clock.advance(1);
    expect(await change(second, { serviceId: cut.id, preferredDate: '2026-05-10' })).toEqual({
      ok: false,
      reason: 'invalid',
      fields: [{ field: 'wish.preferredDate', problem: 'in_past' }],
    });
    expect(
      await change(second, { serviceId: cut.id, employeeIds: [jon.id], preferredDate: '2026-06-10' }),
    ).toEqual({ ok: false, reason: 'employee_mismatch' });
    await expect(
      change(second, { serviceId: stranger.id, preferredDate: '2026-06-10' }),
    ).rejects.toMatchObject({ code: 'not_found' });
    expect(await entryRow(deps, second)).toEqual(before);
  });
});

describe('a customer looks at their entry', () => {
  test('while it waits: what was asked for, what an offer would mean, and what can be done', async () => {
    const { salon, cut, ida } = await openSalon(deps);
    await setPolicy(deps, salon, { claimExpiryMinutes: 25 }, cut);
    const entry = await makeEntry(db, { salon, service: cut, employees: [ida] });
    const seen = await look(entry);
    expect(seen).toMatchObject({
      ok: true,
      entry: {
        status: 'waiting',
        service: { name: cut.name },
        employees: [{ name: 'Ida' }],
        offer: null,
        booking: null,
        consequences: { claimExpiryMinutes: 25, misses: 0 },
        can: { change: true, pause: true, resume: false, leave: true },
        events: [{ sequence: 1, fromStatus: null, toStatus: 'waiting', reason: 'created_public' }],
      },
    });
  });

  test('with an offer open: its link; after the accept: the link of the booking', async () => {
    const { first } = await offered();
    const token = await linkOf(deps, first);
    expect(await look(first)).toMatchObject({
      entry: {
        offer: { token, slotStart: new Date(ten).toISOString(), employeeName: 'Ida' },
        can: { change: false, pause: false, leave: true },
      },
    });
    const { bookingToken } = await accept(deps, first);
    expect(await look(first)).toMatchObject({
      entry: { offer: null, booking: { token: bookingToken, cancelled: false }, can: { leave: false } },
    });
  });

  test('once the offer has run out, before any job: no offer is shown', async () => {
    const { first } = await offered();
    deps.clock.advance(15);
    expect(await look(first)).toMatchObject({ entry: { offer: null } });
    expect(await statusOf(deps, first)).toBe('notified');
  });

  test('with a link that was replaced, of another purpose, or made up: unknown', async () => {
    const { first } = await offered();
    expect(await look(first, 2)).toEqual({ ok: false, reason: 'unknown' });
    await db.waitlistEntry.update({ where: { id: first.id }, data: { linkVersion: 2 } });
    expect(await look(first)).toEqual({ ok: false, reason: 'unknown' });
    expect(await entryOfToken(deps, deps.links.signLink('offer', { id: first.id, version: 2 }))).toBeNull();
    expect(await entryOfToken(deps, 'nonsense')).toBeNull();
  });
});
