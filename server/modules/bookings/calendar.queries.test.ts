import { beforeEach, describe, expect, test } from 'vitest';
import { newId, type EmployeeId } from '#server/platform/ids.schema.ts';
import { minutesAfter } from '#server/testing/clock.ts';
import { testDeps } from '#server/testing/deps.ts';
import {
  makeBooking,
  makeCustomer,
  makeEmployee,
  makeSalon,
  makeService,
  type TestEmployee,
} from '#server/testing/factories.ts';
import { readingClient } from '#server/testing/reading-client.ts';
import { makeEntry, makeOffer, makeOpening } from '#server/testing/waitlist-factories.ts';
import type { Db } from '#server/platform/db.ts';
import { calendarOutput } from './bookings.schema.ts';
import { showCalendar } from './calendar.queries.ts';

const deps = await testDeps();
const { db } = deps;
beforeEach(() => deps.reset());

async function world() {
  const salon = await makeSalon(db);
  const cut = await makeService(db, salon, { name: 'Klipp', bufferBeforeMinutes: 5, bufferAfterMinutes: 10 });
  const ida = await makeEmployee(db, salon, { name: 'Ida', services: [cut], position: 1 });
  const jon = await makeEmployee(db, salon, { name: 'Jon', services: [cut], position: 0 });
  const show = async (
    asked: Partial<Pick<Parameters<typeof showCalendar>[1], 'from' | 'days' | 'employeeId'>> = {},
    reading: Db = db,
  ) =>
    calendarOutput.parse(
      await showCalendar(reading, {
        salonId: salon.id,
        timeZone: salon.timeZone,
        from: '2026-06-02',
        days: 1,
        now: deps.clock.now(),
        ...asked,
      }),
    );
  const of = async (employee: TestEmployee, asked: Parameters<typeof show>[0] = {}) => {
    const { employees } = await show(asked);
    const found = employees.find(({ id }) => id === employee.id);
    if (!found) throw new Error(`${employee.name} is not shown.`);
    return found;
  };
  return { salon, cut, ida, jon, show, of };
}

describe('the calendar shows', () => {
  test('employees in the salon’s order, or the one asked for', async () => {
    const { ida, jon, show } = await world();
    expect((await show()).employees.map(({ id }) => id)).toEqual([jon.id, ida.id]);
    expect((await show({ employeeId: ida.id })).employees.map(({ id }) => id)).toEqual([ida.id]);
  });

  test('when each of them works: weekly hours, a break, an own day and a day of the whole salon', async () => {
    const { salon, ida, jon, of } = await world();
    await db.workingHours.updateMany({
      where: { employeeId: ida.id, weekday: 2 },
      data: { untilMinute: 12 * 60 },
    });
    await db.workingHours.create({
      data: { employeeId: ida.id, weekday: 2, fromMinute: 12 * 60 + 30, untilMinute: 17 * 60 },
    });
    await db.hoursException.createMany({
      data: [
        { salonId: salon.id, date: new Date('2026-06-03') },
        {
          salonId: salon.id,
          employeeId: ida.id,
          date: new Date('2026-06-03'),
          fromMinute: 600,
          untilMinute: 660,
        },
      ],
    });
    expect((await of(ida, { days: 2 })).work).toEqual([
      { from: '2026-06-02T07:00:00.000Z', until: '2026-06-02T10:00:00.000Z' },
      { from: '2026-06-02T10:30:00.000Z', until: '2026-06-02T15:00:00.000Z' },
      { from: '2026-06-03T08:00:00.000Z', until: '2026-06-03T09:00:00.000Z' },
    ]);
    expect((await of(jon, { days: 2 })).work).toHaveLength(1);
  });

  test('time off that touches those days, and no other', async () => {
    const { ida, jon, of } = await world();
    const away = (startsAt: string, endsAt: string) =>
      db.timeOff.create({
        data: {
          employeeId: ida.id,
          startsAt: new Date(startsAt),
          endsAt: new Date(endsAt),
          note: 'tannlege',
        },
      });
    await away('2026-06-01T12:00+02:00', '2026-06-02T00:00+02:00');
    const { id } = await away('2026-06-01T12:00+02:00', '2026-06-02T00:01+02:00');
    await away('2026-06-03T00:00+02:00', '2026-06-04T00:00+02:00');
    expect((await of(ida)).timeOff).toEqual([
      {
        id,
        startsAt: '2026-06-01T10:00:00.000Z',
        endsAt: '2026-06-01T22:01:00.000Z',
        note: 'tannlege',
      },
    ]);
    expect((await of(jon)).timeOff).toEqual([]);
  });

  test('bookings with their services, the customer’s times and what they take with their buffers', async () => {
    const { salon, cut, ida, of } = await world();
    const colour = await makeService(db, salon, { name: 'Farge', durationMinutes: 30 });
    const customer = await makeCustomer(db, salon, { name: 'Kari' });
    const fields = { salon, employee: ida, customer };
    const { id } = await makeBooking(db, {
      ...fields,
      services: [cut, colour],
      startsAt: '2026-06-02T10:00+02:00',
    });
    await makeBooking(db, {
      ...fields,
      services: [cut],
      startsAt: '2026-06-02T14:00+02:00',
      status: 'cancelled',
    });
    await makeBooking(db, { ...fields, services: [cut], startsAt: '2026-06-03T10:00+02:00' });
    expect((await of(ida)).bookings).toEqual([
      {
        id,
        status: 'confirmed',
        customerName: 'Kari',
        isShared: false,
        services: [
          {
            serviceId: cut.id,
            serviceName: 'Klipp',
            startsAt: '2026-06-02T08:00:00.000Z',
            endsAt: '2026-06-02T09:00:00.000Z',
          },
          {
            serviceId: colour.id,
            serviceName: 'Farge',
            startsAt: '2026-06-02T09:10:00.000Z',
            endsAt: '2026-06-02T09:40:00.000Z',
          },
        ],
        startsAt: '2026-06-02T08:00:00.000Z',
        endsAt: '2026-06-02T09:40:00.000Z',
        from: '2026-06-02T07:55:00.000Z',
        until: '2026-06-02T09:40:00.000Z',
      },
    ]);
  });

  test('holds, with whose answer they wait for and until when; a stale one takes no time', async () => {
    const { salon, cut, ida, of } = await world();
    const opening = await makeOpening(db, {
      employee: ida,
      startsAt: '2026-06-02T10:00+02:00',
      minutes: 75,
      minutesBefore: 5,
      heldUntil: '2026-06-01T10:20+02:00',
    });
    const hold = {
      openingId: opening.id,
      startsAt: '2026-06-02T08:00:00.000Z',
      from: '2026-06-02T07:55:00.000Z',
      until: '2026-06-02T09:15:00.000Z',
      heldUntil: '2026-06-01T08:20:00.000Z',
      settlesAt: null,
      resumesAt: null,
    };
    expect((await of(ida)).holds).toEqual([{ ...hold, offers: [] }]);

    const customer = await makeCustomer(db, salon, { name: 'Nora' });
    const entry = await makeEntry(db, { salon, service: cut, customer });
    const offer = await makeOffer(db, { opening, entry });
    await db.opening.update({ where: { id: opening.id }, data: { heldUntil: new Date(hold.heldUntil) } });
    expect((await of(ida)).holds).toEqual([
      {
        ...hold,
        offers: [
          {
            id: offer.id,
            entryId: entry.id,
            customerName: 'Nora',
            expiresAt: offer.expiresAt.toISOString(),
          },
        ],
      },
    ]);
    deps.clock.set(offer.expiresAt);
    expect((await of(ida)).holds).toEqual([{ ...hold, offers: [] }]);
    deps.clock.set(hold.heldUntil);
    expect((await of(ida)).holds).toEqual([]);
  });

  test('until when a hold waits for the end of the quiet hours', async () => {
    const { ida, of } = await world();
    const opening = await makeOpening(db, { employee: ida, startsAt: '2026-06-02T10:00+02:00' });
    const resumesAt = minutesAfter(deps.clock.now(), 3);
    await db.opening.update({ where: { id: opening.id }, data: { resumesAt } });
    expect((await of(ida)).holds).toMatchObject([{ resumesAt: resumesAt.toISOString() }]);
    deps.clock.set(resumesAt);
    expect((await of(ida)).holds).toMatchObject([{ resumesAt: null }]);
  });

  test('how long a hold still settles', async () => {
    const { ida, of } = await world();
    const opening = await makeOpening(db, { employee: ida, startsAt: '2026-06-02T10:00+02:00' });
    const settlesAt = minutesAfter(deps.clock.now(), 2);
    await db.opening.update({ where: { id: opening.id }, data: { settlesAt } });
    expect((await of(ida)).holds).toMatchObject([{ settlesAt: settlesAt.toISOString() }]);
    deps.clock.set(settlesAt);
    expect((await of(ida)).holds).toMatchObject([{ settlesAt: null }]);
  });

  test('what is free: working time ahead without what is booked, held, or off', async () => {
    const { salon, cut, ida, jon, of } = await world();
    await makeBooking(db, { salon, employee: ida, services: [cut], startsAt: '2026-06-02T11:00+02:00' });
    await makeOpening(db, {
      employee: ida,
      startsAt: '2026-06-02T14:00+02:00',
      minutes: 60,
      heldUntil: '2026-06-02T13:00+02:00',
    });
    await db.timeOff.create({
      data: {
        employeeId: ida.id,
        startsAt: new Date('2026-06-02T16:00+02:00'),
        endsAt: new Date('2026-06-03T00:00+02:00'),
      },
    });
    deps.clock.set('2026-06-02T09:20:30+02:00');
    expect((await of(ida)).free).toEqual([
      { from: '2026-06-02T07:21:00.000Z', until: '2026-06-02T08:55:00.000Z' },
      { from: '2026-06-02T10:10:00.000Z', until: '2026-06-02T12:00:00.000Z' },
      { from: '2026-06-02T13:00:00.000Z', until: '2026-06-02T14:00:00.000Z' },
    ]);
    expect((await of(jon)).free).toEqual([
      { from: '2026-06-02T07:21:00.000Z', until: '2026-06-02T15:00:00.000Z' },
    ]);
    expect((await of(jon, { from: '2026-06-01' })).free).toEqual([]);
  });

  test('that a booking has a part with somebody else', async () => {
    const { salon, cut, ida, jon, of } = await world();
    const { id } = await makeBooking(db, {
      salon,
      employee: ida,
      services: [cut, cut],
      startsAt: '2026-06-02T10:00+02:00',
    });
    expect((await of(ida)).bookings).toMatchObject([{ id, isShared: false }]);
    const items = await db.bookingItem.findMany({ where: { bookingId: id }, orderBy: { position: 'asc' } });
    const last = items.at(-1)?.id ?? '';
    const part = { employeeId: jon.id, calendarId: jon.calendarId };
    await db.bookingItem.update({ where: { id: last }, data: part });
    await db.calendarItem.updateMany({
      where: { bookingItemId: last },
      data: { calendarId: jon.calendarId },
    });
    expect((await of(ida)).bookings).toMatchObject([{ id, isShared: true }]);
    expect((await of(jon)).bookings).toMatchObject([{ id, isShared: true }]);
  });

  test('who was archived only when something is booked with them then, or by name; their hours end with it', async () => {
    const { salon, cut, ida, jon, show, of } = await world();
    await makeBooking(db, { salon, employee: ida, services: [cut], startsAt: '2026-06-02T14:00+02:00' });
    for (const { id } of [ida, jon]) {
      await db.employee.update({
        where: { id },
        data: { archivedAt: new Date('2026-06-02T12:00+02:00') },
      });
    }
    expect((await show()).employees.map(({ id }) => id)).toEqual([ida.id]);
    expect((await of(ida)).work).toEqual([
      { from: '2026-06-02T07:00:00.000Z', until: '2026-06-02T10:00:00.000Z' },
    ]);
    expect((await show({ from: '2026-06-03' })).employees).toEqual([]);
    expect((await of(jon, { from: '2026-06-03', employeeId: jon.id })).work).toEqual([]);
  });
});

test.each([
  // The clocks go forward, and back, at night.
  { from: '2026-03-29', hours: 23, opens: '2026-03-29T07:00:00.000Z' },
  { from: '2026-10-25', hours: 25, opens: '2026-10-25T08:00:00.000Z' },
])(
  'on $from a day has $hours hours, and work begins at nine by the clock',
  async ({ from, hours, opens }) => {
    const { salon, cut, ida, show, of } = await world();
    await db.workingHours.create({
      data: { employeeId: ida.id, weekday: 7, fromMinute: 9 * 60, untilMinute: 17 * 60 },
    });
    const [day] = (await show({ from })).days;
    const start = new Date(day?.from ?? 0);
    expect(day).toEqual({
      date: from,
      from: minutesAfter(opens, -(9 * 60 + (hours - 24) * 60)).toISOString(),
      until: minutesAfter(start, hours * 60).toISOString(),
    });
    expect((await of(ida, { from })).work).toEqual([
      { from: opens, until: minutesAfter(opens, 480).toISOString() },
    ]);

    // The last minutes of the day are this day's, the first of the next one are not.
    const midnight = minutesAfter(start, hours * 60);
    const [last] = await Promise.all(
      [minutesAfter(midnight, -80), minutesAfter(midnight, 10)].map((startsAt) =>
        makeBooking(db, { salon, employee: ida, services: [cut], startsAt, now: '2026-01-01' }),
      ),
    );
    const booked = async (date: string) => (await of(ida, { from: date })).bookings.map(({ id }) => id);
    expect(await booked(from)).toEqual([last?.id]);
  },
);

test('another salon’s employee is not found, and nothing of theirs is shown', async () => {
  const { show } = await world();
  const elsewhere = await makeSalon(db);
  const dye = await makeService(db, elsewhere);
  const stranger = await makeEmployee(db, elsewhere, { services: [dye] });
  await makeBooking(db, {
    salon: elsewhere,
    employee: stranger,
    services: [dye],
    startsAt: '2026-06-02T10:00+02:00',
  });
  await expect(show({ employeeId: stranger.id })).rejects.toMatchObject({ code: 'not_found' });
  await expect(show({ employeeId: newId<EmployeeId>() })).rejects.toMatchObject({ code: 'not_found' });
  expect((await show()).employees.flatMap(({ bookings }) => bookings)).toEqual([]);
});

test('nothing is written, and the number of queries does not grow with days, employees and items', async () => {
  const { salon, cut, ida, show } = await world();
  const { client, queries } = readingClient(deps.database);
  await show({}, client);
  expect(queries.splice(0)).toHaveLength(4);

  await makeEmployee(db, salon);
  for (const hour of ['09', '11', '13']) {
    await makeBooking(db, {
      salon,
      employee: ida,
      services: [cut],
      startsAt: `2026-06-03T${hour}:00+02:00`,
    });
  }
  await makeOpening(db, { employee: ida, startsAt: '2026-06-04T10:00+02:00' });
  const { employees } = await show({ days: 7 }, client);
  expect(employees.flatMap(({ bookings, holds }) => [...bookings, ...holds])).toHaveLength(4);
  expect(queries).toHaveLength(4);
  await client.$disconnect();
});
