import { beforeEach, describe, expect, test } from 'vitest';
import type { z } from 'zod';
import { newId, type CustomerId, type UserId } from '#server/platform/ids.schema.ts';
import { cancelBooking } from './cancel-booking.ts';
import { runSweep } from '#server/jobs/run-sweep.ts';
import { messageSweeps } from '#server/modules/notifications/notifications.sweeps.ts';
import { remindOfAppointment } from '#server/modules/notifications/remind-of-appointment.ts';
import { testDeps } from '#server/testing/deps.ts';
import {
  makeBooking,
  makeCustomer,
  makeEmployee,
  makeSalon,
  makeService,
} from '#server/testing/factories.ts';
import { makeEntry, makeOffer, makeOpening } from '#server/testing/waitlist-factories.ts';
import { createByStaffInput } from './bookings.schema.ts';
import { createByStaff } from './create-by-staff.ts';

const deps = await testDeps();
const { db } = deps;
beforeEach(() => deps.reset());

const actor = { type: 'user', id: newId<UserId>() } as const;
const ten = '2026-06-02T10:00:00+02:00';

async function world() {
  const salon = await makeSalon(db);
  const cut = await makeService(db, salon, { bufferAfterMinutes: 10 });
  const ida = await makeEmployee(db, salon, { services: [cut] });
  const customer = await makeCustomer(db, salon);
  const book = (input: Partial<z.input<typeof createByStaffInput>> = {}) =>
    createByStaff(deps, {
      ...createByStaffInput.parse({
        salonId: salon.id,
        serviceIds: [cut.id],
        employeeId: ida.id,
        startsAt: ten,
        customer: { customerId: customer.id },
        ...input,
      }),
      actor,
    });
  return { salon, cut, ida, customer, book };
}

describe('staff book', () => {
  test('for a customer whom they know, who is told', async () => {
    const { customer, book } = await world();
    expect(await book()).toMatchObject({
      ok: true,
      booking: { source: 'staff', localTime: '10:00', customer: { id: customer.id } },
    });
    expect(await db.message.count({ where: { template: 'booking_confirmed' } })).toBe(2);
    expect(await db.auditEvent.findMany()).toMatchObject([{ action: 'booking.created', actorId: actor.id }]);
  });

  test('at a time on the salon’s clock; of an hour that it shows twice the first, and none that it skips', async () => {
    const { book } = await world();
    expect(await book({ startsAt: { date: '2026-06-02', time: '10:05' } })).toMatchObject({
      ok: true,
      booking: { startsAt: '2026-06-02T08:05:00.000Z' },
    });
    expect(await book({ startsAt: { date: '2026-10-25', time: '02:30' } })).toMatchObject({
      ok: true,
      booking: { startsAt: '2026-10-25T00:30:00.000Z' },
    });
    expect(await book({ startsAt: { date: '2027-03-28', time: '02:30' } })).toEqual({
      ok: false,
      reason: 'no_such_time',
    });
  });

  test('for somebody new by their contact; a faulty number is said at its field', async () => {
    const { book } = await world();
    expect(await book({ customer: { name: 'Ola', phone: '41234567' } })).toMatchObject({
      ok: true,
      booking: { customer: { name: 'Ola', phone: '+4741234567' } },
    });
    expect(await book({ customer: { name: 'Ola', phone: '12345' } })).toEqual({
      ok: false,
      reason: 'invalid',
      fields: [{ field: 'customer.phone', problem: 'phone_invalid' }],
    });
  });

  test('outside the hours, inside the notice and off the grid', async () => {
    const { book } = await world();
    expect(await book({ startsAt: '2026-06-01T20:07:00+02:00' })).toMatchObject({ ok: true });
    expect(await book({ startsAt: '2026-06-01T10:05:00+02:00' })).toMatchObject({ ok: true });
    expect(await book({ startsAt: '2026-06-01T08:30:00+02:00' })).toEqual({ ok: false, reason: 'in_past' });
  });

  test('not over a booking, buffers included', async () => {
    const { salon, cut, ida, book } = await world();
    await makeBooking(db, { salon, employee: ida, services: [cut], startsAt: ten });
    expect(await book({ startsAt: '2026-06-02T11:05:00+02:00', withdrawOpening: true })).toMatchObject({
      reason: 'taken',
    });
    expect(await book({ startsAt: '2026-06-02T11:10:00+02:00' })).toMatchObject({ ok: true });
  });

  test('over a hold only after it was said what that ends', async () => {
    const { salon, cut, ida, book } = await world();
    const opening = await makeOpening(db, { employee: ida, startsAt: ten });
    const entry = await makeEntry(db, { salon, service: cut });
    await makeOffer(db, { opening, entry, now: deps.clock.now() });
    expect(await book()).toMatchObject({
      reason: 'held',
      openings: [{ openingId: opening.id, liveOffers: 1 }],
    });
    expect(await db.booking.count()).toBe(0);
    expect(await book({ withdrawOpening: true })).toMatchObject({ ok: true });
    expect(await db.opening.findMany()).toMatchObject([{ status: 'withdrawn' }]);
    expect(await db.offer.findMany()).toMatchObject([{ status: 'cancelled' }]);
  });

  test('not twice at once: of two receptionists one is told', async () => {
    const { salon, book } = await world();
    const other = await makeCustomer(db, salon);
    const outcomes = await Promise.all([book(), book({ customer: { customerId: other.id } })]);
    expect(outcomes.map((outcome) => (outcome.ok ? 'booked' : outcome.reason)).toSorted()).toEqual([
      'booked',
      'taken',
    ]);
  });

  test('once, however often it is sent: the repeat is answered with the booking, and the customer is told once', async () => {
    const { customer, cut, book } = await world();
    const first = await book();
    expect(await book()).toEqual(first);
    expect(await book({ customer: { name: customer.name, phone: customer.phone ?? '' } })).toEqual(first);
    expect(await db.booking.count()).toBe(1);
    expect(await db.message.count({ where: { template: 'booking_confirmed' } })).toBe(2);
    expect(await db.auditEvent.count()).toBe(1);
    expect(await book({ serviceIds: [cut.id, cut.id] })).toEqual({ ok: false, reason: 'own_overlap' });
  });

  test('no customer beside another appointment of theirs, and none of another organisation', async () => {
    const { salon, cut, book } = await world();
    const jon = await makeEmployee(db, salon, { services: [cut] });
    expect(await book()).toMatchObject({ ok: true });
    expect(await book({ employeeId: jon.id })).toEqual({ ok: false, reason: 'own_overlap' });
    const stranger = await makeCustomer(db, await makeSalon(db));
    await expect(book({ customer: { customerId: stranger.id } })).rejects.toMatchObject({
      code: 'not_found',
    });
    await expect(book({ customer: { customerId: newId<CustomerId>() } })).rejects.toMatchObject({
      code: 'not_found',
    });
  });
});

describe('staff book somebody who gives a name alone', () => {
  const walkIn = { name: 'Ola', phone: '', email: '' };

  /** The walk-in's booking, on the day after the next one. */
  async function seated() {
    const made = await world();
    const outcome = await made.book({ customer: walkIn, startsAt: '2026-06-04T10:00:00+02:00' });
    if (!outcome.ok) throw new Error(outcome.reason);
    return { ...made, booking: outcome.booking };
  }

  test('who is a new customer, and gets no message: no confirmation, no reminder and no word of a cancellation', async () => {
    const { salon, booking } = await seated();
    expect(booking.customer).toMatchObject({ name: 'Ola', phone: null, email: null });
    deps.clock.set('2026-06-03T10:00:00+02:00');
    await remindOfAppointment(deps, { bookingId: booking.id });
    deps.clock.advance(3);
    expect(await runSweep(deps, messageSweeps)).toMatchObject({ 'appointments-reminded': 0 });
    expect(await cancelBooking(deps, { salonId: salon.id, bookingId: booking.id, actor })).toMatchObject({
      ok: true,
    });
    expect(await db.message.count()).toBe(0);
  });

  test('and is nobody else of that name, with a contact or without', async () => {
    const { salon, booking, book } = await seated();
    const known = await makeCustomer(db, salon, { name: 'Ola' });
    const again = await book({ customer: walkIn });
    if (!again.ok) throw new Error(again.reason);
    expect(new Set([known.id, booking.customer.id, again.booking.customer.id]).size).toBe(3);
  });

  test('once, however often it is sent; another one at that time is told that it is taken', async () => {
    const { cut, book } = await world();
    const first = await book({ customer: walkIn });
    expect(await book({ customer: walkIn })).toEqual(first);
    const both = await Promise.all(
      [walkIn, walkIn].map((customer) => book({ customer, startsAt: '2026-06-02T12:00:00+02:00' })),
    );
    expect(both[0]).toEqual(both[1]);
    expect(await db.booking.count()).toBe(2);
    expect(await book({ customer: { name: 'Eva' } })).toMatchObject({ reason: 'taken' });
    expect(await book({ customer: { name: 'Ola', phone: '41234567' } })).toMatchObject({ reason: 'taken' });
    expect(await book({ customer: walkIn, serviceIds: [cut.id, cut.id] })).toMatchObject({ reason: 'taken' });
  });

  test('but not without a name', async () => {
    const { book } = await world();
    await expect(async () => book({ customer: { name: ' ' } })).rejects.toThrow('required');
  });
});
