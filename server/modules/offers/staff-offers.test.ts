import { beforeEach, describe, expect, test } from 'vitest';
import { idOf, type OpeningId } from '#server/platform/ids.schema.ts';
import { testDeps } from '#server/testing/deps.ts';
import { makeBooking, makeEmployee, makeService } from '#server/testing/factories.ts';
import { makeEntry, type TestEntry } from '#server/testing/waitlist-factories.ts';
import {
  accept,
  calendarOf,
  comeFree,
  decline,
  entryRow,
  historyOf,
  lastOffer,
  line,
  messagesTo,
  openSalon,
  openingRow,
  staff,
  statusesOf,
  statusOf,
  work,
} from '#server/testing/waitlist-steps.ts';
import { getOpening } from '../openings/openings.queries.ts';
import { cancelEntry } from '../waitlist/cancel-entry.ts';
import { setPriority } from '../waitlist/set-priority.ts';
import { bookDirectly } from './book-directly.ts';
import { listCandidates } from './list-candidates.ts';
import { matchOpening } from './match-opening.ts';
import { notifyEntry } from './notify-entry.ts';

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

const notify = (world: World, entry: Entry, startsAt = two, thenNext = false) =>
  notifyEntry(deps, { ...slotOf(world, entry, startsAt), thenNext });
const book = (world: World, entry: Entry, startsAt = two) =>
  bookDirectly(deps, slotOf(world, entry, startsAt));

/** The first of two has an offer of Ida's time at ten. */
async function offered() {
  const world = await openSalon(deps);
  const { salon, cut, ida } = world;
  const [first, second] = await line(deps, { salon, service: cut }, {}, {});
  const { openingId } = await comeFree(deps, { salon, employee: ida, services: [cut], startsAt: ten });
  await deps.runJobs();
  return { world, first, second, openingId };
}

/** The only one, as staff see it. */
async function openingOf({ salon }: World) {
  const { id } = await db.opening.findFirstOrThrow();
  return getOpening(db, { salonId: salon.id, openingId: idOf<OpeningId>(id) });
}

describe('staff book directly', () => {
  test('a waiting entry onto a free slot: the history stays a chain, and only the confirmation is sent', async () => {
    const world = await openSalon(deps);
    const entry = await makeEntry(db, { salon: world.salon, service: world.cut });
    const outcome = await book(world, entry);
    expect(outcome).toEqual({ ok: true, bookingId: (await entryRow(deps, entry)).bookingId });
    expect(await historyOf(deps, entry)).toEqual(['created_public', 'manual_notify', 'converted_by_staff']);
    await deps.runJobs();
    expect((await db.message.findMany()).map(({ template }) => template)).toEqual([
      'booking_confirmed',
      'booking_confirmed',
    ]);
    expect(await calendarOf(deps, world.ida)).toEqual(['booking 14:00-15:00']);
    expect(await db.booking.findFirstOrThrow()).toMatchObject({ source: 'waitlist', status: 'confirmed' });
    expect(await db.auditEvent.findMany()).toMatchObject([{ action: 'waitlist.booked_directly' }]);
    // Nobody was asked, so no offer is counted.
    expect(await openingOf(world)).toMatchObject({
      status: 'filled',
      offersMade: 0,
      bookedDirectly: true,
      offers: [{ isDirect: true }],
    });
  });

  test('also a minute before it starts, at night, and outside the hours', async () => {
    const world = await openSalon(deps);
    const [soon, late] = await line(deps, { salon: world.salon, service: world.cut }, {}, {});
    deps.clock.set('2026-06-02T13:59+02:00');
    expect(await book(world, soon)).toMatchObject({ ok: true });
    deps.clock.set('2026-06-02T22:00+02:00');
    expect(await book(world, late, '2026-06-02T22:30+02:00')).toMatchObject({ ok: true });
  });

  test('takes over an opening that is between offers', async () => {
    const { world, first, second, openingId } = await offered();
    await decline(deps, first);
    expect(await book(world, second, ten)).toMatchObject({ ok: true });
    expect(await openingRow(deps, openingId)).toMatchObject({ status: 'filled' });
    await work(deps);
    expect(await statusesOf(deps, [first, second])).toEqual(['cooldown', 'booked']);
    expect(await openingOf(world)).toMatchObject({
      offersMade: 1,
      offers: [{ isDirect: false }, { isDirect: true }],
    });
  });

  test('is refused when the slot is taken, offered to somebody else, held, away, past, or the customer is busy', async () => {
    const { world, second, openingId } = await offered();
    const { salon, cut, ida } = world;
    await makeBooking(db, { salon, employee: ida, services: [cut], startsAt: two });
    await db.timeOff.create({
      data: {
        employeeId: ida.id,
        startsAt: new Date('2026-06-03T10:00+02:00'),
        endsAt: new Date('2026-06-03T11:00+02:00'),
      },
    });
    const jon = await makeEmployee(db, salon, { services: [cut] });
    await makeBooking(db, {
      salon,
      employee: jon,
      services: [cut],
      customer: { id: second.customerId },
      startsAt: '2026-06-04T10:00+02:00',
    });
    const refusals = [
      [two, { reason: 'taken' }],
      [ten, { reason: 'duplicate' }],
      ['2026-06-02T10:30+02:00', { reason: 'held', openingId }],
      ['2026-06-03T10:00+02:00', { reason: 'away' }],
      ['2026-06-01T09:00+02:00', { reason: 'too_near' }],
      ['2026-06-04T10:30+02:00', { reason: 'clashes' }],
    ] as const;
    for (const [startsAt, refusal] of refusals)
      expect(await book(world, second, startsAt)).toEqual({ ok: false, ...refusal });
    expect(await historyOf(deps, second)).toEqual(['created_public']);
    expect(await db.opening.count()).toBe(1);
  });
});

describe('staff cancel an entry with a live offer', () => {
  test('the hold passes on to the next customer', async () => {
    const { first, second, world, openingId } = await offered();
    const cancelled = await deps.inTransaction((tx) =>
      cancelEntry(tx, { entryId: first.id, reason: 'cancelled_by_staff', actor: staff }),
    );
    expect(cancelled).toEqual({ ok: true, repeated: false, passedOn: true });
    expect(await calendarOf(deps, world.ida)).toEqual(['hold 10:00-11:00']);
    await deps.runJobs();
    expect(await statusesOf(deps, [first, second])).toEqual(['cancelled', 'notified']);
    expect(await lastOffer(deps, second)).toMatchObject({ openingId });
    expect(await messagesTo(deps, first)).toContain('waitlist_ended by sms');
  });

  test('also when the offer was staff’s own, meant for that one alone', async () => {
    const world = await openSalon(deps);
    const [next, third, chosen] = await line(deps, { salon: world.salon, service: world.cut }, {}, {}, {});
    await notify(world, chosen);
    await deps.inTransaction((tx) =>
      cancelEntry(tx, { entryId: chosen.id, reason: 'cancelled_by_staff', actor: staff }),
    );
    await deps.runJobs();
    expect(await statusOf(deps, next)).toBe('notified');
    await decline(deps, next);
    await deps.runJobs();
    expect(await statusOf(deps, third)).toBe('notified');
  });

  test('twice is once, and a booked entry stays booked', async () => {
    const { first, second } = await offered();
    await accept(deps, first);
    const cancel = (entry: Entry) =>
      deps.inTransaction((tx) =>
        cancelEntry(tx, { entryId: entry.id, reason: 'cancelled_by_staff', actor: staff }),
      );
    expect(await cancel(first)).toEqual({ ok: false, reason: 'final' });
    expect(await cancel(second)).toEqual({ ok: true, repeated: false, passedOn: false });
    expect(await cancel(second)).toEqual({ ok: true, repeated: true, passedOn: false });
    expect(await historyOf(deps, second)).toEqual(['created_public', 'cancelled_by_staff']);
  });
});

describe('a priority', () => {
  test('set with a reason and cleared, is audited and takes effect in the next match', async () => {
    const { world, first, second } = await offered();
    const third = await makeEntry(db, { salon: world.salon, service: world.cut });
    const entry = { salonId: world.salon.id, entryId: third.id, actor: staff };
    await deps.inTransaction((tx) =>
      setPriority(tx, { ...entry, override: { score: 50, reason: 'Bryllup' } }),
    );
    expect(await entryRow(deps, third)).toMatchObject({
      priorityOverrideScore: 50,
      priorityOverrideReason: 'Bryllup',
    });
    await decline(deps, first);
    await deps.runJobs();
    expect(await statusesOf(deps, [second, third])).toEqual(['waiting', 'notified']);

    await deps.inTransaction((tx) => setPriority(tx, { ...entry, override: null }));
    expect(await historyOf(deps, third)).toEqual([
      'created_public',
      'priority_override_set',
      'slot_matched',
      'priority_override_cleared',
    ]);
    expect(await db.auditEvent.findMany({ where: { subjectId: third.id } })).toMatchObject([
      { action: 'waitlist.priority_set', data: { score: 50 } },
      { action: 'waitlist.priority_cleared' },
    ]);
  });

  test('cleared before the next match: who came first is asked first again', async () => {
    const { world, first, second } = await offered();
    const third = await makeEntry(db, { salon: world.salon, service: world.cut });
    const entry = { salonId: world.salon.id, entryId: third.id, actor: staff };
    await deps.inTransaction((tx) =>
      setPriority(tx, { ...entry, override: { score: 50, reason: 'Bryllup' } }),
    );
    await deps.inTransaction((tx) => setPriority(tx, { ...entry, override: null }));
    await decline(deps, first);
    await deps.runJobs();
    expect(await statusesOf(deps, [second, third])).toEqual(['notified', 'waiting']);
  });

  test('is not set on an entry that is booked, nor on another salon’s', async () => {
    const { world, first, second } = await offered();
    await accept(deps, first);
    const stranger = await openSalon(deps);
    const set = (salon: World['salon'], entry: Entry) =>
      deps.inTransaction((tx) =>
        setPriority(tx, {
          salonId: salon.id,
          entryId: entry.id,
          override: { score: 1, reason: 'x' },
          actor: staff,
        }),
      );
    expect(await set(world.salon, first)).toEqual({ ok: false, reason: 'final' });
    expect(await set(stranger.salon, second)).toEqual({ ok: false, reason: 'final' });
    expect(await db.auditEvent.count({ where: { action: 'waitlist.priority_set' } })).toBe(0);
  });
});

describe('staff ask for the next customer', () => {
  test('while an offer is out: nothing more goes out', async () => {
    const { openingId } = await offered();
    expect(await matchOpening(deps, { openingId, actor: staff, urgent: true })).toEqual({
      offered: 0,
      status: 'open',
    });
  });

  test('when the offer has just run out: it is timed out, and the next one asked', async () => {
    const { first, second, openingId } = await offered();
    deps.clock.advance(15);
    expect(await matchOpening(deps, { openingId, actor: staff, urgent: true })).toEqual({
      offered: 1,
      status: 'open',
    });
    expect(await statusesOf(deps, [first, second])).toEqual(['cooldown', 'notified']);
    await work(deps);
    expect(await db.offer.count()).toBe(2);
  });

  test('on behalf of a user, whose name the history keeps', async () => {
    const { first, second, openingId } = await offered();
    await decline(deps, first);
    await matchOpening(deps, { openingId, actor: staff, urgent: true });
    expect(
      await db.lifecycleEvent.findFirstOrThrow({
        where: { waitlistEntryId: second.id, reason: 'slot_matched' },
      }),
    ).toMatchObject({ actorType: 'user', actorId: staff.id });
  });

  test('of an opening that has ended: there is none', async () => {
    const { first, openingId } = await offered();
    await accept(deps, first);
    expect(await matchOpening(deps, { openingId, actor: staff, urgent: true })).toBeNull();
  });
});

test('the candidates of an opening stand in rank, the others with the first reason against them', async () => {
  const { world, first, second, openingId } = await offered();
  const { salon, cut } = world;
  const colour = await makeService(db, salon);
  const jon = await makeEmployee(db, salon, { services: [cut] });
  const top = await makeEntry(db, { salon, service: cut, score: 10 });
  const wantsColour = await makeEntry(db, { salon, service: colour, score: 9 });
  const wantsJon = await makeEntry(db, { salon, service: cut, employees: [jon], score: 8 });
  const { candidates, skipped } = await listCandidates(deps, { salonId: salon.id, openingId });
  expect(candidates.map(({ entryId, rank }) => [entryId, rank])).toEqual([
    [top.id, 1],
    [second.id, 2],
  ]);
  expect(skipped.map(({ entryId, reason }) => [entryId, reason])).toEqual([
    [wantsColour.id, 'employee_does_not_do_service'],
    [wantsJon.id, 'other_employee_wanted'],
    [first.id, 'not_waiting'],
  ]);
  const stranger = await openSalon(deps);
  await expect(listCandidates(deps, { salonId: stranger.salon.id, openingId })).rejects.toMatchObject({
    code: 'not_found',
  });
});

test('of an opening that has ended it is told who else fitted and why the others did not, as it was', async () => {
  const { world, first, second, openingId } = await offered();
  const { salon, cut, ida } = world;
  const jon = await makeEmployee(db, salon, { services: [cut] });
  const wantsJon = await makeEntry(db, { salon, service: cut, employees: [jon], score: 8 });
  await decline(deps, first);
  const third = await makeEntry(db, { salon, service: cut, employees: [ida] });
  await deps.runJobs();
  await accept(deps, second);
  const told = await listCandidates(deps, { salonId: salon.id, openingId });
  expect(told.candidates.map(({ entryId, rank }) => [entryId, rank])).toEqual([[third.id, 2]]);
  expect(told.skipped.map(({ entryId, reason }) => [entryId, reason])).toEqual([
    [wantsJon.id, 'other_employee_wanted'],
    [first.id, 'not_waiting'],
  ]);

  // Staff take back what nobody has looked for: there is nothing to tell.
  const { openingId: free } = await comeFree(deps, {
    salon,
    employee: jon,
    services: [cut],
    startsAt: two,
  });
  await db.$executeRaw`SELECT withdraw_opening(${free}::uuid, 'withdrawn', 'staff', ${deps.clock.now()})`;
  expect(await listCandidates(deps, { salonId: salon.id, openingId: free })).toEqual({
    candidates: [],
    skipped: [],
  });
});
