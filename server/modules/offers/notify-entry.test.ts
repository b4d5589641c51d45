import { beforeEach, describe, expect, test } from 'vitest';
import { idOf, newId, type EmployeeId, type OfferId } from '#server/platform/ids.schema.ts';
import { minutesAfter } from '#server/testing/clock.ts';
import { testDeps } from '#server/testing/deps.ts';
import { makeBooking, makeCustomer, makeEmployee } from '#server/testing/factories.ts';
import { makeEntry, type TestEntry } from '#server/testing/waitlist-factories.ts';
import {
  accept,
  calendarOf,
  comeFree,
  decline,
  historyOf,
  line,
  liveOffer,
  messagesTo,
  openSalon,
  openingRow,
  setPolicy,
  staff,
  statusesOf,
  statusOf,
  work,
} from '#server/testing/waitlist-steps.ts';
import { cancelEntry } from '../waitlist/cancel-entry.ts';
import { bookDirectly } from './book-directly.ts';
import { notifyEntry } from './notify-entry.ts';
import { proposeSlots } from './propose-slots.ts';

const deps = await testDeps();

const { db } = deps;

beforeEach(() => deps.reset());

const ten = '2026-06-02T10:00+02:00';

const two = '2026-06-02T14:00+02:00';

type Entry = Pick<TestEntry, 'id'>;

type World = Awaited<ReturnType<typeof openSalon>>;

const slotOf = ({ salon, ida }: World, entry: Entry, startsAt = two) => ({
  salonId: salon.id,
  entryId: entry.id,
  employeeId: ida.id,
  startsAt,
  actor: staff,
});

const notify = (world: World, entry: Entry, startsAt = two, thenNext = false, insteadOf: OfferId[] = []) =>
  notifyEntry(deps, { ...slotOf(world, entry, startsAt), thenNext, insteadOf });

/** The first of two has an offer of Ida's time at ten. */
async function offered() {
  const world = await openSalon(deps);
  const { salon, cut, ida } = world;
  const [first, second] = await line(deps, { salon, service: cut }, {}, {});
  const { openingId } = await comeFree(deps, { salon, employee: ida, services: [cut], startsAt: ten });
  await deps.runJobs();
  return { world, first, second, openingId };
}

describe('staff notify', () => {
  test('a waiting entry of a free slot: an opening of its own, offered to nobody else, told at once', async () => {
    const world = await openSalon(deps);
    const entry = await makeEntry(db, { salon: world.salon, service: world.cut });
    const outcome = await notify(world, entry);
    const offer = await liveOffer(deps, entry);
    expect(outcome).toEqual({
      ok: true,
      offerId: offer.id,
      openingId: offer.openingId,
      takesOver: false,
      expiresAt: minutesAfter(deps.clock.now(), 15).toISOString(),
    });
    expect(await db.opening.findFirstOrThrow()).toMatchObject({ cause: 'manual_notify', continues: false });
    expect(await calendarOf(deps, world.ida)).toEqual(['hold 14:00-15:00']);
    expect(await historyOf(deps, entry)).toEqual(['created_public', 'manual_notify']);
    const event = await db.lifecycleEvent.findFirstOrThrow({ where: { reason: 'manual_notify' } });
    expect(event).toMatchObject({ actorType: 'user', actorId: staff.id });
    expect(await messagesTo(deps, entry)).toEqual(['offer by email', 'offer by sms']);
    expect(await db.auditEvent.findMany()).toMatchObject([
      { action: 'waitlist.notified', actorId: staff.id },
    ]);
    await deps.runJobs();
    expect(await accept(deps, entry)).toMatchObject({ outcome: 'booked' });
  });

  test('after a miss it goes to nobody else, unless staff ticked so', async () => {
    for (const thenNext of [false, true]) {
      await deps.reset();
      const world = await openSalon(deps);
      const [other, chosen] = await line(deps, { salon: world.salon, service: world.cut }, {}, {});
      await notify(world, chosen, two, thenNext);
      await decline(deps, chosen);
      await work(deps);
      expect(await statusOf(deps, other)).toBe(thenNext ? 'notified' : 'waiting');
      expect(await db.opening.findFirstOrThrow()).toMatchObject({ status: thenNext ? 'open' : 'exhausted' });
    }
  });

  test('after a time-out likewise', async () => {
    const world = await openSalon(deps);
    const [other, chosen] = await line(deps, { salon: world.salon, service: world.cut }, {}, {});
    await notify(world, chosen);
    // They were told in time.
    await deps.runJobs();
    deps.clock.advance(15);
    await work(deps);
    expect(await statusesOf(deps, [other, chosen])).toEqual(['waiting', 'cooldown']);
    expect(await calendarOf(deps, world.ida)).toEqual([]);
  });

  test('takes over an open opening that is between offers', async () => {
    const { world, first, second, openingId } = await offered();
    await decline(deps, first);
    // The match job has not run yet.
    expect(await notify(world, second, ten)).toMatchObject({ ok: true, openingId, takesOver: true });
    await work(deps);
    expect(await openingRow(deps, openingId)).toMatchObject({
      status: 'open',
      continues: false,
      offersMade: 2,
    });
    expect(await historyOf(deps, second)).toEqual(['created_public', 'manual_notify']);
  });

  test('an offer of the slot that has run out, and was not swept yet, is no obstacle: it is timed out first', async () => {
    const { world, first, second, openingId } = await offered();
    deps.clock.advance(15);
    expect(await notify(world, second, ten)).toMatchObject({ ok: true, openingId });
    expect(await statusOf(deps, first)).toBe('cooldown');
  });

  test('an entry whose own offer has just run out: that is timed out, so it does not wait', async () => {
    const { world, first } = await offered();
    deps.clock.advance(15);
    expect(await notify(world, first)).toEqual({ ok: false, reason: 'not_waiting' });
    expect(await statusOf(deps, first)).toBe('cooldown');
  });

  test.each([
    ['the customer has no usable channel', 'no_channel'],
    ['the entry does not wait', 'not_waiting'],
    ['the employee is off', 'away'],
    ['the start is too near for an offer to live', 'too_near'],
    ['the start is past', 'too_near'],
    ['the employee does not do the service', 'employee_mismatch'],
  ] as const)('is refused when %s, and nothing is left behind', async (what, reason) => {
    const world = await openSalon(deps);
    const { salon, cut, ida } = world;
    const silent = await makeCustomer(db, salon, { phone: null, email: null });
    const entry = await makeEntry(db, {
      salon,
      service: cut,
      ...(reason === 'no_channel' && { customer: silent }),
    });
    if (reason === 'not_waiting')
      await deps.inTransaction((tx) =>
        cancelEntry(tx, { entryId: entry.id, reason: 'cancelled_by_staff', actor: staff }),
      );
    if (reason === 'away')
      await db.timeOff.create({
        data: { employeeId: ida.id, startsAt: new Date(two), endsAt: minutesAfter(two, 60) },
      });
    if (reason === 'employee_mismatch') await db.employeeService.deleteMany();
    if (reason === 'too_near') deps.clock.set(minutesAfter(two, what === 'the start is past' ? 10 : -34));
    expect(await notify(world, entry)).toEqual({ ok: false, reason });
    expect(await db.opening.count()).toBe(0);
    expect(await calendarOf(deps, ida)).toEqual([]);
  });

  test('is refused too near to an opening that was taken over, which goes on as it was', async () => {
    const { world, first, second, openingId } = await offered();
    await decline(deps, first);
    deps.clock.set(minutesAfter(ten, -32));
    await db.opening.update({
      where: { id: openingId },
      data: { heldUntil: minutesAfter(ten, 0), offersUntil: minutesAfter(ten, 0) },
    });
    expect(await notify(world, second, ten)).toEqual({ ok: false, reason: 'too_near' });
    expect(await openingRow(deps, openingId)).toMatchObject({
      status: 'open',
      continues: true,
      needsMatch: true,
    });
    await work(deps);
    expect(await openingRow(deps, openingId)).toMatchObject({ status: 'lapsed' });
  });

  test('is refused where another opening is being offered, naming it', async () => {
    const { world, second, openingId } = await offered();
    expect(await notify(world, second, '2026-06-02T10:30+02:00')).toEqual({
      ok: false,
      reason: 'held',
      openingId,
    });
  });

  test('with another salon’s employee: not found', async () => {
    const world = await openSalon(deps);
    const entry = await makeEntry(db, { salon: world.salon, service: world.cut });
    const stranger = (await openSalon(deps)).ida;
    for (const employeeId of [stranger.id, newId<EmployeeId>()]) {
      const slot = { ...slotOf(world, entry), employeeId };
      await expect(notifyEntry(deps, { ...slot, thenNext: false })).rejects.toMatchObject({
        code: 'not_found',
      });
      await expect(bookDirectly(deps, slot)).rejects.toMatchObject({ code: 'not_found' });
    }
  });
});

describe('staff offer a slot to somebody else in place of who has it', () => {
  /** The first two of three have Ida's time at ten on offer at once. */
  async function offeredToTwo(minutesBefore = 24 * 60) {
    const world = await openSalon(deps);
    deps.clock.set(minutesAfter(ten, -minutesBefore));
    const { salon, cut, ida } = world;
    await setPolicy(deps, salon, { offersAtOnce: 2, claimExpiryMinutes: 20 });
    const [first, second, third] = await line(deps, { salon, service: cut }, {}, {}, {});
    const { openingId } = await comeFree(deps, { salon, employee: ida, services: [cut], startsAt: ten });
    await deps.runJobs();
    const ids = [];
    for (const entry of [first, second]) ids.push(idOf<OfferId>((await liveOffer(deps, entry)).id));
    ids.sort();
    const offersBefore = await db.offer.count();
    return { world, first, second, third, openingId, ids, offersBefore };
  }

  test('in one act: they are told, wait again and have no miss; the hold stays all the while', async () => {
    const { world, first, second, third, openingId, ids } = await offeredToTwo();
    const outcome = await notify(world, third, ten, true, ids);
    expect(outcome).toMatchObject({ ok: true, openingId });
    expect(await statusesOf(deps, [first, second, third])).toEqual(['waiting', 'waiting', 'notified']);
    expect(await calendarOf(deps, world.ida)).toEqual(['hold 10:00-11:00']);
    for (const entry of [first, second]) {
      expect(await historyOf(deps, entry)).toEqual(['created_public', 'slot_matched', 'offer_withdrawn']);
      expect(await messagesTo(deps, entry)).toContain('offer_withdrawn by sms');
      expect(await accept(deps, entry)).toMatchObject({ outcome: 'withdrawn' });
    }
    expect(await db.auditEvent.findFirstOrThrow({ where: { action: 'waitlist.notified' } })).toMatchObject({
      data: { insteadOf: ids },
    });
    await work(deps);
    expect(await statusesOf(deps, [first, second, third])).toEqual(['waiting', 'waiting', 'notified']);
    expect(await accept(deps, third)).toMatchObject({ outcome: 'booked' });
  });

  test('is refused when one more has it than was said, naming all; nobody loses anything', async () => {
    const { world, first, second, third, ids, offersBefore } = await offeredToTwo();
    expect(await notify(world, third, ten, false, ids.slice(0, 1))).toMatchObject({
      reason: 'duplicate',
      offerId: ids[1],
      couldReplace: ids,
    });
    expect(await statusesOf(deps, [first, second, third])).toEqual(['notified', 'notified', 'waiting']);
    expect(await db.offer.count()).toBe(offersBefore);
  });

  test('is refused too near for a new offer to live: who has it keeps it', async () => {
    const { world, first, second, third, ids } = await offeredToTwo(50);
    deps.clock.set(minutesAfter(ten, -34));
    expect(await notify(world, third, ten, false, ids)).toMatchObject({ ok: false, reason: 'too_near' });
    expect(await statusesOf(deps, [first, second, third])).toEqual(['notified', 'notified', 'waiting']);
    expect(await messagesTo(deps, first)).not.toContain('offer_withdrawn by sms');
  });

  test('takes nothing back from who has that time themselves, nor an offer of another slot', async () => {
    const { world, first, second, third, ids } = await offeredToTwo();
    expect(await notify(world, first, ten, false, ids)).toMatchObject({
      reason: 'duplicate',
      couldReplace: [],
    });
    expect(await notify(world, third, two, false, ids)).toMatchObject({ ok: true });
    expect(await statusesOf(deps, [first, second, third])).toEqual(['notified', 'notified', 'notified']);
  });
});

test('proposals are free times that fit the wish, soonest first, with those who were asked for', async () => {
  const { salon, cut, ida } = await openSalon(deps);
  await makeEmployee(db, salon, { services: [cut] });
  await makeBooking(db, { salon, employee: ida, services: [cut], startsAt: ten });
  const entry = await makeEntry(db, {
    salon,
    service: cut,
    employees: [ida],
    windows: [{ dateFrom: '2026-06-02', fromMinute: 600, untilMinute: 12 * 60 + 15 }],
  });
  const slots = await proposeSlots(db, { salonId: salon.id, entryId: entry.id, now: deps.clock.now() });
  expect(slots.map(({ localTime, employeeIds }) => [localTime, employeeIds])).toEqual([
    ['11:00', [ida.id]],
    ['11:15', [ida.id]],
  ]);
});
