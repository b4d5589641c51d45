import { beforeEach, describe, expect, test } from 'vitest';
import { newId, type UserId } from '#server/platform/ids.schema.ts';
import { testDeps } from '#server/testing/deps.ts';
import { makeBooking, makeEmployee, makeSalon, makeService } from '#server/testing/factories.ts';
import { makeEntry, makeOffer, makeOpening } from '#server/testing/waitlist-factories.ts';
import { rescheduleInput } from './bookings.schema.ts';
import { rescheduleBooking, slotsForMove } from './reschedule-booking.ts';
import { rescheduleByToken, slotsByToken } from './reschedule-by-token.ts';

const deps = await testDeps();
const { db } = deps;
beforeEach(() => deps.reset());

const actor = { type: 'user', id: newId<UserId>() } as const;

function tuesday(time: string): string {
  return new Date(`2026-06-02T${time}+02:00`).toISOString();
}

async function world() {
  const salon = await makeSalon(db);
  const cut = await makeService(db, salon);
  const ida = await makeEmployee(db, salon, { services: [cut], position: 0 });
  const jon = await makeEmployee(db, salon, { services: [cut], position: 1 });
  const booking = await makeBooking(db, {
    salon,
    employee: ida,
    services: [cut],
    startsAt: tuesday('10:00'),
  });
  const token = deps.links.signLink('booking', { id: booking.id, version: 1 });
  const move = (input: { startsAt: string; employeeId?: string; withdrawOpening?: boolean }) =>
    rescheduleBooking(deps, {
      ...rescheduleInput.parse({ salonId: salon.id, bookingId: booking.id, ...input }),
      actor,
    });
  return { salon, cut, ida, jon, booking, token, move };
}

/** Open stretches as the clock shows them: from, where offers start, until. */
async function openings(): Promise<string[][]> {
  const rows = await db.opening.findMany({ where: { status: 'open' }, orderBy: { freeFrom: 'asc' } });
  return rows.map((row) =>
    [row.freeFrom, row.startsAt, row.freeUntil].map((at) =>
      at.toLocaleTimeString('nb', { timeZone: 'Europe/Oslo', hour: '2-digit', minute: '2-digit' }),
    ),
  );
}

describe('what a moved booking leaves goes to the waitlist', () => {
  test('all of it when it moves away', async () => {
    const { token } = await world();
    const outcome = await rescheduleByToken(deps, { token, startsAt: tuesday('14:00') });
    expect(outcome).toMatchObject({
      ok: true,
      booking: { localTime: '14:00', items: [{ startsAt: tuesday('14:00') }] },
    });
    expect(await openings()).toEqual([['10:00', '10:00', '11:00']]);
    expect(await db.message.count({ where: { template: 'booking_moved' } })).toBe(2);
    expect(await db.auditEvent.findMany()).toMatchObject([{ action: 'booking.rescheduled' }]);
  });

  test('old minus new when it moves onto part of its own old time', async () => {
    const { token, move } = await world();
    expect(await rescheduleByToken(deps, { token, startsAt: tuesday('10:30') })).toMatchObject({ ok: true });
    expect(await openings()).toEqual([['10:00', '10:00', '10:30']]);
    // Back over the half hour that is held: only staff can say that the waitlist is not to have it.
    expect(await move({ startsAt: tuesday('10:00') })).toMatchObject({ reason: 'held' });
    expect(await move({ startsAt: tuesday('10:00'), withdrawOpening: true })).toMatchObject({ ok: true });
    expect(await openings()).toEqual([['11:00', '11:00', '11:30']]);
  });

  test('also when it only changes the employee', async () => {
    const { booking, jon, ida, move } = await world();
    expect(await move({ startsAt: tuesday('10:00'), employeeId: jon.id })).toMatchObject({ ok: true });
    expect(await db.opening.findMany()).toMatchObject([{ employeeId: ida.id, causeBookingId: booking.id }]);
    expect(await db.calendarItem.findMany({ where: { kind: 'booking' } })).toMatchObject([
      { calendarId: jon.calendarId },
    ]);
  });

  test('a service keeps the length and price for which it was booked', async () => {
    const { cut, token } = await world();
    await db.service.update({
      where: { id: cut.id },
      data: { durationMinutes: 30, priceMinor: 1, archivedAt: new Date() },
    });
    expect(await rescheduleByToken(deps, { token, startsAt: tuesday('14:00') })).toMatchObject({
      ok: true,
      booking: { endsAt: tuesday('15:00'), priceMinor: 69_000 },
    });
  });
});

describe('a customer moves by their link', () => {
  test('each time to a later revision, by which their calendar knows what is newer', async () => {
    const { token } = await world();
    const revisions: number[] = [];
    for (const startsAt of ['12:00', '14:00', '16:00'].map(tuesday)) {
      deps.clock.advance(1);
      const moved = await rescheduleByToken(deps, { token, startsAt });
      revisions.push(moved.ok ? moved.booking.revision : -1);
    }
    const [first = 0, second = 0, third = 0] = revisions;
    expect(0 < first && first < second && second < third).toBe(true);
  });

  test('to one of the times shown, among them those that overlap the old one', async () => {
    const { token } = await world();
    const shown = await slotsByToken(deps, { token, from: '2026-06-02', days: 1 });
    if (!shown.ok) throw new Error('the link is good');
    expect(shown.slots.days[0]?.slots.map((slot) => slot.localTime)).toEqual(
      expect.arrayContaining(['09:15', '10:00', '10:45']),
    );
  });

  test('twice to the same time: once', async () => {
    const { token } = await world();
    const to = { token, startsAt: tuesday('14:00') };
    expect(await rescheduleByToken(deps, to)).toMatchObject({ ok: true });
    expect(await rescheduleByToken(deps, to)).toMatchObject({ ok: true });
    expect(await db.message.count()).toBe(2);
    expect(await db.opening.count()).toBe(1);
  });

  test('not onto somebody else’s time, inside the notice, or beside an appointment of their own', async () => {
    const { salon, cut, ida, jon, booking, token } = await world();
    await makeBooking(db, { salon, employee: ida, services: [cut], startsAt: tuesday('12:00') });
    expect(await rescheduleByToken(deps, { token, startsAt: tuesday('12:30') })).toMatchObject({
      reason: 'taken',
      alternatives: expect.arrayContaining([expect.objectContaining({ localTime: '13:00' })]) as unknown,
    });
    const customer = { id: booking.customerId };
    await makeBooking(db, { salon, employee: jon, services: [cut], customer, startsAt: tuesday('15:00') });
    expect(await rescheduleByToken(deps, { token, startsAt: tuesday('15:30') })).toMatchObject({
      ok: false,
      reason: 'taken',
    });
    deps.clock.set('2026-06-02T08:30+02:00');
    expect(await rescheduleByToken(deps, { token, startsAt: tuesday('16:00') })).toEqual({
      ok: false,
      reason: 'too_late',
    });
    expect(await openings()).toEqual([]);
  });

  test('no booking that was cancelled, and none by a foreign link', async () => {
    const { booking, token } = await world();
    await db.calendarItem.deleteMany();
    await db.booking.update({
      where: { id: booking.id },
      data: { status: 'cancelled', cancelledAt: deps.clock.now(), cancelledBy: 'staff' },
    });
    expect(await rescheduleByToken(deps, { token, startsAt: tuesday('14:00') })).toEqual({
      ok: false,
      reason: 'not_open',
    });
    expect(await rescheduleByToken(deps, { token: 'x', startsAt: tuesday('14:00') })).toEqual({
      ok: false,
      reason: 'unknown',
    });
  });

  test('twice at once, as a double click does: it moves once, and one set of messages says so', async () => {
    const { token } = await world();
    const click = () => rescheduleByToken(deps, { token, startsAt: tuesday('14:00') });
    expect(await Promise.all([click(), click()])).toMatchObject([{ ok: true }, { ok: true }]);
    expect(await db.message.count({ where: { template: 'booking_moved' } })).toBe(2);
    expect(await db.auditEvent.count({ where: { action: 'booking.rescheduled' } })).toBe(1);
  });

  test('two bookings to one time at once: one of them', async () => {
    const { salon, cut, ida, token } = await world();
    const other = await makeBooking(db, {
      salon,
      employee: ida,
      services: [cut],
      startsAt: tuesday('12:00'),
    });
    const otherToken = deps.links.signLink('booking', { id: other.id, version: 1 });
    const outcomes = await Promise.all([
      rescheduleByToken(deps, { token, startsAt: tuesday('14:00') }),
      rescheduleByToken(deps, { token: otherToken, startsAt: tuesday('14:30') }),
    ]);
    expect(outcomes.filter((outcome) => outcome.ok)).toHaveLength(1);
    expect(await db.opening.count()).toBe(1);
  });

  test('two bookings that swap places: both are told that the time is taken, and nothing deadlocks', async () => {
    const { salon, cut, jon, ida, token } = await world();
    const other = await makeBooking(db, {
      salon,
      employee: jon,
      services: [cut],
      startsAt: tuesday('10:00'),
    });
    const otherToken = deps.links.signLink('booking', { id: other.id, version: 1 });
    const outcomes = await Promise.all([
      rescheduleByToken(deps, { token, startsAt: tuesday('10:00'), employeeId: jon.id }),
      rescheduleByToken(deps, { token: otherToken, startsAt: tuesday('10:00'), employeeId: ida.id }),
    ]);
    expect(outcomes).toMatchObject([{ reason: 'taken' }, { reason: 'taken' }]);
  });
});

describe('staff move', () => {
  test('also outside the hours and inside the notice, but not into the past', async () => {
    const { move } = await world();
    deps.clock.set('2026-06-02T09:30+02:00');
    expect(await move({ startsAt: tuesday('19:00') })).toMatchObject({ ok: true });
    expect(await move({ startsAt: tuesday('08:00') })).toEqual({ ok: false, reason: 'in_past' });
  });

  test('over a hold only when they say so: its opening is withdrawn and the customers with an offer are told', async () => {
    const { salon, cut, ida, move } = await world();
    const opening = await makeOpening(db, { employee: ida, startsAt: tuesday('14:00') });
    const entry = await makeEntry(db, { salon, service: cut });
    await makeOffer(db, { opening, entry, now: deps.clock.now() });

    expect(await move({ startsAt: tuesday('13:30') })).toMatchObject({
      ok: false,
      reason: 'held',
      openings: [{ openingId: opening.id, liveOffers: 1 }],
    });
    expect(await db.opening.findUnique({ where: { id: opening.id } })).toMatchObject({ status: 'open' });

    expect(await move({ startsAt: tuesday('13:30'), withdrawOpening: true })).toMatchObject({ ok: true });
    expect(await db.opening.findUnique({ where: { id: opening.id } })).toMatchObject({ status: 'withdrawn' });
    expect(await db.waitlistEntry.findMany()).toMatchObject([{ status: 'waiting' }]);
    expect(await db.lifecycleEvent.findMany({ where: { reason: 'offer_withdrawn' } })).toMatchObject([
      { actorType: 'user', actorId: actor.id },
    ]);
    expect(await db.message.count({ where: { template: 'offer_withdrawn' } })).toBe(2);
  });

  test('are shown times inside the notice, too', async () => {
    const { salon, booking } = await world();
    const shown = await slotsForMove(deps, {
      salonId: salon.id,
      bookingId: booking.id,
      from: '2026-06-01',
      days: 1,
    });
    expect(shown.days[0]?.slots[0]?.localTime).toBe('10:00');
  });

  test('never over another booking, nor to somebody who does not do the service', async () => {
    const { salon, cut, ida, move } = await world();
    const eva = await makeEmployee(db, salon);
    await makeBooking(db, { salon, employee: ida, services: [cut], startsAt: tuesday('12:00') });
    expect(await move({ startsAt: tuesday('12:30'), withdrawOpening: true })).toMatchObject({
      reason: 'taken',
    });
    expect(await move({ startsAt: tuesday('14:00'), employeeId: eva.id })).toEqual({
      ok: false,
      reason: 'employee_mismatch',
    });
  });
});
