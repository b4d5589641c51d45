import { beforeEach, describe, expect, test } from 'vitest';
import { newId, type SalonId, type UserId } from '#server/platform/ids.schema.ts';
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

  test('that is sent twice is there once', async () => {
    const { place } = await world();
    const span = { startsAt: '2026-06-02T10:30:00+02:00', endsAt: '2026-06-02T13:30:00+02:00', note: 'ill' };
    const [first, second] = await Promise.all([1, 2].map(() => addTimeOff(deps, { ...place, ...span })));
    expect(second?.timeOffId).toBe(first?.timeOffId);
    expect(await db.timeOff.count()).toBe(1);
    expect(await db.auditEvent.count()).toBe(1);
    await addTimeOff(deps, { ...place, ...span, note: 'dentist' });
    expect(await db.timeOff.count()).toBe(2);
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

  const spanOf = async (span: Pick<Parameters<typeof addTimeOff>[1], 'startsAt' | 'endsAt'>) => {
    const { place } = await world();
    const { timeOffId } = await addTimeOff(deps, { ...place, ...span, note: '' });
    const { startsAt, endsAt } = await db.timeOff.findUniqueOrThrow({ where: { id: timeOffId } });
    return [startsAt.toISOString(), endsAt.toISOString()];
  };

  test.each([
    ['whole days', ['2026-06-02', 0], ['2026-06-03', 1440], '2026-06-01T22:00', '2026-06-03T22:00'],
    ['from a time on', ['2026-06-02', 600], ['2026-06-02', 660], '2026-06-02T08:00', '2026-06-02T09:00'],
    ['the short day', ['2026-03-29', 0], ['2026-03-29', 1440], '2026-03-28T23:00', '2026-03-29T22:00'],
    ['a skipped time', ['2026-03-29', 150], ['2026-03-29', 240], '2026-03-29T01:00', '2026-03-29T02:00'],
    ['the long day', ['2026-10-25', 0], ['2026-10-25', 1440], '2026-10-24T22:00', '2026-10-25T23:00'],
    ['a repeated time', ['2026-10-25', 120], ['2026-10-25', 150], '2026-10-25T00:00', '2026-10-25T01:30'],
  ] as const)('is on the salon’s clock: %s', async (_what, from, until, startsAt, endsAt) => {
    const edge = ([date, minute]: readonly [string, number]) => ({ date, minute });
    expect(await spanOf({ startsAt: edge(from), endsAt: edge(until) })).toEqual([
      `${startsAt}:00.000Z`,
      `${endsAt}:00.000Z`,
    ]);
  });

  test('of which the clocks skip all is none', async () => {
    const date = '2026-03-29';
    await expect(
      spanOf({ startsAt: { date, minute: 130 }, endsAt: { date, minute: 170 } }),
    ).rejects.toMatchObject({ code: 'invalid_input' });
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

describe('an undo', () => {
  const stretches = (from: number, until: number) => [{ fromMinute: from * 60, untilMinute: until * 60 }];

  test('of a week gives back the one before', async () => {
    const { place } = await world();
    const week = await setHours(deps, { ...place, hours: [] });
    expect(week.previous).toHaveLength(6);
    const { previous, version } = week;
    const back = await setHours(deps, { ...place, hours: previous, version });
    expect(back.previous).toEqual([]);
    expect(await db.workingHours.count()).toBe(6);
  });

  test('of a date’s own hours gives back what it had, or nothing of its own', async () => {
    const { place } = await world();
    const day = { ...place, date: '2026-06-02' };
    const first = await setException(deps, { ...day, stretches: stretches(12, 15), note: 'course' });
    expect(first.previous).toBeNull();
    const second = await setException(deps, { ...day, stretches: [], note: '' });
    expect(second.previous).toEqual({ stretches: stretches(12, 15), note: 'course' });
    const { version } = second;
    const undone = await setException(deps, {
      ...day,
      stretches: stretches(12, 15),
      note: 'course',
      version,
    });
    expect(undone.version).toBe(first.version);
    const removed = await removeException(deps, { ...day, version: first.version });
    expect(removed.previous).toEqual(second.previous);
    expect(await db.hoursException.count()).toBe(0);
  });

  test('is refused when a colleague has changed it meanwhile, and theirs stands', async () => {
    const { place } = await world();
    const day = { ...place, date: '2026-06-02' };
    const week = await setHours(deps, { ...place, hours: [] });
    const mine = await setException(deps, { ...day, stretches: [], note: '' });
    await setHours(deps, { ...place, hours: [{ weekday: 2, fromMinute: 600, untilMinute: 660 }] });
    await setException(deps, { ...day, stretches: stretches(9, 10), note: '' });
    const conflict = { code: 'conflict' };
    await expect(
      setHours(deps, { ...place, hours: week.previous, version: week.version }),
    ).rejects.toMatchObject(conflict);
    await expect(removeException(deps, { ...day, version: mine.version })).rejects.toMatchObject(conflict);
    await expect(
      setException(deps, { ...day, stretches: [], note: '', version: mine.version }),
    ).rejects.toMatchObject(conflict);
    expect(await db.workingHours.count()).toBe(1);
    expect(await db.hoursException.findMany()).toMatchObject([{ fromMinute: 540 }]);
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
