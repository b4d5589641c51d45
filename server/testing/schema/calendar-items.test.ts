import { beforeEach, describe, expect, test } from 'vitest';
import { sqlState } from '#server/platform/sql-state.ts';
import { minutesAfter } from '../clock.ts';
import { testDatabase } from '../database.ts';
import {
  makeBooking,
  makeEmployee,
  makeSalon,
  makeService,
  type TestEmployee,
  type TestSalon,
  type TestService,
} from '../factories.ts';
import { makeOpening } from '../waitlist-factories.ts';

// The calendar's own defence, whatever the code above it does.

const database = await testDatabase();
const { prisma: db, pool } = database;
const ten = '2026-06-03T10:00+02:00';

let salon: TestSalon;
let service: TestService;
let employee: TestEmployee;
beforeEach(async () => {
  await database.empty();
  salon = await makeSalon(db);
  service = await makeService(db, salon, { durationMinutes: 60 });
  employee = await makeEmployee(db, salon, { services: [service] });
});

const stateOf = (attempt: Promise<unknown>) => attempt.then(() => 'done', sqlState);
const overlapping = '23P01';

/** In one transaction, so that a booking without its time does not stay behind. */
const book = (startsAt: Date | string, by = employee, what = service) =>
  stateOf(db.$transaction((tx) => makeBooking(tx, { salon, employee: by, services: [what], startsAt })));
const hold = (startsAt: Date | string) =>
  stateOf(db.$transaction((tx) => makeOpening(tx, { employee, startsAt, minutes: 60 })));

describe('on one calendar', () => {
  test.each([
    ['the same time', 0],
    ['half an hour later', 30],
    ['half an hour earlier', -30],
  ])('two bookings at %s are refused', async (_when, minutes) => {
    await book(ten);
    expect(await book(minutesAfter(ten, minutes))).toBe(overlapping);
  });

  test('one begins when the other has ended', async () => {
    await book(ten);
    expect(await book(minutesAfter(ten, 60))).toBe('done');
    expect(await book(minutesAfter(ten, -60))).toBe('done');
  });

  test('buffers count on both sides', async () => {
    const buffered = await makeService(db, salon, {
      durationMinutes: 60,
      bufferBeforeMinutes: 10,
      bufferAfterMinutes: 15,
    });
    await book(ten, employee, buffered);
    expect(await book(minutesAfter(ten, 60))).toBe(overlapping);
    expect(await book(minutesAfter(ten, 75))).toBe('done');
    expect(await book(minutesAfter(ten, -65))).toBe(overlapping);
    expect(await book(minutesAfter(ten, -70))).toBe('done');
  });

  test('a hold takes its time off sale, and a booking a hold’s', async () => {
    expect(await hold(ten)).toBe('done');
    expect(await book(ten)).toBe(overlapping);
    expect(await book(minutesAfter(ten, 60))).toBe('done');
    expect(await hold(minutesAfter(ten, 60))).toBe(overlapping);
  });

  test('staff may overbook on purpose', async () => {
    await book(ten);
    await db.calendarItem.updateMany({ data: { overbooked: true } });
    expect(await book(ten)).toBe('done');
  });

  test('nothing takes no time, or less', async () => {
    await hold(ten);
    const shrink = (to: string) => stateOf(pool.query(`UPDATE calendar_items SET ends_at = ${to}`));
    expect(await shrink('starts_at')).toBe('23514');
    // A range whose ends are swapped is refused before its constraint is looked at.
    expect(['22000', '23514']).toContain(await shrink(`starts_at - interval '1 minute'`));
  });
});

test('another calendar has its own time', async () => {
  const other = await makeEmployee(db, salon, { services: [service] });
  await book(ten);
  expect(await book(ten, other)).toBe('done');
});

test('a cancelled booking takes none', async () => {
  await makeBooking(db, { salon, employee, services: [service], startsAt: ten, status: 'cancelled' });
  expect(await book(ten)).toBe('done');
});

test('of twenty who write the same time at once, one does', async () => {
  const outcomes = await Promise.all(Array.from({ length: 20 }, () => book(ten)));
  expect(outcomes.filter((outcome) => outcome === 'done')).toHaveLength(1);
});

describe('where two rows would say the same,', () => {
  test('a calendar has one open opening for each start', async () => {
    await makeOpening(db, { employee, startsAt: ten });
    await db.calendarItem.updateMany({ data: { overbooked: true } });
    expect(await hold(ten)).toBe('23505');
  });
});
