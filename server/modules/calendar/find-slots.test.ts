import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { newId, type EmployeeId, type SalonId, type ServiceId } from '#server/platform/ids.schema.ts';
import { testDeps } from '#server/testing/deps.ts';
import {
  makeBooking,
  makeCustomer,
  makeEmployee,
  makeSalon,
  makeService,
} from '#server/testing/factories.ts';
import { readingClient } from '#server/testing/reading-client.ts';
import { makeOpening } from '#server/testing/waitlist-factories.ts';
import type { AvailabilityRequest } from './availability.queries.ts';
import { findFirstSlot, findSlots } from './find-slots.ts';

const deps = await testDeps();
const { db } = deps;
beforeEach(() => deps.reset());

async function world(fields: Parameters<typeof makeService>[2] = {}) {
  const salon = await makeSalon(db, { slotStepMinutes: 60, bookingNoticeMinutes: 60 });
  const cut = await makeService(db, salon, fields);
  const ida = await makeEmployee(db, salon, { services: [cut], position: 0 });
  return { salon, cut, ida };
}

function request(
  salon: { id: SalonId },
  service: { id: ServiceId },
  rest: Partial<AvailabilityRequest> = {},
): AvailabilityRequest {
  return {
    salonId: salon.id,
    serviceIds: [service.id],
    from: '2026-06-02',
    days: 1,
    audience: 'public',
    now: deps.clock.now(),
    ...rest,
  };
}

async function times(asked: AvailabilityRequest): Promise<string[]> {
  const { days } = await findSlots(db, asked);
  return days.flatMap(({ slots }) => slots.map((slot) => slot.localTime));
}

describe('the times of a day', () => {
  test('are on the salon’s clock, with who is free', async () => {
    const { salon, cut, ida } = await world();
    const jon = await makeEmployee(db, salon, { services: [cut], position: 1 });
    await makeBooking(db, { salon, employee: ida, services: [cut], startsAt: '2026-06-02T09:00+02:00' });
    const { timeZone, days } = await findSlots(db, request(salon, cut));
    expect(timeZone).toBe('Europe/Oslo');
    expect(days[0]?.slots.slice(0, 2)).toEqual([
      {
        startsAt: '2026-06-02T07:00:00.000Z',
        endsAt: '2026-06-02T08:00:00.000Z',
        date: '2026-06-02',
        localTime: '09:00',
        employeeIds: [jon.id],
      },
      {
        startsAt: '2026-06-02T08:00:00.000Z',
        endsAt: '2026-06-02T09:00:00.000Z',
        date: '2026-06-02',
        localTime: '10:00',
        employeeIds: [ida.id, jon.id],
      },
    ]);
  });

  test('leave out what is held for the waitlist, until the hold is stale', async () => {
    const { salon, cut, ida } = await world();
    await makeOpening(db, { employee: ida, startsAt: '2026-06-02T10:00+02:00' });
    expect(await times(request(salon, cut))).not.toContain('10:00');
    deps.clock.advance(5);
    expect(await times(request(salon, cut))).toContain('10:00');
  });

  test('leave out what a booking takes with its buffers, and come back when it is cancelled', async () => {
    const { salon, cut, ida } = await world({ bufferAfterMinutes: 10 });
    const booking = await makeBooking(db, {
      salon,
      employee: ida,
      services: [cut],
      startsAt: '2026-06-02T10:00+02:00',
    });
    expect(await times(request(salon, cut))).toEqual(['12:00', '13:00', '14:00', '15:00']);
    await db.calendarItem.deleteMany({ where: { bookingItem: { bookingId: booking.id } } });
    await db.booking.update({
      where: { id: booking.id },
      data: { status: 'cancelled', cancelledAt: deps.clock.now(), cancelledBy: 'staff' },
    });
    expect(await times(request(salon, cut))).toHaveLength(7);
  });

  test('begin after the notice and end with the horizon', async () => {
    const { salon, cut } = await world();
    expect((await times(request(salon, cut, { from: '2026-06-01' })))[0]).toBe('11:00');
    expect(await times(request(salon, cut, { from: '2026-07-31' }))).toHaveLength(8);
    expect(await times(request(salon, cut, { from: '2026-08-01' }))).toEqual([]);
  });

  test('follow exceptions and time off', async () => {
    const { salon, cut, ida } = await world();
    await db.hoursException.create({
      data: { salonId: salon.id, date: new Date('2026-06-02'), fromMinute: 12 * 60, untilMinute: 15 * 60 },
    });
    await db.timeOff.create({
      data: {
        employeeId: ida.id,
        startsAt: new Date('2026-06-02T13:30+02:00'),
        endsAt: new Date('2026-06-03T10:00+02:00'),
      },
    });
    expect(await times(request(salon, cut))).toEqual(['12:00']);
    expect((await times(request(salon, cut, { from: '2026-06-03' })))[0]).toBe('10:00');
  });

  test('are refused for what does not exist', async () => {
    const { salon, cut } = await world();
    const stranger = await makeEmployee(db, salon);
    const asked = request(salon, cut);
    await expect(findSlots(db, { ...asked, salonId: newId<SalonId>() })).rejects.toMatchObject({
      code: 'not_found',
    });
    await expect(findSlots(db, { ...asked, serviceIds: [newId<ServiceId>()] })).rejects.toMatchObject({
      code: 'not_found',
    });
    await expect(findSlots(db, { ...asked, employeeId: newId<EmployeeId>() })).rejects.toMatchObject({
      code: 'not_found',
    });
    await expect(findSlots(db, { ...asked, employeeId: stranger.id })).rejects.toMatchObject({
      code: 'service_not_offered',
    });
  });
});

test('the first free time may lie weeks ahead; there may be none within the horizon', async () => {
  const { salon, cut, ida } = await world();
  const away = (until: string) =>
    db.timeOff.create({
      data: { employeeId: ida.id, startsAt: new Date('2026-06-01T00:00Z'), endsAt: new Date(until) },
    });
  const asked = request(salon, cut, { from: undefined, days: undefined });
  expect(await findFirstSlot(db, asked)).toMatchObject({ date: '2026-06-01', localTime: '11:00' });
  await away('2026-07-06T10:30+02:00');
  expect(await findFirstSlot(db, asked)).toMatchObject({ date: '2026-07-06', localTime: '11:00' });
  await away('2026-12-01T00:00Z');
  expect(await findFirstSlot(db, asked)).toBeNull();
});

describe('what reading costs', () => {
  // What must always hold is not looked for among thousands of rows.
  afterEach(() => deps.reset());

  test('nothing is written, and the number of queries does not grow with days, employees and bookings', async () => {
    const { salon, cut, ida } = await world();
    await makeOpening(db, {
      employee: ida,
      startsAt: '2026-06-02T10:00+02:00',
      heldUntil: '2026-06-01T09:00+02:00',
    });
    const { client, queries } = readingClient(deps.database);
    await findSlots(client, request(salon, cut));
    const few = queries.splice(0).length;

    await Promise.all(Array.from({ length: 5 }, () => makeEmployee(db, salon, { services: [cut] })));
    for (const hour of [9, 11, 13]) {
      await makeBooking(db, {
        salon,
        employee: ida,
        services: [cut],
        startsAt: `2026-06-03T${String(hour).padStart(2, '0')}:00+02:00`,
      });
    }
    await findSlots(client, request(salon, cut, { days: 42 }));
    expect(queries).toHaveLength(few);
    expect(few).toBe(2);
    await expect(client.calendarItem.deleteMany()).rejects.toThrow(/read-only/);
    await client.$disconnect();
  });

  test('what lies in the past is not looked at: a salon of many years reads no more than a new one', async () => {
    const { salon, cut, ida } = await world();
    const customer = await makeCustomer(db, salon);
    /** A booking each two hours, day and night. */
    const bookedFrom = (since: string, until: string) =>
      deps.database.pool.query(
        `WITH booked AS (
           INSERT INTO bookings (id, salon_id, customer_id, status, starts_at, ends_at, price_minor, currency, source, locale, notes,
             created_at, updated_at)
           SELECT gen_random_uuid(), $1, $2, 'confirmed', at, at + interval '1 hour', 69000, 'NOK', 'public', 'nb', '', at, at
           FROM generate_series($5::timestamptz, $6::timestamptz - interval '2 hours', interval '2 hours') at
           RETURNING id, starts_at, ends_at
         ), item AS (
           INSERT INTO booking_items (id, booking_id, position, service_id, employee_id, calendar_id, starts_at, ends_at,
             buffer_before_minutes, buffer_after_minutes, price_minor)
           SELECT gen_random_uuid(), id, 0, $3, $4, $7, starts_at, ends_at, 0, 0, 69000 FROM booked
           RETURNING id, starts_at, ends_at
         )
         INSERT INTO calendar_items (calendar_id, kind, booking_item_id, starts_at, ends_at)
         SELECT $7, 'booking', id, starts_at, ends_at FROM item`,
        [salon.id, customer.id, cut.id, ida.id, since, until, ida.calendarId],
      );
    const rowsRead = async () => {
      await deps.database.pool.query('ANALYZE calendar_items');
      return deps.inTransaction(async ({ db: reading }) => {
        // What the connection read before may not have been handed on yet.
        const soFar = async () => {
          const [row] = await reading.$queryRaw<{ rows: bigint }[]>`
            SELECT seq_tup_read + idx_tup_fetch AS rows FROM pg_stat_xact_user_tables WHERE relname = 'calendar_items'`;
          return Number(row?.rows);
        };
        const before = await soFar();
        await findSlots(reading, request(salon, cut));
        return (await soFar()) - before;
      });
    };

    await bookedFrom('2026-05-25T00:00Z', '2026-06-03T00:00Z');
    const withShortPast = await rowsRead();
    await bookedFrom('2023-06-01T00:00Z', '2026-05-25T00:00Z');
    expect(await rowsRead()).toBeLessThanOrEqual(withShortPast);
    expect(withShortPast).toBeGreaterThan(0);
  });
});
