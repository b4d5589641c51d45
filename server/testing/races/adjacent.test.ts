import { beforeEach, describe, expect, test } from 'vitest';
import { createBooking } from '#server/modules/bookings/create-booking.ts';
import { testDeps, type TestDeps } from '../deps.ts';
import { accept, calendarOf, comeFree, line, openSalon, type OpenSalon } from '../waitlist-steps.ts';
import { doctored, raceTrack, withoutRowLocks } from './race.ts';

// Two half hours that meet, of a service with five minutes before it and five after: either can be had, but not both.

const deps = await testDeps();
const { db } = deps;
const track = await raceTrack(deps);
const { slow, overtake } = track;
beforeEach(() => deps.reset());

const ten = '2026-06-02T10:00+02:00';
const halfPast = '2026-06-02T10:30+02:00';

const open = () =>
  openSalon(deps, { service: { durationMinutes: 30, bufferBeforeMinutes: 5, bufferAfterMinutes: 5 } });

const book = (by: TestDeps, { salon, cut, ida }: OpenSalon, startsAt: string, phone: string) =>
  createBooking(by, {
    salonId: salon.id,
    serviceIds: [cut.id],
    employeeId: ida.id,
    startsAt,
    contact: { name: 'Ola Dahl', email: null, phone },
    locale: 'nb',
    notes: '',
  });

const outcomes = (results: PromiseSettledResult<unknown>[]) =>
  results.map((result) => {
    if (result.status === 'rejected') throw result.reason;
    return result.value;
  });

describe('both booked at once', () => {
  /** The slow one is held up when it has looked under its lock and is about to write. */
  async function bookBoth(world: OpenSalon, change: (sql: string) => string = (sql) => sql) {
    await track.gateBeforeInsert('calendar_items');
    const results = await overtake(
      () => book(doctored(slow, change), world, ten, '41234567'),
      () => book(doctored(deps, change), world, halfPast, '98765432'),
    );
    return outcomes(results);
  }

  test('one booking, the other customer is told so', async () => {
    const world = await open();
    expect(await bookBoth(world)).toMatchObject([{ ok: true }, { ok: false, reason: 'taken' }]);
    expect(await calendarOf(deps, world.ida)).toEqual(['booking 09:55-10:35']);
  });

  test('without the calendar’s lock: its constraint refuses one, whose customer is told so', async () => {
    const world = await open();
    expect(await bookBoth(world, withoutRowLocks)).toMatchObject([
      { ok: false, reason: 'taken' },
      { ok: true },
    ]);
    expect(await calendarOf(deps, world.ida)).toEqual(['booking 10:25-11:05']);
  });

  test('without that either: both, and they overlap', async () => {
    const world = await open();
    await track.without('CONSTRAINT', 'calendar_items_no_overlap', 'calendar_items');
    expect(await bookBoth(world, withoutRowLocks)).toMatchObject([{ ok: true }, { ok: true }]);
    expect(await calendarOf(deps, world.ida)).toEqual(['booking 09:55-10:35', 'booking 10:25-11:05']);
  });
});

describe('one of them accepted, the other booked at once', () => {
  async function offered() {
    const world = await open();
    const [entry] = await line(deps, { salon: world.salon, service: world.cut }, {});
    await comeFree(deps, { salon: world.salon, employee: world.ida, services: [world.cut], startsAt: ten });
    await deps.runJobs();
    const atOnce = async () =>
      outcomes(
        await overtake(
          () => accept(slow, entry),
          () => book(deps, world, halfPast, '98765432'),
        ),
      );
    return { ...world, atOnce };
  }

  /** The gate stands where the answer has looked at everything and has written nothing. */
  const gated = (source: string) =>
    source.replace('SELECT * INTO v_accepted', 'PERFORM race_gate();\n    SELECT * INTO v_accepted');

  const withoutHold = () => db.calendarItem.deleteMany({ where: { kind: 'hold' } });

  test('the hold keeps the public off: one booking', async () => {
    const { ida, atOnce } = await offered();
    await track.doctor('answer_offer', gated);
    expect(await atOnce()).toMatchObject([{ outcome: 'booked' }, { ok: false, reason: 'taken' }]);
    expect(await calendarOf(deps, ida)).toEqual(['booking 09:55-10:35']);
  });

  test('without the hold: whoever waits for the lock sees the booking', async () => {
    const { ida, atOnce } = await offered();
    await track.doctor('answer_offer', gated);
    await withoutHold();
    expect(await atOnce()).toMatchObject([{ outcome: 'booked' }, { ok: false, reason: 'taken' }]);
    expect(await calendarOf(deps, ida)).toEqual(['booking 09:55-10:35']);
  });

  test('without the hold, the locks and the calendar’s constraint: both, and they overlap', async () => {
    const { ida, atOnce } = await offered();
    await track.doctor('answer_offer', (source) => gated(withoutRowLocks(source)));
    await track.without('CONSTRAINT', 'calendar_items_no_overlap', 'calendar_items');
    await withoutHold();
    expect(await atOnce()).toMatchObject([{ outcome: 'booked' }, { ok: true }]);
    expect(await calendarOf(deps, ida)).toEqual(['booking 09:55-10:35', 'booking 10:25-11:05']);
  });
});
