import { beforeEach, describe, expect, test } from 'vitest';
import { newId, type SalonId, type UserId } from '#server/platform/ids.schema.ts';
import { minutesAfter } from '#server/testing/clock.ts';
import { testDeps } from '#server/testing/deps.ts';
import { makeBooking, makeEmployee } from '#server/testing/factories.ts';
import { makeOpening } from '#server/testing/waitlist-factories.ts';
import { calendarOf, clockTime, line, openSalon, statusesOf, work } from '#server/testing/waitlist-steps.ts';
import { settleMinutes } from '../openings/openings.schema.ts';
import { cancelBooking } from './cancel-booking.ts';
import { rescheduleInput, resizeInput } from './bookings.schema.ts';
import { createByStaff } from './create-by-staff.ts';
import { createByStaffInput } from './bookings.schema.ts';
import { rescheduleBooking } from './reschedule-booking.ts';
import { rescheduleByToken } from './reschedule-by-token.ts';
import { resizeBooking } from './resize-booking.ts';
import { undoChange } from './undo-change.ts';

const deps = await testDeps();
const { db } = deps;
beforeEach(() => deps.reset());

const actor = { type: 'user', id: newId<UserId>() } as const;

function tuesday(time: string): string {
  return new Date(`2026-06-02T${time}+02:00`).toISOString();
}

/** Ida is booked from ten to twelve on the Tuesday, and somebody waits for an hour with her. */
async function world() {
  const { salon, cut, ida } = await openSalon(deps);
  const [waiting] = await line(deps, { salon, service: cut }, {});
  const at = (startsAt: string) =>
    makeBooking(db, { salon, employee: ida, services: [cut], startsAt: tuesday(startsAt) });
  const booking = await makeBooking(db, {
    salon,
    employee: ida,
    services: [cut, cut],
    startsAt: tuesday('10:00'),
  });
  const ids = { salonId: salon.id, bookingId: booking.id };
  const resize = (endsAt: string, rest: { startsAt?: string; withdrawOpening?: boolean } = {}) =>
    resizeBooking(deps, {
      ...resizeInput.parse({
        ...ids,
        ...rest,
        startsAt: rest.startsAt && tuesday(rest.startsAt),
        endsAt: tuesday(endsAt),
      }),
      actor,
    });
  const move = (startsAt: string, rest: { employeeId?: string; withdrawOpening?: boolean } = {}) =>
    rescheduleBooking(deps, {
      ...rescheduleInput.parse({ ...ids, ...rest, startsAt: tuesday(startsAt) }),
      actor,
    });
  const undo = (changed: Awaited<ReturnType<typeof resize | typeof move>>) =>
    undoChange(deps, { ...ids, changeId: changed.ok ? (changed.booking.lastChange?.id ?? '') : '', actor });
  return { salon, cut, ida, waiting, booking, ids, at, resize, move, undo };
}

/** Open stretches as the clock shows them. */
async function held(): Promise<string[]> {
  const rows = await db.opening.findMany({ where: { status: 'open' }, orderBy: { freeFrom: 'asc' } });
  return rows.map(({ freeFrom, freeUntil }) => `${clockTime(freeFrom)}-${clockTime(freeUntil)}`);
}

/** What has become of the texts that tell of a move. */
async function moved(): Promise<string[]> {
  const rows = await db.message.findMany({
    where: { template: 'booking_moved', channel: 'sms' },
    orderBy: { status: 'asc' },
  });
  return rows.map(({ status }) => status);
}

const settle = () => deps.clock.advance(settleMinutes);

describe('a booking with another length', () => {
  test('frees what it leaves: held at once and offered when that has settled; its price stays', async () => {
    const { ida, waiting, resize } = await world();
    expect(await resize('11:30')).toMatchObject({
      ok: true,
      openingIds: [expect.any(String)],
      booking: {
        endsAt: tuesday('11:30'),
        priceMinor: 138_000,
        lastChange: { kind: 'resized', settlesAt: minutesAfter(deps.clock.now(), 2).toISOString() },
      },
    });
    expect(await calendarOf(deps, ida)).toEqual([
      'booking 10:00-11:00',
      'booking 11:00-11:30',
      'hold 11:30-12:00',
    ]);
    await work(deps);
    expect(await statusesOf(deps, [waiting])).toEqual(['waiting']);
    settle();
    await work(deps);
    expect(await statusesOf(deps, [waiting])).toEqual(['notified']);
    expect(await db.opening.findFirst()).toMatchObject({ cause: 'booking_shortened' });
  });

  test('tells its customer nothing of another end, but of another start', async () => {
    const { resize } = await world();
    await resize('11:30');
    expect(await moved()).toEqual([]);
    await resize('12:00', { startsAt: '10:30' });
    expect(await moved()).toEqual(['queued']);
  });

  test('that is longer takes free time; over a booking it is refused, naming whose', async () => {
    const { at, resize } = await world();
    const next = await at('12:30');
    expect(await resize('12:30')).toMatchObject({ ok: true, openingIds: [] });
    expect(await resize('13:00', { withdrawOpening: true })).toMatchObject({
      ok: false,
      reason: 'taken',
      bookings: [{ bookingId: next.id, customerName: expect.any(String), startsAt: tuesday('12:30') }],
    });
  });

  test('over a hold only when staff say so', async () => {
    const { ida, resize } = await world();
    const opening = await makeOpening(db, { employee: ida, startsAt: tuesday('12:00') });
    expect(await resize('12:30')).toMatchObject({ reason: 'held', openings: [{ openingId: opening.id }] });
    expect(await resize('12:30', { withdrawOpening: true })).toMatchObject({ ok: true });
    expect(await db.opening.findUnique({ where: { id: opening.id } })).toMatchObject({ status: 'withdrawn' });
  });

  test('keeps each of its services long enough, and none ends in the past', async () => {
    const { ids, resize } = await world();
    expect(await resize('11:00')).toEqual({ ok: false, reason: 'too_short' });
    expect(await resize('23:59')).toEqual({ ok: false, reason: 'too_long' });
    deps.clock.set(tuesday('11:40'));
    expect(await resize('11:30')).toEqual({ ok: false, reason: 'in_past' });
    expect(await resize('11:45')).toMatchObject({ ok: true });
    await cancelBooking(deps, { ...ids, actor });
    expect(await resize('11:50')).toEqual({ ok: false, reason: 'not_open' });
  });

  test('is of the salon alone that asks', async () => {
    const { ids } = await world();
    const foreign = { ...ids, salonId: newId<SalonId>(), endsAt: tuesday('11:30'), withdrawOpening: false };
    await expect(resizeBooking(deps, { ...foreign, actor })).rejects.toMatchObject({ code: 'not_found' });
  });
});

describe('undone before it has settled', () => {
  test('a move has never happened: nobody was asked, nobody told', async () => {
    const { ida, waiting, move, undo } = await world();
    const change = await move('14:00');
    expect(await moved()).toEqual(['queued']);
    deps.clock.advance(1);
    expect(await undo(change)).toMatchObject({ ok: true, booking: { localTime: '10:00', lastChange: null } });
    expect(await calendarOf(deps, ida)).toEqual(['booking 10:00-11:00', 'booking 11:00-12:00']);
    settle();
    await work(deps);
    expect(await moved()).toEqual(['cancelled']);
    expect(await statusesOf(deps, [waiting])).toEqual(['waiting']);
    expect(await db.auditEvent.findMany({ orderBy: { id: 'asc' } })).toMatchObject([
      { action: 'booking.rescheduled' },
      { action: 'booking.change_undone' },
    ]);
  });

  test('twice: once', async () => {
    const { move, undo } = await world();
    const change = await move('14:00');
    expect(await undo(change)).toMatchObject({ ok: true });
    expect(await undo(change)).toMatchObject({ ok: true });
    expect(await db.auditEvent.count({ where: { action: 'booking.change_undone' } })).toBe(1);
  });

  test('a change of the employee puts both calendars back', async () => {
    const { salon, cut, ida, move, undo } = await world();
    const jon = await makeEmployee(db, salon, { services: [cut] });
    const change = await move('10:00', { employeeId: jon.id });
    expect(await calendarOf(deps, ida)).toEqual(['hold 10:00-12:00']);
    expect(await undo(change)).toMatchObject({ ok: true });
    expect(await calendarOf(deps, ida)).toEqual(['booking 10:00-11:00', 'booking 11:00-12:00']);
    expect(await calendarOf(deps, jon)).toEqual([]);
  });

  test('what it had taken of an opening is offered again', async () => {
    const { ida, move, undo } = await world();
    await makeOpening(db, { employee: ida, startsAt: tuesday('14:00') });
    const change = await move('13:30', { withdrawOpening: true });
    expect(await held()).toEqual(['10:00-12:00']);
    expect(await undo(change)).toMatchObject({ ok: true });
    expect(await held()).toEqual(['14:00-15:00']);
  });

  test('not when it has settled, when it is not the last, or when the old time is somebody else’s', async () => {
    const { salon, cut, ida, move, resize, undo } = await world();
    const first = await move('14:00');
    const second = await resize('15:45');
    expect(await undo(first)).toEqual({ ok: false, reason: 'changed_since' });
    expect(await undo(second)).toMatchObject({ ok: true });
    const booked = await createByStaff(deps, {
      ...createByStaffInput.parse({
        salonId: salon.id,
        serviceIds: [cut.id],
        employeeId: ida.id,
        startsAt: tuesday('11:00'),
        customer: { name: 'Berit Nygaard', email: 'berit@example.com' },
        withdrawOpening: true,
      }),
      actor,
    });
    expect(booked).toMatchObject({ ok: true });
    expect(await undo(first)).toMatchObject({
      reason: 'taken',
      bookings: [{ customerName: 'Berit Nygaard', startsAt: tuesday('11:00') }],
    });
    settle();
    expect(await undo(first)).toEqual({ ok: false, reason: 'too_late' });
  });

  test('not when staff have offered the time by then', async () => {
    const { ida, move, undo } = await world();
    const change = await move('14:00');
    await db.opening.updateMany({ data: { offersMade: 1 } });
    expect(await undo(change)).toMatchObject({ reason: 'held' });
    await db.opening.updateMany({ data: { offersMade: 0 } });
    expect(ida).toBeDefined();
  });
});

describe('a booking that is changed again before it has settled', () => {
  test('has one opening, which follows', async () => {
    const { resize } = await world();
    await resize('11:45');
    await resize('11:30');
    expect(await held()).toEqual(['11:30-12:00']);
    await resize('11:50');
    expect(await held()).toEqual(['11:50-12:00']);
    await resize('12:00');
    expect(await held()).toEqual([]);
  });

  test('leaves where it stood meanwhile as it was: on public sale', async () => {
    const { ida, move } = await world();
    await move('13:00');
    await move('11:00');
    expect(await held()).toEqual(['10:00-11:00']);
    await move('10:00');
    expect(await calendarOf(deps, ida)).toEqual(['booking 10:00-11:00', 'booking 11:00-12:00']);
    settle();
    await work(deps);
    expect(await moved()).toEqual(['cancelled', 'cancelled']);
  });

  test('tells its customer once, where it stands in the end', async () => {
    const { move, undo } = await world();
    await move('13:00');
    const last = await move('14:00');
    expect(await moved()).toEqual(['cancelled', 'queued']);
    await undo(last);
    expect(await moved()).toEqual(['cancelled', 'cancelled', 'queued']);
    settle();
    await work(deps);
    expect(await moved()).toEqual(['cancelled', 'cancelled', 'sent']);
  });

  test('by its customer’s own move: what is free is offered at once', async () => {
    const { booking, waiting, resize } = await world();
    await resize('11:30');
    const token = deps.links.signLink('booking', { id: booking.id, version: 1 });
    expect(await rescheduleByToken(deps, { token, startsAt: tuesday('14:00') })).toMatchObject({ ok: true });
    expect(await held()).toEqual(['10:00-12:00']);
    await work(deps);
    expect(await statusesOf(deps, [waiting])).toEqual(['notified']);
  });

  test('by cancelling it: all of it is one opening, offered at once', async () => {
    const { ids, waiting, resize } = await world();
    await resize('11:30');
    expect(await cancelBooking(deps, { ...ids, actor })).toMatchObject({ openingIds: [expect.any(String)] });
    expect(await held()).toEqual(['10:00-12:00']);
    await work(deps);
    expect(await statusesOf(deps, [waiting])).toEqual(['notified']);
  });

  test('is not offered again where staff have put it on public sale', async () => {
    const { ida, move } = await world();
    await move('14:00');
    await db.$executeRaw`SELECT withdraw_opening(id, 'withdrawn', 'staff', ${deps.clock.now()}) FROM openings`;
    await move('15:00');
    expect(await calendarOf(deps, ida)).toEqual(['booking 15:00-16:00', 'booking 16:00-17:00']);
  });
});

test('the sweep sends what is to be told when its job is lost, and not before it has settled', async () => {
  const { move } = await world();
  await move('14:00');
  await deps.database.pool.query('DELETE FROM pgboss.job');
  deps.clock.advance(1.5);
  await work(deps);
  expect(await moved()).toEqual(['queued']);
  deps.clock.advance(2);
  await work(deps);
  expect(await moved()).toEqual(['sent']);
});
