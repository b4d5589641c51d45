import { beforeEach, expect, test } from 'vitest';
import type { StaffSession } from '#server/modules/auth/session.ts';
import { newId, type SessionId, type UserId } from '#server/platform/ids.schema.ts';
import { testDeps } from '#server/testing/deps.ts';
import { makeEmployee, makeSalon, makeService, usualHours } from '#server/testing/factories.ts';
import type { RateLimits } from '#server/platform/rate-limit.ts';
import { createCaller } from '#server/trpc/router.ts';

// The procedures answer what their schemas promise, from the salon's page to its staff's list: once through them all.

const deps = await testDeps();
const { db } = deps;
beforeEach(() => deps.reset());

async function world() {
  const salon = await makeSalon(db);
  const cut = await makeService(db, salon);
  const ida = await makeEmployee(db, salon, { services: [cut] });
  const session: StaffSession = {
    id: newId<SessionId>(),
    expiresAt: new Date('2026-07-01T00:00:00Z'),
    user: { id: newId<UserId>(), email: 'eier@fjord.example', name: 'Eier', locale: 'nb' },
    salons: [{ ...salon, locale: 'nb', accentColour: null, role: 'owner' }],
  };
  const request = { deps, address: '192.0.2.1', locale: 'nb', transport: 'page' } as const;
  const api = createCaller({ ...request, session: null });
  const staff = createCaller({ ...request, session });
  return { salon, cut, ida, api, staff, salonId: salon.id };
}

test('a customer finds a time, books it, moves it and cancels it', async () => {
  const { salon, cut, salonId, api } = await world();
  expect(await api.salon.list()).toMatchObject([{ slug: salon.slug }]);
  const page = await api.salon.bySlug({ slug: salon.slug });
  const serviceIds = page.serviceGroups.flatMap(({ services }) => services.map(({ id }) => id));
  expect(serviceIds).toEqual([cut.id]);

  const { slot } = await api.availability.firstFree({ salonId, serviceIds });
  const { days } = await api.availability.slots({ salonId, serviceIds, from: page.today, days: 2 });
  expect(days[0]?.slots[0]).toEqual(slot);

  const booked = await api.booking.create({
    salonId,
    serviceIds,
    startsAt: slot?.startsAt ?? '',
    contact: { name: 'Kari', phone: '41234567' },
    locale: 'nb',
  });
  if (!booked.ok) throw new Error(booked.reason);
  const { token } = booked;
  expect(await api.booking.byToken({ token })).toMatchObject({ booking: { status: 'confirmed' } });

  const moving = await api.booking.slotsByToken({ token, from: '2026-06-03', days: 1 });
  if (!moving.ok) throw new Error(moving.reason);
  // The first booking begins in an hour: its link can't change it any more.
  const startsAt = moving.slots.days[0]?.slots[0]?.startsAt ?? '';
  expect(await api.booking.rescheduleByToken({ token, startsAt })).toEqual({ ok: false, reason: 'too_late' });
  await db.salon.update({ where: { id: salonId }, data: { cancelNoticeMinutes: 0 } });
  expect(await api.booking.rescheduleByToken({ token, startsAt })).toMatchObject({ booking: { startsAt } });
  expect(await api.booking.cancelByToken({ token })).toMatchObject({ booking: { status: 'cancelled' } });
});

test('staff book, look, move, cancel and settle', async () => {
  const { cut, ida, salonId, staff } = await world();
  const booked = await staff.booking.createByStaff({
    salonId,
    serviceIds: [cut.id],
    employeeId: ida.id,
    startsAt: '2026-06-02T10:00:00+02:00',
    customer: { name: 'Kari', email: 'kari@fjord.example' },
  });
  if (!booked.ok) throw new Error(booked.reason);
  const place = { salonId, bookingId: booked.booking.id };

  expect(await staff.booking.get(place)).toEqual(booked.booking);
  expect((await staff.booking.list({ salonId, search: 'kari' })).bookings).toEqual([booked.booking]);
  expect(await staff.booking.calendar({ salonId, from: '2026-06-02', days: 1 })).toMatchObject({
    employees: [{ id: ida.id, bookings: [{ id: booked.booking.id, customerName: 'Kari' }] }],
  });
  const slots = await staff.booking.slotsForMove({ ...place, from: '2026-06-02', days: 1 });
  const startsAt = slots.days[0]?.slots[0]?.startsAt ?? '';
  expect(await staff.booking.reschedule({ ...place, startsAt })).toMatchObject({
    ok: true,
    booking: { startsAt },
  });
  expect(await staff.booking.complete(place)).toEqual({ ok: false, reason: 'not_begun' });
  expect(await staff.booking.noShow(place)).toEqual({ ok: false, reason: 'not_begun' });
  expect(await staff.booking.cancel(place)).toMatchObject({ ok: true, booking: { status: 'cancelled' } });
});

test('staff look who works when, and change it', async () => {
  const { cut, ida, salonId, staff } = await world();
  const place = { salonId, employeeId: ida.id };
  expect(await staff.salon.employees({ salonId })).toMatchObject([
    { id: ida.id, calendarId: ida.calendarId },
  ]);
  expect(await staff.salon.services({ salonId })).toMatchObject([{ id: cut.id, employeeIds: [ida.id] }]);
  const version = expect.any(String) as string;
  expect(await staff.salon.hours(place)).toEqual({ hours: usualHours, version });

  const hours = [{ weekday: 1, fromMinute: 600, untilMinute: 900 }];
  expect(await staff.salon.setHours({ ...place, hours })).toEqual({
    ok: true,
    affectedBookings: [],
    withdrawnOpenings: 0,
    openingIds: [],
    previous: usualHours,
    version,
  });
  expect(await staff.salon.hours(place)).toEqual({ hours, version });
  await expect(staff.salon.setHours({ ...place, hours: [...hours, ...hours] })).rejects.toMatchObject({
    cause: { fields: [{ field: 'hours.1.fromMinute', problem: 'stretches_overlap' }] },
  });

  const exception = { ...place, date: '2026-06-02', stretches: [] };
  await staff.salon.setException(exception);
  expect(await staff.salon.exceptions({ salonId, from: '2026-06-01' })).toMatchObject([
    { date: '2026-06-02' },
  ]);
  await staff.salon.removeException(exception);

  const times = { startsAt: '2026-06-02T10:00:00+02:00', endsAt: '2026-06-02T12:00:00+02:00' };
  const { timeOffId } = await staff.salon.addTimeOff({ ...place, ...times });
  expect(await staff.salon.timeOff({ salonId, from: times.startsAt })).toMatchObject([{ id: timeOffId }]);
  await staff.salon.removeTimeOff({ salonId, timeOffId });
  expect(await staff.salon.archiveEmployee(place)).toMatchObject({ ok: true });
});

test('booking counts for the address and, from whatever address, for the contact', async () => {
  const { cut, salonId } = await world();
  const used: string[] = [];
  const limits: RateLimits = {
    ...deps.limits,
    consume: (limit, subject) => {
      used.push(`${limit} ${subject}`);
      return Promise.resolve({ ok: true });
    },
  };
  const context = { session: null, address: '192.0.2.1', locale: 'nb', transport: 'page' } as const;
  await createCaller({ deps: { ...deps, limits }, ...context }).booking.create({
    salonId,
    serviceIds: [cut.id],
    startsAt: '2026-06-02T08:00:00.000Z',
    contact: { name: 'Kari', phone: '+47 412 34 567', email: 'Kari+1@example.com' },
    locale: 'nb',
  });
  expect(used).toEqual([
    'public-booking 192.0.2.1',
    'public-booking-contact kari@example.com',
    'public-booking-contact 41234567',
  ]);
});

test('moving counts for the customer who is told of it, and only where there is something to tell', async () => {
  const { salonId, cut, ida, api } = await world();
  const booked = await api.booking.create({
    salonId,
    serviceIds: [cut.id],
    startsAt: '2026-06-03T08:00:00Z',
    contact: { name: 'Kari', phone: '41234567' },
    locale: 'nb',
  });
  if (!booked.ok) throw new Error(booked.reason);
  const used: string[][] = [];
  const limits: RateLimits = {
    ...deps.limits,
    consume: (...use) => {
      used.push(use);
      return Promise.resolve({ ok: true });
    },
  };
  const context = { deps: { ...deps, limits }, address: '192.0.2.1', locale: 'nb' } as const;
  const link = createCaller({ ...context, session: null, transport: 'page' });
  const { customerId } = await db.booking.findFirstOrThrow();
  const moveTo = async (startsAt: string) => {
    used.length = 0;
    await link.booking.rescheduleByToken({ token: booked.token, startsAt, employeeId: ida.id });
    return used.filter(([limit]) => limit !== 'claim');
  };
  expect(await moveTo('2026-06-04T08:00:00Z')).toEqual([['public-move', customerId]]);
  // To where it stands already, and to when nobody is at work.
  expect(await moveTo('2026-06-04T08:00:00Z')).toEqual([]);
  expect(await moveTo('2026-06-04T23:00:00Z')).toEqual([]);
});
