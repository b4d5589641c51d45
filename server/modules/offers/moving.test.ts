import { beforeEach, describe, expect, test } from 'vitest';
import { idOf, type BookingId, type EntryId } from '#server/platform/ids.schema.ts';
import { testDeps } from '#server/testing/deps.ts';
import {
  makeBooking,
  makeCustomer,
  makeEmployee,
  makeService,
  type TestEmployee,
} from '#server/testing/factories.ts';
import { makeEntry } from '#server/testing/waitlist-factories.ts';
import {
  accept,
  calendarOf,
  comeFree,
  entryRow,
  historyOf,
  linkOf,
  openSalon,
  staff,
  statusOf,
  work,
} from '#server/testing/waitlist-steps.ts';
import { rescheduleInput, resizeInput } from '../bookings/bookings.schema.ts';
import { cancelBooking } from '../bookings/cancel-booking.ts';
import { rescheduleBooking } from '../bookings/reschedule-booking.ts';
import { resizeBooking } from '../bookings/resize-booking.ts';
import { undoChange } from '../bookings/undo-change.ts';
import { settleMinutes } from '../openings/openings.schema.ts';
import { changeEntry } from '../waitlist/change-entry.ts';
import { joinWaitlist } from '../waitlist/join-waitlist.ts';
import { bookDirectly } from './book-directly.ts';
import { viewOffer } from './view-offer.ts';

const deps = await testDeps();
const { db } = deps;
beforeEach(() => deps.reset());

const ten = '2026-06-02T10:00+02:00';
const two = '2026-06-02T14:00+02:00';

/** Kari has a booking at two with Jon, and would like to come earlier; Ida and Jon both do what she wants. */
async function wantsEarlier() {
  const world = await openSalon(deps);
  const { salon, cut } = world;
  const jon = await makeEmployee(db, salon, { name: 'Jon', services: [cut] });
  const kari = await makeCustomer(db, salon);
  const booking = await makeBooking(db, {
    salon,
    employee: jon,
    services: [cut],
    customer: kari,
    startsAt: two,
  });
  const joined = await joinWaitlist(deps, {
    salonId: salon.id,
    wish: { serviceId: cut.id, employeeIds: [], leadTimeMinutes: 0, preferredDate: '2026-06-02' },
    contact: { name: kari.name, email: kari.email, phone: kari.phone },
    locale: 'nb',
    movesBookingToken: deps.links.signLink('booking', { id: booking.id, version: 1 }),
  });
  expect(joined).toEqual({ ok: true, status: 'waiting' });
  const { id } = await db.waitlistEntry.findFirstOrThrow();
  const entry = { id: idOf<EntryId>(id) };
  expect(await entryRow(deps, entry)).toMatchObject({ movesBookingId: booking.id, customerId: kari.id });
  const free = (employee: TestEmployee, startsAt: string) =>
    comeFree(deps, { salon, employee, services: [cut], startsAt });
  return { ...world, jon, kari, booking, entry, free };
}

test('a wish to move a booking is its customer’s own: another contact is refused at its field', async () => {
  const { salon, cut, booking, entry } = await wantsEarlier();
  const wish = { serviceId: cut.id, employeeIds: [], leadTimeMinutes: 0, preferredDate: '2026-06-02' };
  const contact = { name: 'Ola', email: 'ola@example.org', phone: null };
  const refused = {
    ok: false,
    reason: 'invalid',
    fields: [{ field: 'contact.email', problem: 'not_who_booked' }],
  };
  const joined = await joinWaitlist(deps, {
    salonId: salon.id,
    wish,
    contact,
    locale: 'nb',
    movesBookingToken: deps.links.signLink('booking', { id: booking.id, version: 1 }),
  });
  expect(joined).toEqual(refused);
  const changed = await changeEntry(deps, {
    salonId: salon.id,
    entryId: entry.id,
    wish,
    contact,
    actor: staff,
  });
  expect(changed).toEqual(refused);
  expect(await db.customer.count({ where: { email: contact.email } })).toBe(0);
});

describe('an earlier time for who has a booking', () => {
  test('is said to be one, and moves the booking when it is accepted, onto another calendar too', async () => {
    const { ida, jon, booking, entry, free } = await wantsEarlier();
    await free(ida, ten);
    await deps.runJobs();
    expect(await viewOffer(deps, await linkOf(deps, entry))).toMatchObject({
      offer: { moves: { startsAt: new Date(two).toISOString() } },
    });
    expect(await accept(deps, entry)).toMatchObject({ outcome: 'booked', bookingId: booking.id });
    expect(await db.booking.count({ where: { status: 'confirmed' } })).toBe(1);
    expect(await db.booking.findUniqueOrThrow({ where: { id: booking.id } })).toMatchObject({
      startsAt: new Date(ten),
      source: 'public',
    });
    expect(await calendarOf(deps, ida)).toEqual(['booking 10:00-11:00']);
    // What it leaves is held for the waitlist in the same transaction.
    expect(await calendarOf(deps, jon)).toEqual(['hold 14:00-15:00']);
    expect(await db.opening.findFirstOrThrow({ where: { status: 'open' } })).toMatchObject({
      cause: 'booking_rescheduled',
      causeBookingId: booking.id,
    });
    expect(await db.message.count({ where: { template: 'booking_confirmed', bookingId: booking.id } })).toBe(
      2,
    );
  });

  test('frees a time that is offered to the next, and not to whoever left it', async () => {
    const { salon, cut, ida, jon, entry, free, kari } = await wantsEarlier();
    const hers = await makeEntry(db, {
      salon,
      service: cut,
      customer: kari,
      windows: [{ dateFrom: '2026-06-02', fromMinute: 13 * 60 }],
    });
    const next = await makeEntry(db, { salon, service: cut, employees: [jon] });
    await free(ida, ten);
    await deps.runJobs();
    await accept(deps, entry);
    await deps.runJobs();
    expect(await statusOf(deps, next)).toBe('notified');
    expect(await statusOf(deps, hers)).toBe('waiting');
  });

  test('is never a later one, nor the same', async () => {
    const { ida, entry, free } = await wantsEarlier();
    for (const startsAt of [two, '2026-06-02T15:00+02:00']) {
      await free(ida, startsAt);
      await deps.runJobs();
      const run = await db.matchRun.findFirstOrThrow({ orderBy: { id: 'desc' } });
      expect(run.skipped).toEqual([{ entryId: entry.id, reason: 'not_earlier' }]);
    }
    expect(await statusOf(deps, entry)).toBe('waiting');
  });

  test('may overlap the booking that it replaces', async () => {
    const { ida, booking, entry, free, jon } = await wantsEarlier();
    await free(ida, '2026-06-02T13:30+02:00');
    await deps.runJobs();
    expect(await accept(deps, entry)).toMatchObject({ outcome: 'booked', bookingId: booking.id });
    expect(await calendarOf(deps, jon)).toEqual(['hold 14:00-15:00']);
  });

  test('on the same calendar, next to the booking: old time and new time stay apart', async () => {
    const { jon, booking, entry, free } = await wantsEarlier();
    await free(jon, '2026-06-02T13:00+02:00');
    await deps.runJobs();
    expect(await accept(deps, entry)).toMatchObject({ outcome: 'booked', bookingId: booking.id });
    expect(await calendarOf(deps, jon)).toEqual(['booking 13:00-14:00', 'hold 14:00-15:00']);
  });

  test('when the booking was cancelled meanwhile becomes a booking of its own', async () => {
    const { salon, ida, booking, entry, free } = await wantsEarlier();
    await free(ida, ten);
    await deps.runJobs();
    await cancelBooking(deps, { salonId: salon.id, bookingId: booking.id, actor: staff });
    const answer = await accept(deps, entry);
    expect(answer.outcome).toBe('booked');
    expect(answer.bookingId).not.toBe(booking.id);
    expect(await db.booking.count({ where: { status: 'confirmed' } })).toBe(1);
  });

  test('may be given by staff at once', async () => {
    const { salon, ida, booking, entry, jon } = await wantsEarlier();
    const outcome = await bookDirectly(deps, {
      salonId: salon.id,
      entryId: entry.id,
      employeeId: ida.id,
      startsAt: ten,
      actor: staff,
    });
    expect(outcome).toEqual({ ok: true, bookingId: booking.id });
    await work(deps);
    expect(await historyOf(deps, entry)).toEqual(['created_public', 'manual_notify', 'converted_by_staff']);
    expect(await calendarOf(deps, ida)).toEqual(['booking 10:00-11:00']);
    expect(await calendarOf(deps, jon)).toEqual([]);
  });
});

describe('an earlier time for a booking that staff have changed just now', () => {
  /** Kari is offered ten with Ida; then staff change her booking, and she accepts before that has settled. */
  async function offered() {
    const world = await wantsEarlier();
    await world.free(world.ida, ten);
    await deps.runJobs();
    return { ...world, ids: { salonId: world.salon.id, bookingId: world.booking.id } };
  }
  const moveTold = { template: 'booking_moved' };

  test('all that it had is one opening, offered at once', async () => {
    const { ids, ida, jon, entry } = await offered();
    const endsAt = '2026-06-02T14:30:00+02:00';
    await resizeBooking(deps, { ...resizeInput.parse({ ...ids, endsAt }), actor: staff });
    expect(await calendarOf(deps, jon)).toEqual(['booking 14:00-14:30', 'hold 14:30-15:00']);
    expect(await accept(deps, entry)).toMatchObject({ outcome: 'booked', bookingId: ids.bookingId });
    expect(await calendarOf(deps, ida)).toEqual(['booking 10:00-11:00']);
    expect(await calendarOf(deps, jon)).toEqual(['hold 14:00-15:00']);
    expect(await db.opening.findMany({ where: { status: 'open' } })).toMatchObject([
      { settlesAt: null, startsAt: new Date(two) },
    ]);
  });

  test('on other calendars too; its customer hears of the new time alone, and there is nothing left to undo', async () => {
    const { ids, ida, jon, entry } = await offered();
    const startsAt = '2026-06-02T16:00:00+02:00';
    const moved = await rescheduleBooking(deps, {
      ...rescheduleInput.parse({ ...ids, startsAt, employeeId: ida.id }),
      actor: staff,
    });
    const changeId = moved.ok ? (moved.booking.lastChange?.id ?? '') : '';
    expect(await db.message.count({ where: { ...moveTold, status: 'queued' } })).toBe(2);
    expect(await accept(deps, entry)).toMatchObject({ outcome: 'booked', bookingId: ids.bookingId });
    expect(await undoChange(deps, { ...ids, changeId, actor: staff })).toEqual({
      ok: false,
      reason: 'changed_since',
    });
    deps.clock.advance(settleMinutes);
    await work(deps);
    expect(await calendarOf(deps, ida)).toContain('booking 10:00-11:00');
    expect(
      await db.opening.findMany({ where: { causeBookingId: ids.bookingId, status: 'withdrawn' } }),
    ).toHaveLength(1);
    expect(
      await db.opening.findMany({
        where: { causeBookingId: ids.bookingId, settlesAt: null },
        orderBy: { startsAt: 'asc' },
      }),
    ).toMatchObject([
      { employeeId: jon.id, startsAt: new Date(two) },
      { employeeId: ida.id, startsAt: new Date(startsAt) },
    ]);
    expect(await db.message.groupBy({ by: ['status'], where: moveTold, _count: true })).toEqual([
      { status: 'cancelled', _count: 2 },
    ]);
    expect(
      await db.message.count({
        where: { template: 'booking_confirmed', bookingId: ids.bookingId, status: 'sent' },
      }),
    ).toBe(2);
  });
});

describe('joining with the link of a booking', () => {
  async function join(
    change: (world: { booking: BookingId; other: string; past: BookingId }) => {
      id: string;
      version?: number;
      service?: string;
    },
  ) {
    const { salon, cut, ida } = await openSalon(deps);
    const colour = await makeService(db, salon);
    const { id: booking } = await makeBooking(db, { salon, employee: ida, services: [cut], startsAt: two });
    const past = await makeBooking(db, {
      salon,
      employee: ida,
      services: [cut],
      startsAt: '2026-05-29T10:00+02:00',
    });
    const { id, version = 1, service = cut.id } = change({ booking, other: colour.id, past: past.id });
    return joinWaitlist(deps, {
      salonId: salon.id,
      wish: { serviceId: idOf(service), employeeIds: [], leadTimeMinutes: 0, preferredDate: '2026-06-02' },
      contact: { name: 'Kari', email: 'kari@example.com', phone: null },
      locale: 'nb',
      movesBookingToken: deps.links.signLink('booking', { id, version }),
    });
  }
  const unknown = {
    ok: false,
    reason: 'invalid',
    fields: [{ field: 'movesBookingToken', problem: 'unknown_link' }],
  };

  test('that is over, of another service, or whose link was replaced: said at its field', async () => {
    expect(await join(({ past }) => ({ id: past }))).toEqual(unknown);
    expect(await join(({ booking, other }) => ({ id: booking, service: other }))).toEqual(unknown);
    expect(await join(({ booking }) => ({ id: booking, version: 2 }))).toEqual(unknown);
    expect(await db.waitlistEntry.count()).toBe(0);
  });
});
