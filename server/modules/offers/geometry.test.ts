import { beforeEach, describe, expect, test } from 'vitest';
import { testDeps } from '#server/testing/deps.ts';
import { makeBooking, makeEmployee, makeService } from '#server/testing/factories.ts';
import { makeEntry } from '#server/testing/waitlist-factories.ts';
import {
  accept,
  calendarOf,
  clockTime,
  comeFree,
  decline,
  line,
  liveOffer,
  openSalon,
  openingRow,
  staff,
  statusesOf,
  statusOf,
} from '#server/testing/waitlist-steps.ts';
import { cancelBooking } from '../bookings/cancel-booking.ts';
import { rescheduleBooking } from '../bookings/reschedule-booking.ts';
import { settleMinutes } from '../openings/openings.schema.ts';
import { matchOpening } from './match-opening.ts';

const deps = await testDeps();
const { db } = deps;
beforeEach(() => deps.reset());

const ten = '2026-06-02T10:00+02:00';
const eleven = '2026-06-02T11:00+02:00';

type Fields = Parameters<typeof makeService>[2];

/** Ida's salon, and another service that she does too. */
async function withService(fields: Fields, cutFields?: Fields) {
  const world = await openSalon(deps, { service: cutFields });
  const other = await makeService(db, world.salon, fields);
  await db.employeeService.create({ data: { employeeId: world.ida.id, serviceId: other.id } });
  return { ...world, other };
}

async function skipReason(entryId: string): Promise<unknown> {
  const run = await db.matchRun.findFirstOrThrow({ orderBy: { id: 'desc' } });
  return (run.skipped as { entryId: string; reason: string }[]).find((skipped) => skipped.entryId === entryId)
    ?.reason;
}

describe('a service that takes longer than what came free', () => {
  test('extends the hold into free working time after it; a miss shrinks it back', async () => {
    const { salon, cut, ida, other } = await withService({ durationMinutes: 80 });
    const [longer, usual] = await line(deps, { salon, service: cut }, { service: other }, {});
    await comeFree(deps, { salon, employee: ida, services: [cut], startsAt: ten });
    await deps.runJobs();
    expect(await statusesOf(deps, [longer, usual])).toEqual(['notified', 'waiting']);
    expect(await calendarOf(deps, ida)).toEqual(['hold 10:00-11:20']);

    await decline(deps, longer);
    expect(await calendarOf(deps, ida)).toEqual(['hold 10:00-11:00']);
    await deps.runJobs();
    expect(await statusOf(deps, usual)).toBe('notified');
    expect(await calendarOf(deps, ida)).toEqual(['hold 10:00-11:00']);
  });

  test('becomes the whole booking when it is accepted', async () => {
    const { salon, cut, ida, other } = await withService({ durationMinutes: 80, bufferAfterMinutes: 10 });
    const [longer] = await line(deps, { salon, service: other }, {});
    await comeFree(deps, { salon, employee: ida, services: [cut], startsAt: ten });
    await deps.runJobs();
    expect(await accept(deps, longer)).toMatchObject({ outcome: 'booked' });
    expect(await calendarOf(deps, ida)).toEqual(['booking 10:00-11:30']);
  });

  test('is passed over when a booking stands there', async () => {
    const { salon, cut, ida, other } = await withService({ durationMinutes: 80 });
    await makeBooking(db, { salon, employee: ida, services: [cut], startsAt: eleven });
    const [longer] = await line(deps, { salon, service: other }, {});
    await comeFree(deps, { salon, employee: ida, services: [cut], startsAt: ten });
    await deps.runJobs();
    expect(await statusOf(deps, longer)).toBe('waiting');
    expect(await skipReason(longer.id)).toBe('service_too_long');
  });

  test('is passed over when the working day or time off ends it, or it is much longer', async () => {
    const { salon, cut, ida, other } = await withService({ durationMinutes: 80 });
    const whole = await makeService(db, salon, { durationMinutes: 95 });
    await db.employeeService.create({ data: { employeeId: ida.id, serviceId: whole.id } });
    const [longer, muchLonger] = await line(deps, { salon, service: other }, {}, { service: whole });
    await db.timeOff.create({
      data: {
        employeeId: ida.id,
        startsAt: new Date('2026-06-03T11:00+02:00'),
        endsAt: new Date('2026-06-03T13:00+02:00'),
      },
    });
    for (const startsAt of ['2026-06-02T16:00+02:00', '2026-06-03T10:00+02:00']) {
      await comeFree(deps, { salon, employee: ida, services: [cut], startsAt });
      await deps.runJobs();
      expect(await statusesOf(deps, [longer, muchLonger])).toEqual(['waiting', 'waiting']);
    }
    await comeFree(deps, { salon, employee: ida, services: [cut], startsAt: '2026-06-04T10:00+02:00' });
    await deps.runJobs();
    expect(await statusesOf(deps, [longer, muchLonger])).toEqual(['notified', 'waiting']);
  });
});

describe('buffers', () => {
  test('count on both sides: the hold grows before the start and after the end', async () => {
    const { salon, cut, ida, other } = await withService({ bufferBeforeMinutes: 10, bufferAfterMinutes: 5 });
    const [entry] = await line(deps, { salon, service: other }, {});
    await comeFree(deps, { salon, employee: ida, services: [cut], startsAt: ten });
    await deps.runJobs();
    expect(await calendarOf(deps, ida)).toEqual(['hold 09:50-11:05']);
    const offer = await liveOffer(deps, entry);
    expect([offer.slotStart, offer.slotEnd, offer.rangeStart, offer.rangeEnd].map(clockTime)).toEqual([
      '10:00',
      '11:00',
      '09:50',
      '11:05',
    ]);
    await accept(deps, entry);
    expect(await calendarOf(deps, ida)).toEqual(['booking 09:50-11:05']);
  });

  test('before the start are not to be had where somebody stands just before', async () => {
    const { salon, cut, ida, other } = await withService({ bufferBeforeMinutes: 10 });
    await makeBooking(db, { salon, employee: ida, services: [cut], startsAt: '2026-06-02T09:00+02:00' });
    const [entry] = await line(deps, { salon, service: other }, {});
    await comeFree(deps, { salon, employee: ida, services: [cut], startsAt: ten });
    await deps.runJobs();
    expect(await statusOf(deps, entry)).toBe('waiting');
    expect(await skipReason(entry.id)).toBe('service_too_long');
  });

  test('that the freed booking had and the new one does not need come free', async () => {
    const { salon, cut, ida, other } = await withService(
      {},
      { bufferBeforeMinutes: 15, bufferAfterMinutes: 15 },
    );
    const [entry] = await line(deps, { salon, service: other }, {});
    await comeFree(deps, { salon, employee: ida, services: [cut], startsAt: ten });
    expect(await calendarOf(deps, ida)).toEqual(['hold 09:45-11:15']);
    await deps.runJobs();
    // The customer's start stays where it was.
    expect(clockTime((await liveOffer(deps, entry)).slotStart)).toBe('10:00');
    await accept(deps, entry);
    expect(await calendarOf(deps, ida)).toEqual(['booking 10:00-11:00']);
  });
});

describe('a service shorter than what came free', () => {
  async function longFree(fields: Fields = {}) {
    const world = await withService({ durationMinutes: 120 }, fields);
    const [first] = await line(deps, { salon: world.salon, service: world.cut }, {});
    const { openingId } = await comeFree(deps, {
      salon: world.salon,
      employee: world.ida,
      services: [world.other],
      startsAt: ten,
    });
    await deps.runJobs();
    return { ...world, first, openingId };
  }

  test('leaves the rest free when no waiting service fits it', async () => {
    const { ida, first } = await longFree();
    expect(await calendarOf(deps, ida)).toEqual(['hold 10:00-12:00']);
    await accept(deps, first);
    await deps.runJobs();
    expect(await calendarOf(deps, ida)).toEqual(['booking 10:00-11:00']);
    expect(await db.opening.count()).toBe(1);
  });

  test('leaves a rest that is offered on as an opening of its own', async () => {
    const { salon, cut, ida, first, openingId } = await longFree();
    const second = await makeEntry(db, { salon, service: cut });
    const { bookingId } = await accept(deps, first);
    const child = await db.opening.findFirstOrThrow({ where: { parentId: openingId } });
    expect(child).toMatchObject({
      cause: 'remainder',
      causeBookingId: bookingId,
      status: 'open',
      startsAt: new Date(eleven),
    });
    expect(await openingRow(deps, openingId)).toMatchObject({ status: 'filled' });
    expect(await calendarOf(deps, ida)).toEqual(['booking 10:00-11:00', 'hold 11:00-12:00']);
    await deps.runJobs();
    expect((await liveOffer(deps, second)).slotStart).toEqual(new Date(eleven));
  });

  test('leaves a rest whose start is on a five-minute mark behind both buffers', async () => {
    const { salon, cut, ida, first } = await longFree({
      durationMinutes: 47,
      bufferBeforeMinutes: 4,
      bufferAfterMinutes: 3,
    });
    const second = await makeEntry(db, { salon, service: cut });
    await accept(deps, first);
    await deps.runJobs();
    // The booking ends at 10:47, its buffer at 10:50; four minutes later it is 10:54, so 10:55.
    expect(clockTime((await liveOffer(deps, second)).slotStart)).toBe('10:55');
    expect(await calendarOf(deps, ida)).toEqual(['booking 09:56-10:50', 'hold 10:50-12:00']);
  });

  test('whose rest nobody takes: it goes back on public sale', async () => {
    const { salon, cut, ida, first, openingId } = await longFree();
    // Fits by its length, so the rest is held; not by its time.
    await makeEntry(db, { salon, service: cut, windows: [{ dateFrom: '2026-06-05' }] });
    await accept(deps, first);
    await deps.runJobs();
    expect(await calendarOf(deps, ida)).toEqual(['booking 10:00-11:00']);
    expect(await db.opening.findFirstOrThrow({ where: { parentId: openingId } })).toMatchObject({
      status: 'exhausted',
    });
  });
});

describe('where an offer starts', () => {
  test('is the start of the opening: who can only come later is not asked', async () => {
    const { salon, cut, ida, other } = await withService({ durationMinutes: 120 });
    const [later] = await line(
      deps,
      { salon, service: cut },
      { windows: [{ dateFrom: '2026-06-02', fromMinute: 10 * 60 + 30, untilMinute: 12 * 60 }] },
    );
    await comeFree(deps, { salon, employee: ida, services: [other], startsAt: ten });
    await deps.runJobs();
    expect(await statusOf(deps, later)).toBe('waiting');
    expect(await skipReason(later.id)).toBe('outside_windows');
  });

  test('and its length, buffers and price stay as they were offered', async () => {
    const { salon, cut, ida } = await openSalon(deps, { service: { bufferAfterMinutes: 10 } });
    const [entry] = await line(deps, { salon, service: cut }, {});
    await comeFree(deps, { salon, employee: ida, services: [cut], startsAt: ten });
    await deps.runJobs();
    await db.service.update({
      where: { id: cut.id },
      data: { durationMinutes: 90, bufferAfterMinutes: 0, priceMinor: 99_000, archivedAt: deps.clock.now() },
    });
    const { bookingId } = await accept(deps, entry);
    expect(await db.booking.findUniqueOrThrow({ where: { id: bookingId ?? '' } })).toMatchObject({
      endsAt: new Date(eleven),
      priceMinor: cut.priceMinor,
    });
    expect(await calendarOf(deps, ida)).toEqual(['booking 10:00-11:10']);
  });
});

describe('what a booking leaves that was moved onto part of its own time', () => {
  test('starts behind the buffer of a service that somebody waits for', async () => {
    const { salon, cut, ida, other } = await withService({ durationMinutes: 20, bufferBeforeMinutes: 10 });
    const booking = await makeBooking(db, { salon, employee: ida, services: [cut], startsAt: ten });
    const [entry] = await line(deps, { salon, service: other }, {});
    const moved = await rescheduleBooking(deps, {
      salonId: salon.id,
      bookingId: booking.id,
      startsAt: '2026-06-02T09:30+02:00',
      withdrawOpening: false,
      actor: staff,
    });
    expect(moved).toMatchObject({ ok: true });
    expect(await calendarOf(deps, ida)).toEqual(['booking 09:30-10:30', 'hold 10:30-11:00']);
    deps.clock.advance(settleMinutes);
    await deps.runJobs();
    expect(clockTime((await liveOffer(deps, entry)).slotStart)).toBe('10:40');
  });
});

test('a hold that a dead worker has left beside an opening stands in its way no more', async () => {
  const { salon, cut, ida, other } = await withService({ durationMinutes: 80 });
  await comeFree(deps, { salon, employee: ida, services: [cut], startsAt: eleven });
  deps.clock.advance(4);
  const { openingId } = await comeFree(deps, { salon, employee: ida, services: [cut], startsAt: ten });
  deps.clock.advance(2);
  const [longer] = await line(deps, { salon, service: other }, {});
  await matchOpening(deps, { openingId });
  expect(await statusOf(deps, longer)).toBe('notified');
  expect(await calendarOf(deps, ida)).toEqual(['hold 10:00-11:20']);
});

describe('a booking of several services', () => {
  test('in a row comes free as one opening from its first start', async () => {
    const { salon, cut, ida, other } = await withService({ durationMinutes: 30, bufferBeforeMinutes: 5 });
    const { openingIds } = await comeFree(deps, {
      salon,
      employee: ida,
      services: [cut, other],
      startsAt: ten,
    });
    expect(openingIds).toHaveLength(1);
    expect(await calendarOf(deps, ida)).toEqual(['hold 10:00-11:35']);
  });

  test('with a gap between them comes free as an opening for each stretch', async () => {
    const { salon, cut, ida } = await openSalon(deps);
    const booking = await makeBooking(db, { salon, employee: ida, services: [cut, cut], startsAt: ten });
    // The second part begins after a processing gap of half an hour.
    await db.$executeRaw`
      UPDATE calendar_items c SET starts_at = c.starts_at + interval '30 minutes', ends_at = c.ends_at + interval '30 minutes'
      FROM booking_items i WHERE i.id = c.booking_item_id AND i.position = 1`;
    await db.$executeRaw`
      UPDATE booking_items SET starts_at = starts_at + interval '30 minutes', ends_at = ends_at + interval '30 minutes' WHERE position = 1`;
    await db.$executeRaw`UPDATE bookings SET ends_at = ends_at + interval '30 minutes'`;
    const cancelled = await cancelBooking(deps, { salonId: salon.id, bookingId: booking.id, actor: staff });
    expect(cancelled).toMatchObject({ ok: true, openingIds: [expect.any(String), expect.any(String)] });
    expect(await calendarOf(deps, ida)).toEqual(['hold 10:00-11:00', 'hold 11:30-12:30']);
  });

  test('with two employees comes free on both calendars', async () => {
    const { salon, cut, ida } = await openSalon(deps);
    const jon = await makeEmployee(db, salon, { services: [cut] });
    const booking = await makeBooking(db, { salon, employee: ida, services: [cut, cut], startsAt: ten });
    await db.$executeRaw`
      UPDATE calendar_items c SET calendar_id = ${jon.calendarId}::uuid
      FROM booking_items i WHERE i.id = c.booking_item_id AND i.position = 1`;
    await db.$executeRaw`
      UPDATE booking_items SET calendar_id = ${jon.calendarId}::uuid, employee_id = ${jon.id}::uuid WHERE position = 1`;
    const entries = await line(deps, { salon, service: cut }, {}, {});
    await cancelBooking(deps, { salonId: salon.id, bookingId: booking.id, actor: staff });
    await deps.runJobs();
    expect(await calendarOf(deps, ida)).toEqual(['hold 10:00-11:00']);
    expect(await calendarOf(deps, jon)).toEqual(['hold 11:00-12:00']);
    expect(await statusesOf(deps, entries)).toEqual(['notified', 'notified']);
  });
});

test('time off that begins inside the freed stretch ends the opening', async () => {
  const { salon, ida, other } = await withService({ durationMinutes: 120 });
  await db.timeOff.create({
    data: {
      employeeId: ida.id,
      startsAt: new Date(eleven),
      endsAt: new Date('2026-06-02T14:00+02:00'),
    },
  });
  await comeFree(deps, { salon, employee: ida, services: [other], startsAt: ten });
  expect(await calendarOf(deps, ida)).toEqual(['hold 10:00-11:00']);
});
