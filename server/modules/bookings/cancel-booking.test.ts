import { beforeEach, describe, expect, test } from 'vitest';
import { newId, type SalonId, type UserId } from '#server/platform/ids.schema.ts';
import { testDeps } from '#server/testing/deps.ts';
import {
  makeBooking,
  makeCustomer,
  makeEmployee,
  makeSalon,
  makeService,
} from '#server/testing/factories.ts';
import { forged } from '#server/testing/links.ts';
import { cancelBooking, cancelByToken } from './cancel-booking.ts';

const deps = await testDeps();
const { db } = deps;
beforeEach(() => deps.reset());

const ten = '2026-06-02T10:00+02:00';
const actor = { type: 'user', id: newId<UserId>() } as const;

async function world(salonFields: Parameters<typeof makeSalon>[1] = {}) {
  const salon = await makeSalon(db, salonFields);
  const cut = await makeService(db, salon, { bufferBeforeMinutes: 5, bufferAfterMinutes: 10 });
  const ida = await makeEmployee(db, salon, { services: [cut] });
  const booking = await makeBooking(db, { salon, employee: ida, services: [cut], startsAt: ten });
  const token = deps.links.signLink('booking', { id: booking.id, version: 1 });
  return { salon, cut, ida, booking, token };
}

describe('a customer cancels by their link', () => {
  test('the freed time is held for the waitlist in the same transaction, buffers included, and a match is set going', async () => {
    const { booking, token } = await world();
    const outcome = await cancelByToken(deps, { token });

    expect(outcome).toMatchObject({
      ok: true,
      booking: { status: 'cancelled', cancelledBy: 'customer', startsAt: '2026-06-02T08:00:00.000Z' },
    });
    const [opening] = await db.opening.findMany();
    expect(opening).toMatchObject({
      status: 'open',
      cause: 'booking_cancelled',
      causeBookingId: booking.id,
      startsAt: new Date(ten),
      freeFrom: new Date('2026-06-02T09:55+02:00'),
      freeUntil: new Date('2026-06-02T11:10+02:00'),
    });
    expect(await db.calendarItem.findMany()).toMatchObject([{ kind: 'hold', openingId: opening?.id }]);
    const jobs = await deps.database.pool.query<{ data: unknown }>(
      `SELECT data FROM pgboss.job WHERE name = 'waitlist.match-opening'`,
    );
    expect(jobs.rows).toEqual([{ data: { openingId: opening?.id } }]);
    expect(await db.message.count({ where: { template: 'booking_cancelled' } })).toBe(2);
    expect(await db.auditEvent.findMany()).toMatchObject([
      { action: 'booking.cancelled', actorType: 'customer' },
    ]);
  });

  test('twice: both times it says cancelled, and nothing happens twice', async () => {
    const { token } = await world();
    const outcomes = await Promise.all([cancelByToken(deps, { token }), cancelByToken(deps, { token })]);
    outcomes.push(await cancelByToken(deps, { token }));
    expect(outcomes.map((outcome) => outcome.ok)).toEqual([true, true, true]);
    expect(await db.opening.count()).toBe(1);
    expect(await db.auditEvent.count()).toBe(1);
    expect(await db.message.count()).toBe(2);
  });

  test('only until the salon’s notice begins', async () => {
    const { token } = await world({ cancelNoticeMinutes: 120 });
    deps.clock.set('2026-06-02T08:00+02:00');
    expect(await cancelByToken(deps, { token })).toEqual({ ok: false, reason: 'too_late' });
    deps.clock.set('2026-06-02T07:59+02:00');
    expect(await cancelByToken(deps, { token })).toMatchObject({ ok: true });
    // What was cancelled in time stays so for who looks again later.
    deps.clock.set('2026-06-02T09:00+02:00');
    expect(await cancelByToken(deps, { token })).toMatchObject({ ok: true });
  });

  test('by no other link: forged, of another purpose, or replaced by a newer one', async () => {
    const { booking, token } = await world();
    const unknown = { ok: false, reason: 'unknown' };
    expect(await cancelByToken(deps, { token: forged(token) })).toEqual(unknown);
    const entryLink = deps.links.signLink('entry', { id: booking.id, version: 1 });
    expect(await cancelByToken(deps, { token: entryLink })).toEqual(unknown);
    await db.booking.update({ where: { id: booking.id }, data: { linkVersion: 2 } });
    expect(await cancelByToken(deps, { token })).toEqual(unknown);
    expect(await db.opening.count()).toBe(0);
  });
});

describe('staff cancel', () => {
  test('at any time, and the waitlist is asked just as when the customer does', async () => {
    const { salon, booking } = await world();
    const outcome = await cancelBooking(deps, { salonId: salon.id, bookingId: booking.id, actor });
    const openings = await db.opening.findMany();
    expect(openings).toHaveLength(1);
    expect(outcome).toMatchObject({
      ok: true,
      openingIds: [openings[0]?.id],
      booking: { cancelledBy: 'staff' },
    });
    expect(await cancelBooking(deps, { salonId: salon.id, bookingId: booking.id, actor })).toMatchObject({
      ok: true,
      openingIds: [openings[0]?.id],
    });
  });

  test('too near its start for the waitlist: the time is simply free', async () => {
    const { salon, booking } = await world();
    deps.clock.set('2026-06-02T09:50+02:00');
    expect(await cancelBooking(deps, { salonId: salon.id, bookingId: booking.id, actor })).toMatchObject({
      ok: true,
      openingIds: [],
    });
    expect(await db.calendarItem.count()).toBe(0);
  });

  test('where matching is off: the time is simply free', async () => {
    const { salon, booking } = await world({ matchingEnabled: false });
    await cancelBooking(deps, { salonId: salon.id, bookingId: booking.id, actor });
    expect(await db.opening.count()).toBe(0);
    expect(await db.calendarItem.count()).toBe(0);
  });

  test('no booking that is over, and none of another salon', async () => {
    const { salon, cut, ida, booking } = await world();
    await db.booking.update({ where: { id: booking.id }, data: { status: 'completed' } });
    expect(await cancelBooking(deps, { salonId: salon.id, bookingId: booking.id, actor })).toEqual({
      ok: false,
      reason: 'not_open',
    });
    const other = await makeBooking(db, {
      salon,
      employee: ida,
      services: [cut],
      startsAt: '2026-06-03T10:00+02:00',
    });
    await expect(
      cancelBooking(deps, { salonId: newId<SalonId>(), bookingId: other.id, actor }),
    ).rejects.toMatchObject({ code: 'not_found' });
  });
});

test('a booking of several services frees one stretch of time', async () => {
  const { salon, ida } = await world();
  const [wash, cut] = [await makeService(db, salon), await makeService(db, salon)];
  const booking = await makeBooking(db, {
    salon,
    employee: ida,
    services: [wash, cut],
    startsAt: '2026-06-03T10:00+02:00',
  });
  await cancelBooking(deps, { salonId: salon.id, bookingId: booking.id, actor });
  expect(await db.opening.findMany()).toMatchObject([
    { freeFrom: new Date('2026-06-03T10:00+02:00'), freeUntil: new Date('2026-06-03T12:00+02:00') },
  ]);
});

test('two cancellations at once on one calendar, again and again: two openings each time, no deadlock', async () => {
  const { salon, cut, ida } = await world();
  for (let day = 3; day <= 6; day += 1) {
    const customer = await makeCustomer(db, salon);
    const bookings = await Promise.all(
      ['10:00', '12:00', '14:00'].map((time) =>
        makeBooking(db, {
          salon,
          employee: ida,
          services: [cut],
          customer,
          startsAt: `2026-06-0${day}T${time}+02:00`,
        }),
      ),
    );
    const outcomes = await Promise.all(
      bookings.map(({ id }) => cancelBooking(deps, { salonId: salon.id, bookingId: id, actor })),
    );
    expect(outcomes.every((outcome) => outcome.ok)).toBe(true);
  }
  expect(await db.opening.count()).toBe(12);
});
