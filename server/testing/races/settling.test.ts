import { beforeEach, describe, expect, test } from 'vitest';
import { rescheduleInput, resizeInput } from '#server/modules/bookings/bookings.schema.ts';
import { createBooking } from '#server/modules/bookings/create-booking.ts';
import { createBookingInput } from '#server/modules/bookings/bookings.schema.ts';
import { rescheduleBooking } from '#server/modules/bookings/reschedule-booking.ts';
import { resizeBooking } from '#server/modules/bookings/resize-booking.ts';
import { undoChange } from '#server/modules/bookings/undo-change.ts';
import { answerOffer } from '#server/modules/offers/answer-offer.ts';
import { matchOpening } from '#server/modules/offers/match-opening.ts';
import { settleMinutes } from '#server/modules/openings/openings.schema.ts';
import { setHours } from '#server/modules/openings/set-hours.ts';
import { idOf, type OpeningId } from '#server/platform/ids.schema.ts';
import { sqlState } from '#server/platform/sql-state.ts';
import { testDeps, type TestDeps } from '../deps.ts';
import { makeBooking, makeCustomer, makeEmployee, usualHours } from '../factories.ts';
import { makeEntry, makeOffer, makeOpening } from '../waitlist-factories.ts';
import { accept, calendarOf, line, openSalon, staff, statusOf, work } from '../waitlist-steps.ts';
import { doctored, raceTrack, withoutRowLocks } from './race.ts';

const deps = await testDeps();
const { db } = deps;
const track = await raceTrack(deps);
const { slow, overtake } = track;
beforeEach(() => deps.reset());

const at = (time: string) => new Date(`2026-06-02T${time}+02:00`).toISOString();
const outcomes = (results: PromiseSettledResult<unknown>[]) =>
  results.map((result) =>
    result.status === 'fulfilled'
      ? result.value
      : `fault ${sqlState(result.reason) ?? String(result.reason)}`,
  );

/** An answer that locks where the booking stands, and not what its unsettled change holds. */
const withoutSettlingLocks = (sql: string) =>
  sql
    .replaceAll(
      /FROM calendars_of_booking\(v_entry\.moves_booking_id, p_now\) AS c \(id\)/g,
      'FROM (SELECT i.calendar_id FROM booking_items i WHERE i.booking_id = v_entry.moves_booking_id) AS c (id)',
    )
    .replace(/ OR o\.id IN \(SELECT s\.id FROM settling_openings\([^)]*\) s\)/, '');

/** Ida is booked from ten to twelve; somebody waits for an hour with her. */
async function booked() {
  const { salon, cut, ida } = await openSalon(deps);
  const [entry] = await line(deps, { salon, service: cut }, {});
  const booking = await makeBooking(db, {
    salon,
    employee: ida,
    services: [cut, cut],
    startsAt: at('10:00'),
  });
  const ids = { salonId: salon.id, bookingId: booking.id };
  const resize = (by: TestDeps, endsAt: string, withdrawOpening = false) =>
    resizeBooking(by, {
      ...resizeInput.parse({ ...ids, endsAt: at(endsAt), withdrawOpening }),
      actor: staff,
    });
  const move = (by: TestDeps, startsAt: string) =>
    rescheduleBooking(by, { ...rescheduleInput.parse({ ...ids, startsAt: at(startsAt) }), actor: staff });
  const undo = async (by: TestDeps) => {
    const { id } = await db.bookingChange.findFirstOrThrow({ orderBy: { sequence: 'desc' } });
    return undoChange(by, { ...ids, changeId: id, actor: staff });
  };
  return { salon, cut, ida, entry, resize, move, undo };
}

describe('a booking gets its old length back while a customer accepts what it had freed', () => {
  async function offered() {
    const world = await booked();
    await world.resize(deps, '11:15');
    deps.clock.advance(settleMinutes);
    await work(deps);
    expect(await statusOf(deps, world.entry)).toBe('notified');
    return world;
  }

  test('who is first has it: the customer’s offer is withdrawn, and they are told so', async () => {
    const { ida, entry, resize } = await offered();
    await track.gateBeforeInsert('booking_items');
    const results = await overtake(
      () => resize(slow, '12:00', true),
      () => accept(deps, entry),
    );
    expect(outcomes(results)).toMatchObject([{ ok: true }, { outcome: 'withdrawn' }]);
    expect(await calendarOf(deps, ida)).toEqual(['booking 10:00-11:00', 'booking 11:00-12:00']);
  });

  test('or the customer has, and staff are told whose it is', async () => {
    const { ida, entry, resize } = await offered();
    await track.gateBeforeInsert('booking_items');
    const results = await overtake(
      () => accept(slow, entry),
      () => resize(deps, '12:00', true),
    );
    expect(outcomes(results)).toMatchObject([
      { outcome: 'booked' },
      { ok: false, reason: 'taken', bookings: [{ startsAt: at('11:15') }] },
    ]);
    expect(await calendarOf(deps, ida)).toEqual([
      'booking 10:00-11:00',
      'booking 11:00-11:15',
      'booking 11:15-12:15',
    ]);
  });

  test('without the locks, the customer stumbles over the database’s rule', async () => {
    const { entry, resize } = await offered();
    await track.gateBeforeInsert('booking_items');
    await track.doctor('answer_offer', withoutRowLocks);
    const results = await overtake(
      () => resize(doctored(slow, withoutRowLocks), '12:00', true),
      () => accept(doctored(deps, withoutRowLocks), entry),
    );
    const [, answer] = outcomes(results);
    expect(answer).toMatch(/^fault /);
  });
});

describe('a move is undone just as it settles and its opening is looked at', () => {
  async function moved() {
    const world = await booked();
    await world.move(deps, '14:00');
    const { id } = await db.opening.findFirstOrThrow();
    deps.clock.advance(settleMinutes - 0.01);
    const match = (by: TestDeps) => {
      deps.clock.advance(0.02);
      return matchOpening(by, { openingId: idOf<OpeningId>(id) });
    };
    return { ...world, match };
  }

  test('the undo came first: nobody is asked', async () => {
    const { ida, entry, undo, match } = await moved();
    await track.gateBeforeInsert('booking_items');
    const results = await overtake(
      () => undo(slow),
      () => match(deps),
    );
    expect(outcomes(results)).toMatchObject([{ ok: true }, null]);
    expect(await statusOf(deps, entry)).toBe('waiting');
    expect(await calendarOf(deps, ida)).toEqual(['booking 10:00-11:00', 'booking 11:00-12:00']);
  });

  test('without the locks, a customer is offered time that is taken again', async () => {
    const { undo, match } = await moved();
    await track.gateBeforeInsert('booking_items');
    const results = await overtake(
      () => undo(doctored(slow, withoutRowLocks)),
      () => match(doctored(deps, withoutRowLocks)),
    );
    expect(outcomes(results)).toMatchObject([{ ok: true }, { offered: 1 }]);
    expect(await db.opening.findMany()).toMatchObject([{ status: 'withdrawn', offersMade: 1 }]);
    await deps.reset();
  });
});

describe('a customer moves by an offer what was moved a moment ago, just as the time it left is offered', () => {
  /** Berit's appointment went from Ida to Jon; Ida's hour is about to be offered to the next. An earlier hour of Kari's is Berit's to take. */
  async function passedOn() {
    const { salon, cut, ida } = await openSalon(deps);
    const [jon, kari] = [
      await makeEmployee(db, salon, { services: [cut] }),
      await makeEmployee(db, salon, { services: [cut] }),
    ];
    const [next] = await line(deps, { salon, service: cut, employees: [ida] }, {});
    const customer = await makeCustomer(db, salon);
    const berit = await makeBooking(db, {
      salon,
      employee: ida,
      services: [cut],
      customer,
      startsAt: at('14:00'),
    });
    const entry = await makeEntry(db, {
      salon,
      service: cut,
      customer,
      movesBookingId: berit.id,
      employees: [kari],
    });
    const opening = await makeOpening(db, { employee: kari, startsAt: at('10:00') });
    const { token } = await makeOffer(db, { opening, entry });
    const moved = rescheduleInput.parse({
      salonId: salon.id,
      bookingId: berit.id,
      startsAt: at('14:00'),
      employeeId: jon.id,
    });
    await rescheduleBooking(deps, { ...moved, actor: staff });
    const { id } = await db.opening.findFirstOrThrow({ where: { causeBookingId: berit.id } });
    deps.clock.advance(settleMinutes - 0.01);
    const stillSettling = deps.clock.now();
    const match = (by: TestDeps) => {
      deps.clock.advance(0.02);
      return matchOpening(by, { openingId: idOf<OpeningId>(id) });
    };
    /** Pressed a moment before the change has settled. */
    const acceptEarlier = () => {
      deps.clock.set(stillSettling);
      return answerOffer(deps, { token, action: 'accept', channel: 'web' });
    };
    const outcome = async () => {
      await track.gateBeforeInsert('waitlist_offers');
      const results = await overtake(() => match(slow), acceptEarlier);
      return { results: outcomes(results), next: await statusOf(deps, next) };
    };
    return { outcome };
  }

  test('the next keeps what they are offered, and the customer has the earlier time', async () => {
    const { outcome } = await passedOn();
    expect(await outcome()).toMatchObject({
      results: [{ offered: 1 }, { outcome: 'booked' }],
      next: 'notified',
    });
  });

  test('without the locks, the next is offered time that is taken away at once', async () => {
    const { outcome } = await passedOn();
    await track.doctor('answer_offer', withoutSettlingLocks);
    expect(await outcome()).toMatchObject({ next: 'waiting' });
  });
});

describe('hours are added beside time that a visitor is just booking', () => {
  async function visitor() {
    const { salon, cut, ida } = await openSalon(deps);
    await line(deps, { salon, service: cut }, { windows: [{ dateFrom: '2026-06-02', untilMinute: 600 }] });
    const longer = usualHours.map((stretch) => ({ ...stretch, fromMinute: stretch.fromMinute - 30 }));
    const add = (by: TestDeps) =>
      setHours(by, { salonId: salon.id, employeeId: ida.id, hours: longer, actor: staff });
    const book = (by: TestDeps) =>
      createBooking(
        by,
        createBookingInput.parse({
          salonId: salon.id,
          serviceIds: [cut.id],
          employeeId: ida.id,
          startsAt: at('09:00'),
          contact: { name: 'Berit Nygaard', email: 'berit@example.com' },
          locale: 'nb',
        }),
      );
    return { ida, add, book };
  }

  test('the visitor keeps it: nothing that needs it is offered', async () => {
    const { ida, add, book } = await visitor();
    await track.gateBeforeInsert('booking_items');
    const results = await overtake(
      () => book(slow),
      () => add(deps),
    );
    expect(outcomes(results)).toMatchObject([{ ok: true }, { openingIds: [] }]);
    expect(await calendarOf(deps, ida)).toEqual(['booking 09:00-10:00']);
  });

  test('without the locks, staff stumble over the database’s rule', async () => {
    const { ida, add, book } = await visitor();
    await track.gateBeforeInsert('booking_items');
    const results = await overtake(
      () => book(doctored(slow, withoutRowLocks)),
      () => add(doctored(deps, withoutRowLocks)),
    );
    expect(outcomes(results)).toMatchObject([{ ok: true }, 'fault 23P01']);
    expect(await calendarOf(deps, ida)).toEqual(['booking 09:00-10:00']);
  });
});
