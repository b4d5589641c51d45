import { beforeEach, describe, expect, test } from 'vitest';
import { newId, type SalonId, type UserId } from '#server/platform/ids.ts';
import { testDeps } from '#server/testing/deps.ts';
import { makeBooking, makeEmployee, makeSalon, makeService, usualHours } from '#server/testing/factories.ts';
import { makeEntry, makeOffer, makeOpening } from '#server/testing/waitlist-factories.ts';
import { addTimeOff, removeTimeOff } from './add-time-off.ts';
import { archiveEmployee } from './archive-employee.ts';
import { removeException, setException, setHours } from './set-hours.ts';

const deps = await testDeps();
const { db } = deps;
beforeEach(() => deps.reset());

const actor = { type: 'user', id: newId<UserId>() } as const;

/** On the Tuesday: an opening at ten with a live offer, a booking at one. */
async function world() {
  const salon = await makeSalon(db);
  const cut = await makeService(db, salon);
  const ida = await makeEmployee(db, salon, { services: [cut] });
  const opening = await makeOpening(db, { employee: ida, startsAt: '2026-06-02T10:00+02:00' });
  const entry = await makeEntry(db, { salon, service: cut });
  await makeOffer(db, { opening, entry, now: deps.clock.now() });
  const booking = await makeBooking(db, {
    salon,
    employee: ida,
    services: [cut],
    startsAt: '2026-06-02T13:00+02:00',
  });
  const place = { salonId: salon.id, employeeId: ida.id, actor };
  return { salon, cut, ida, booking, place };
}

async function openingStatuses(): Promise<string[]> {
  return (await db.opening.findMany({ orderBy: { startsAt: 'asc' } })).map(({ status }) => status);
}

describe('time off', () => {
  test('withdraws the openings that it hits, tells their customers, and lists the bookings that it hits', async () => {
    const { booking, place } = await world();
    const change = await addTimeOff(deps, {
      ...place,
      startsAt: '2026-06-02T10:30:00+02:00',
      endsAt: '2026-06-02T13:30:00+02:00',
      note: 'ill',
    });
    expect(change).toMatchObject({ withdrawnOpenings: 1, affectedBookings: [{ bookingId: booking.id }] });
    expect(await openingStatuses()).toEqual(['withdrawn']);
    expect(await db.waitlistEntry.findMany()).toMatchObject([{ status: 'waiting' }]);
    expect(await db.message.count({ where: { template: 'offer_withdrawn' } })).toBe(2);
    expect(await db.booking.findMany()).toMatchObject([{ status: 'confirmed' }]);
    expect(await db.auditEvent.findMany()).toMatchObject([{ action: 'time_off.added', actorId: actor.id }]);
  });

  test('beside them leaves them alone', async () => {
    const { place } = await world();
    const change = await addTimeOff(deps, {
      ...place,
      startsAt: '2026-06-02T11:00:00+02:00',
      endsAt: '2026-06-02T13:00:00+02:00',
      note: '',
    });
    expect(change).toMatchObject({ withdrawnOpenings: 0, affectedBookings: [] });
    expect(await openingStatuses()).toEqual(['open']);
  });

  test('is removed by the salon that it is of', async () => {
    const { place } = await world();
    const times = { startsAt: '2026-06-05T10:00:00+02:00', endsAt: '2026-06-05T11:00:00+02:00', note: '' };
    const { timeOffId } = await addTimeOff(deps, { ...place, ...times });
    await expect(removeTimeOff(deps, { salonId: newId<SalonId>(), timeOffId, actor })).rejects.toMatchObject({
      code: 'not_found',
    });
    await removeTimeOff(deps, { ...place, timeOffId });
    expect(await db.timeOff.count()).toBe(0);
  });
});

describe('hours', () => {
  test('that leave an opening outside withdraw it; bookings that they leave outside are listed', async () => {
    const { booking, place } = await world();
    const mornings = usualHours.map((stretch) => ({ ...stretch, untilMinute: 12 * 60 }));
    expect(await setHours(deps, { ...place, hours: mornings })).toMatchObject({
      withdrawnOpenings: 0,
      affectedBookings: [{ bookingId: booking.id }],
    });
    const afternoons = usualHours.map((stretch) => ({ ...stretch, fromMinute: 12 * 60 }));
    expect(await setHours(deps, { ...place, hours: afternoons })).toMatchObject({ withdrawnOpenings: 1 });
    expect(await openingStatuses()).toEqual(['withdrawn']);
  });

  test('do not judge what lay outside them before: staff had put it there', async () => {
    const { ida, salon, cut, place } = await world();
    await makeBooking(db, { salon, employee: ida, services: [cut], startsAt: '2026-06-02T19:00+02:00' });
    await makeOpening(db, { employee: ida, startsAt: '2026-06-02T20:00+02:00' });
    expect(await setHours(deps, { ...place, hours: [...usualHours] })).toMatchObject({
      withdrawnOpenings: 0,
      affectedBookings: [],
    });
  });

  test('of one date: closed for the whole salon, and open again', async () => {
    const { salon, ida, place } = await world();
    const date = '2026-06-02';
    const whole = { salonId: salon.id, employeeId: null, actor };
    expect(await setException(deps, { ...whole, date, stretches: [], note: 'holiday' })).toMatchObject({
      withdrawnOpenings: 1,
      affectedBookings: [{ customerName: expect.any(String) as unknown }],
    });
    // An employee's own hours on that date go first.
    const stretches = [{ fromMinute: 12 * 60, untilMinute: 15 * 60 }];
    expect(await setException(deps, { ...place, date, stretches, note: '' })).toMatchObject({
      affectedBookings: [],
    });
    expect(await db.hoursException.count()).toBe(2);
    expect(await removeException(deps, { ...place, date })).toMatchObject({ affectedBookings: [{}] });
    await removeException(deps, { ...whole, date });
    expect(await db.hoursException.count()).toBe(0);
    expect(await db.workingHours.count({ where: { employeeId: ida.id } })).toBe(6);
  });
});

test('an employee who leaves keeps their bookings, which are listed; their openings are withdrawn', async () => {
  const { booking, place } = await world();
  expect(await archiveEmployee(deps, place)).toMatchObject({
    withdrawnOpenings: 1,
    affectedBookings: [{ bookingId: booking.id }],
  });
  expect(await openingStatuses()).toEqual(['withdrawn']);
  expect(await archiveEmployee(deps, place)).toMatchObject({ withdrawnOpenings: 0 });
  expect(await db.auditEvent.count()).toBe(1);
  await expect(archiveEmployee(deps, { ...place, salonId: newId<SalonId>() })).rejects.toMatchObject({
    code: 'not_found',
  });
});
