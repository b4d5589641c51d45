import { beforeEach, describe, expect, test } from 'vitest';
import { idOf, type CustomerId } from '#server/platform/ids.schema.ts';
import { minutesAfter } from '#server/testing/clock.ts';
import { testDeps } from '#server/testing/deps.ts';
import { makeBooking, makeEmployee } from '#server/testing/factories.ts';
import type { TestEntry } from '#server/testing/waitlist-factories.ts';
import {
  accept,
  calendarOf,
  comeFree,
  decline,
  entryRow,
  historyOf,
  lastOffer,
  line,
  linkOf,
  openSalon,
  openingRow,
  setPolicy,
  staff,
  statusOf,
  work,
} from '#server/testing/waitlist-steps.ts';
import { createEntry } from '../waitlist/create-entry.ts';
import { convertEntry } from './convert-entry.ts';
import { viewOffer } from './view-offer.ts';

const deps = await testDeps();

const { db } = deps;

beforeEach(() => deps.reset());

const ten = '2026-06-02T10:00+02:00';

const two = '2026-06-02T14:00+02:00';

type Entry = Pick<TestEntry, 'id'>;

type World = Awaited<ReturnType<typeof openSalon>>;

const convert = ({ salon }: World, entry: Entry) =>
  convertEntry(deps, { salonId: salon.id, entryId: entry.id, actor: staff });

/** The first of two has an offer of Ida's time at ten. */
async function offered() {
  const world = await openSalon(deps);
  const { salon, cut, ida } = world;
  const [first, second] = await line(deps, { salon, service: cut }, {}, {});
  const { openingId } = await comeFree(deps, { salon, employee: ida, services: [cut], startsAt: ten });
  await deps.runJobs();
  return { world, first, second, openingId };
}

describe('staff convert', () => {
  test('a notified entry: the booking is made, the link then says so, and nobody else is asked', async () => {
    const { world, first, second, openingId } = await offered();
    const outcome = await convert(world, first);
    const { bookingId } = await entryRow(deps, first);
    expect(outcome).toEqual({ ok: true, bookingId });
    expect(await calendarOf(deps, world.ida)).toEqual(['booking 10:00-11:00']);
    expect(await historyOf(deps, first)).toEqual(['created_public', 'slot_matched', 'converted_by_staff']);
    expect(await lastOffer(deps, first)).toMatchObject({ status: 'accepted', responseChannel: 'staff' });
    expect(await viewOffer(deps, await linkOf(deps, first))).toMatchObject({
      offer: { state: 'accepted', bookingToken: expect.any(String) as string },
    });
    expect(await accept(deps, first)).toMatchObject({ outcome: 'booked', bookingId });
    await work(deps);
    expect(await statusOf(deps, second)).toBe('waiting');
    expect(await openingRow(deps, openingId)).toMatchObject({ status: 'filled' });
    expect(await db.auditEvent.count({ where: { action: 'waitlist.converted' } })).toBe(1);
    expect(await db.message.count({ where: { template: 'booking_confirmed' } })).toBe(2);
  });

  test('one that is not notified: refused', async () => {
    const { world, first, second } = await offered();
    expect(await convert(world, second)).toEqual({ ok: false, reason: 'not_notified' });
    await decline(deps, first);
    expect(await convert(world, first)).toEqual({ ok: false, reason: 'not_notified' });
  });

  test('an entry of another salon: refused as if it were not notified', async () => {
    const { first } = await offered();
    const stranger = await openSalon(deps);
    expect(await convert(stranger, first)).toEqual({ ok: false, reason: 'not_notified' });
    expect(await statusOf(deps, first)).toBe('notified');
  });

  /** An entry whose offer at ten has just run out, with an exact wish of its own for two o'clock. */
  async function runOut(wish: { employee: boolean; time: boolean; at?: string }) {
    const world = await openSalon(deps);
    const { salon, cut, ida } = world;
    const created = await createEntry(deps, {
      salonId: salon.id,
      wish: {
        serviceId: cut.id,
        employeeIds: wish.employee ? [ida.id] : [],
        leadTimeMinutes: 0,
        preferredDate: '2026-06-02',
        // Two o'clock would be best; the morning would do.
        ...(wish.time && { preferredTimeStart: wish.at ?? '14:00', flexWindowMinutes: 300 }),
      },
      contact: { name: 'Siri Berg', email: 'siri@example.com', phone: null },
      notes: '',
      actor: staff,
    });
    if (!created.ok) throw new Error(created.reason);
    const entry = { id: created.entryId };
    const [next] = await line(deps, { salon, service: cut, score: -20 }, {});
    const { openingId } = await comeFree(deps, { salon, employee: ida, services: [cut], startsAt: ten });
    await deps.runJobs();
    deps.clock.advance(15);
    return { world, entry, next, openingId };
  }

  test('an entry whose offer has just run out: its own employee and local time are booked, the slot goes on', async () => {
    const { world, entry, next, openingId } = await runOut({ employee: true, time: true });
    expect(await convert(world, entry)).toMatchObject({ ok: true });
    expect(await historyOf(deps, entry)).toEqual([
      'created_dashboard',
      'slot_matched',
      'offer_timed_out',
      'reactivated_by_staff',
      'manual_notify',
      'converted_by_staff',
    ]);
    expect(await calendarOf(deps, world.ida)).toEqual(['hold 10:00-11:00', 'booking 14:00-15:00']);
    await deps.runJobs();
    expect(await statusOf(deps, next)).toBe('notified');
    expect(await openingRow(deps, openingId)).toMatchObject({ status: 'open' });
  });

  test('also when that is the very slot that it was offered: nobody comes between', async () => {
    const { world, entry, next, openingId } = await runOut({ employee: true, time: true, at: '10:00' });
    expect(await convert(world, entry)).toMatchObject({ ok: true });
    await work(deps);
    expect(await calendarOf(deps, world.ida)).toEqual(['booking 10:00-11:00']);
    expect(await statusOf(deps, next)).toBe('waiting');
    expect(await openingRow(deps, openingId)).toMatchObject({ status: 'filled' });
  });

  test.each([
    [{ employee: false, time: true }, ['employee']],
    [{ employee: true, time: false }, ['time']],
    [{ employee: false, time: false }, ['employee', 'time']],
  ])('or says what is missing: %o', async (wish, missing) => {
    const { world, entry } = await runOut(wish);
    expect(await convert(world, entry)).toEqual({ ok: false, reason: 'missing', missing });
    expect(await statusOf(deps, entry)).toBe('cooldown');
  });

  test('or that the time is taken, the employee away, the customer busy, or the time past: then it stays timed out', async () => {
    const obstacles = {
      taken: ({ salon, cut, ida }: World) =>
        makeBooking(db, { salon, employee: ida, services: [cut], startsAt: two }),
      away: ({ ida }: World) =>
        db.timeOff.create({
          data: { employeeId: ida.id, startsAt: new Date(two), endsAt: minutesAfter(two, 60) },
        }),
      clashes: async ({ salon, cut }: World, entry: Entry) => {
        const { customerId } = await entryRow(deps, entry);
        const jon = await makeEmployee(db, salon, { services: [cut] });
        await makeBooking(db, {
          salon,
          employee: jon,
          services: [cut],
          customer: { id: idOf<CustomerId>(customerId) },
          startsAt: minutesAfter(two, 30),
        });
      },
      in_past: () => Promise.resolve(deps.clock.set(minutesAfter(two, 1))),
    };
    for (const [reason, happen] of Object.entries(obstacles)) {
      await deps.reset();
      const { world, entry } = await runOut({ employee: true, time: true });
      await happen(world, entry);
      expect(await convert(world, entry)).toEqual({ ok: false, reason });
      expect(await historyOf(deps, entry)).toEqual(['created_dashboard', 'slot_matched', 'offer_timed_out']);
    }
  });

  test('nothing, where a missed offer ends the request', async () => {
    const { world, entry } = await runOut({ employee: true, time: true });
    await setPolicy(deps, world.salon, { timeoutOutcome: 'expired' });
    expect(await convert(world, entry)).toEqual({ ok: false, reason: 'not_notified' });
    expect(await statusOf(deps, entry)).toBe('expired');
  });

  test('when the customer has another appointment, or the employee is away: refused in words', async () => {
    const { world, first } = await offered();
    const jon = await makeEmployee(db, world.salon, { services: [world.cut] });
    await makeBooking(db, {
      salon: world.salon,
      employee: jon,
      services: [world.cut],
      customer: { id: first.customerId },
      startsAt: ten,
    });
    expect(await convert(world, first)).toEqual({ ok: false, reason: 'clashes' });
    await db.timeOff.create({
      data: { employeeId: world.ida.id, startsAt: new Date(ten), endsAt: minutesAfter(ten, 60) },
    });
    expect(await convert(world, first)).toEqual({ ok: false, reason: 'away' });
    expect(await statusOf(deps, first)).toBe('waiting');
  });
});
