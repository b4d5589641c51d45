import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { beforeEach, expect, test } from 'vitest';
import { newId, type EntryId } from '#server/platform/ids.schema.ts';
import type { Tx } from '#server/platform/tx.ts';
import { minutesAfter, testStart } from '#server/testing/clock.ts';
import { testDeps } from '#server/testing/deps.ts';
import {
  makeBooking,
  makeCustomer,
  makeEmployee,
  makeService,
  type TestEmployee,
  type TestSalon,
  type TestService,
} from '#server/testing/factories.ts';
import { makeEntry, makeOpening, moveEntry } from '#server/testing/waitlist-factories.ts';
import { openSalon, setPolicy } from '#server/testing/waitlist-steps.ts';
import { channels, type Channel } from '../notifications/notifications.schema.ts';
import { explainEntries, takeCandidates, type Room } from './candidates.queries.ts';

// Who fits is found on two ways, down the rank and by the windows, and explained on a third. All three say what the contract says,
// written here a second time, plainly.

const deps = await testDeps();
beforeEach(() => deps.reset());

const now = new Date(testStart);
const shortestOfferMinutes = 5;

interface Window {
  firstDay: number;
  days: number;
  weekdays: number;
  fromMinute: number;
  minutes: number;
}
interface Wish {
  service: 0 | 1 | 2;
  employees: 'anyone' | 'ida' | 'jon' | 'both';
  windows: Window[];
  leadHours: number;
  score: number;
  override: number | null;
  joined: number;
  reach: 'sms' | 'email' | 'both';
  paused: boolean;
  askedBefore: 'no' | 'declined' | 'cancelled';
  gaveItBack: boolean;
  /** Another appointment of the customer, in minutes from the slot's start; or the one that the wish would move. */
  appointment: { offset: number; moved: boolean } | null;
}
interface Slot {
  day: number;
  quarter: number;
  minutes: number;
  minutesBefore: number;
  channels: readonly Channel[];
}

/** Mostly the first, so that of several obstacles seldom two meet, and enough of those who wait fit. */
const mostly = <T>(usual: T, ...others: fc.Arbitrary<T>[]) =>
  fc.oneof(
    { weight: 5, arbitrary: fc.constant(usual) },
    ...others.map((arbitrary) => ({ weight: 1, arbitrary })),
  );

const windows: fc.Arbitrary<Window> = fc.record({
  firstDay: mostly(0, fc.integer({ min: 0, max: 3 })),
  days: mostly(4, fc.integer({ min: 0, max: 3 })),
  weekdays: mostly(127, fc.integer({ min: 1, max: 127 })),
  fromMinute: mostly(
    0,
    fc.integer({ min: 0, max: 22 }).map((hour) => hour * 60),
  ),
  minutes: mostly(
    1440,
    fc.integer({ min: 1, max: 12 }).map((hours) => hours * 60),
  ),
});
const wishes: fc.Arbitrary<Wish> = fc.record({
  service: mostly<Wish['service']>(0, fc.constant(1), fc.constant(2)),
  employees: mostly<Wish['employees']>('anyone', fc.constantFrom('ida', 'jon', 'both')),
  windows: fc.array(windows, { minLength: 1, maxLength: 2 }),
  leadHours: mostly(0, fc.constantFrom(24, 48)),
  score: fc.constantFrom(10, -5, -10),
  override: mostly<number | null>(null, fc.constantFrom(0, 50)),
  joined: fc.integer({ min: 0, max: 2 }),
  reach: mostly<Wish['reach']>('both', fc.constantFrom('sms', 'email')),
  paused: mostly(false, fc.constant(true)),
  askedBefore: mostly<Wish['askedBefore']>('no', fc.constantFrom('declined', 'cancelled')),
  gaveItBack: mostly(false, fc.constant(true)),
  appointment: mostly<Wish['appointment']>(
    null,
    fc.record({ offset: fc.integer({ min: -6, max: 6 }).map((n) => n * 30), moved: fc.boolean() }),
  ),
});
const slots: fc.Arbitrary<Slot> = fc.record({
  day: fc.integer({ min: 1, max: 3 }),
  quarter: mostly(40, fc.integer({ min: 0, max: 95 })),
  minutes: mostly(120, fc.constantFrom(30, 60, 90)),
  minutesBefore: fc.constantFrom(0, 15),
  channels: mostly(channels, fc.constant<Slot['channels']>(['email'])),
});

async function openWorld() {
  const { salon, cut, ida } = await openSalon(deps);
  const colour = await makeService(deps.db, salon, {
    durationMinutes: 90,
    bufferBeforeMinutes: 10,
    bufferAfterMinutes: 15,
  });
  const beard = await makeService(deps.db, salon, { durationMinutes: 30 });
  const jon = await makeEmployee(deps.db, salon, { services: [cut, beard] });
  await deps.db.employeeService.create({ data: { employeeId: ida.id, serviceId: colour.id } });
  await setPolicy(deps, salon, { minNoticeMinutes: 36 * 60 }, colour);
  return { salon, ida, jon, services: [cut, colour, beard] as const };
}
type World = Awaited<ReturnType<typeof openWorld>>;

const noticeOf = ({ services }: World, service: TestService) => (service === services[1] ? 36 * 60 : 30);

interface Written {
  id: EntryId;
  wish: Wish;
  createdAt: Date;
}

/** Writes a wish and all that stands against it. */
async function write(
  tx: Tx,
  world: World,
  wish: Wish,
  opening: { id: string; startsAt: Date },
): Promise<Written> {
  const { salon, ida, jon } = world;
  const service = world.services[wish.service];
  const customer = await makeCustomer(
    tx.db,
    salon,
    wish.reach === 'both' ? {} : wish.reach === 'sms' ? { email: null } : { phone: null },
  );
  const booking =
    wish.appointment &&
    (await makeBooking(tx.db, {
      salon,
      employee: await makeEmployee(tx.db, salon),
      services: [world.services[0]],
      customer,
      startsAt: minutesAfter(opening.startsAt, wish.appointment.offset),
    }));
  const createdAt = minutesAfter(now, wish.joined - 10);
  const { id } = await makeEntry(tx.db, {
    salon,
    service,
    customer,
    employees: { anyone: [], ida: [ida], jon: [jon], both: [ida, jon] }[wish.employees],
    windows: wish.windows.map((window) => ({
      dateFrom: dayOf(window.firstDay),
      dateUntil: dayOf(window.firstDay + window.days),
      weekdays: window.weekdays,
      fromMinute: window.fromMinute,
      untilMinute: Math.min(window.fromMinute + window.minutes, 1440),
    })),
    leadTimeMinutes: wish.leadHours * 60,
    score: wish.score,
    movesBookingId: wish.appointment?.moved ? (booking?.id ?? null) : null,
    now: createdAt,
  });
  if (wish.override !== null) {
    await moveEntry(
      tx.db,
      { id },
      {
        reason: 'priority_override_set',
        now,
        set: { priority_override_score: wish.override, priority_override_reason: 'Bryllup' },
      },
    );
  }
  if (wish.askedBefore !== 'no') await writeOffer(tx, world, id, service, opening, wish.askedBefore);
  if (wish.paused) {
    await moveEntry(
      tx.db,
      { id },
      { reason: 'paused', now, set: { status: 'cooldown', cooldown_reason: 'paused' } },
    );
  }
  if (wish.gaveItBack) {
    const { id: causeBookingId } = await makeBooking(tx.db, {
      salon,
      employee: ida,
      services: [world.services[0]],
      customer,
      startsAt: opening.startsAt,
      status: 'cancelled',
    });
    await tx.db.opening.update({ where: { id: opening.id }, data: { causeBookingId } });
  }
  return { id, wish, createdAt };
}

async function writeOffer(
  tx: Tx,
  { salon, ida }: { salon: TestSalon; ida: TestEmployee },
  entryId: EntryId,
  service: TestService,
  { id: openingId, startsAt }: { id: string; startsAt: Date },
  status: 'declined' | 'cancelled',
): Promise<void> {
  const end = minutesAfter(startsAt, service.durationMinutes);
  await tx.db.offer.create({
    data: {
      waitlistEntryId: entryId,
      openingId,
      salonId: salon.id,
      employeeId: ida.id,
      calendarId: ida.calendarId,
      serviceId: service.id,
      slotStart: startsAt,
      slotEnd: end,
      rangeStart: startsAt,
      rangeEnd: end,
      priceMinor: 0,
      currency: 'NOK',
      status,
      batchPosition: 1,
      attemptNo: 1,
      tokenHash: newId(),
      tokenExpiresAt: now,
      createdAt: now,
      closedAt: now,
      ...(status === 'declined' && { respondedAt: now, responseChannel: 'web' }),
    },
  });
}

function dayOf(day: number): string {
  return Temporal.PlainDate.from('2026-06-01').add({ days: day }).toString();
}

/** The contract: may this entry be offered the time? */
function fits(
  world: World,
  { wish }: Written,
  slot: Slot,
  startsAt: Date,
  givenBackBy: Written | undefined,
): boolean {
  const service = world.services[wish.service];
  if (wish.paused || service === world.services[2]) return false; // Ida trims no beards.
  const endsAt = minutesAfter(startsAt, service.durationMinutes);
  const rangeStart = minutesAfter(startsAt, -service.bufferBeforeMinutes);
  const rangeEnd = minutesAfter(endsAt, service.bufferAfterMinutes);
  if (
    rangeStart < minutesAfter(startsAt, -slot.minutesBefore) ||
    rangeEnd > minutesAfter(startsAt, slot.minutes)
  )
    return false;
  if (wish.employees === 'jon') return false;
  if (!wish.windows.some((window) => holds(window, startsAt, endsAt))) return false;
  if (minutesAfter(startsAt, -noticeOf(world, service) - shortestOfferMinutes) < now) return false;
  if (minutesAfter(startsAt, -wish.leadHours * 60) < now) return false;
  if (wish.askedBefore === 'declined' || givenBackBy?.wish === wish) return false;
  if (wish.reach !== 'both' && !slot.channels.includes(wish.reach)) return false;
  if (!wish.appointment) return true;
  const { offset, moved } = wish.appointment;
  if (moved) return offset > 0;
  return offset >= service.durationMinutes || offset + world.services[0].durationMinutes <= 0;
}

/** Within one local day, its date and weekday wanted, and the whole appointment between from and until. */
function holds(window: Window, startsAt: Date, endsAt: Date): boolean {
  const [start, end] = [startsAt, endsAt].map((at) =>
    Temporal.Instant.fromEpochMilliseconds(at.getTime()).toZonedDateTimeISO('Europe/Oslo'),
  ) as [Temporal.ZonedDateTime, Temporal.ZonedDateTime];
  const midnight = start.startOfDay();
  const from = start.since(midnight).total('minutes');
  const until = end.since(midnight).total('minutes');
  const date = start.toPlainDate().toString();
  return (
    dayOf(window.firstDay) <= date &&
    date <= dayOf(window.firstDay + window.days) &&
    (window.weekdays & (1 << (start.dayOfWeek - 1))) !== 0 &&
    window.fromMinute <= from &&
    until <= Math.min(window.fromMinute + window.minutes, 1440)
  );
}

function inRank(entries: Written[]): EntryId[] {
  const score = ({ wish }: Written) => wish.override ?? wish.score;
  return entries
    .toSorted(
      (a, b) =>
        score(b) - score(a) || a.createdAt.getTime() - b.createdAt.getTime() || (a.id < b.id ? -1 : 1),
    )
    .map(({ id }) => id);
}

class Undo extends Error {}

/** Nothing of it stays, so that the next small world begins empty. */
async function tryOut(work: (tx: Tx) => Promise<void>): Promise<void> {
  await deps
    .inTransaction(async (tx) => {
      await work(tx);
      throw new Undo();
    })
    .catch((error: unknown) => {
      if (!(error instanceof Undo)) throw error;
    });
}

const idsOf = (rows: readonly { id: EntryId }[]) => rows.map(({ id }) => id);

test('whoever waits, for whatever: those who fit are found, all of them, in rank, whichever way they are looked for', async () => {
  const world = await openWorld();
  let found = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(wishes, { minLength: 1, maxLength: 8 }), slots, async (waiting, slot) => {
      await tryOut(async (tx) => {
        const startsAt = new Date(
          Temporal.PlainDate.from(dayOf(slot.day))
            .toZonedDateTime('Europe/Oslo')
            .add({ minutes: slot.quarter * 15 }).epochMilliseconds,
        );
        const { minutes, minutesBefore } = slot;
        const opening = await makeOpening(tx.db, { employee: world.ida, startsAt, minutes, minutesBefore });
        const written: Written[] = [];
        for (const wish of waiting) written.push(await write(tx, world, wish, opening));
        const givenBackBy = written.findLast(({ wish }) => wish.gaveItBack);
        const expected = inRank(written.filter((entry) => fits(world, entry, slot, startsAt, givenBackBy)));
        const room: Room = {
          salonId: world.salon.id,
          openingId: opening.id,
          from: opening.freeFrom,
          until: opening.freeUntil,
          channels: slot.channels,
        };

        // As many as fit stand near the top of the rank; one more makes it go by the windows.
        for (let limit = 1; limit <= expected.length + 1; limit += 1)
          expect(idsOf(await takeCandidates(tx, room, limit))).toEqual(expected.slice(0, limit));
        const explained = await explainEntries(tx.db, room, now, { limit: 50, everyFit: true });
        expect(explained).toHaveLength(waiting.length);
        expect(idsOf(explained.filter(({ reason }) => reason === null))).toEqual(expected);
        found += expected.length;
      });
    }),
    { numRuns: 80 },
  );
  // A test in which nobody fits would show nothing.
  expect(found).toBeGreaterThan(30);
}, 60_000);

test('behind a hundred and twenty who do not fit, those who do are found, in rank', async () => {
  const world = await openWorld();
  const { salon, ida, services } = world;
  await tryOut(async (tx) => {
    const opening = await makeOpening(tx.db, { employee: ida, startsAt: '2026-06-02T10:00+02:00' });
    const customer = await makeCustomer(tx.db, salon);
    const wait = (score: number, dateFrom: string, joined: number) =>
      makeEntry(tx.db, {
        salon,
        service: services[0],
        customer,
        score,
        windows: [{ dateFrom }],
        now: minutesAfter(now, joined),
      });
    for (let index = 0; index < 120; index += 1) await wait(10, '2026-06-03', -200);
    const near = await wait(20, '2026-06-02', 0);
    const last = await wait(-10, '2026-06-02', -300);
    const later = await wait(-5, '2026-06-02', -10);
    const earlier = await wait(-5, '2026-06-02', -20);
    const { id: openingId, freeFrom: from, freeUntil: until } = opening;
    const room: Room = { salonId: salon.id, openingId, from, until, channels };
    const expected = idsOf([near, earlier, later, last]);
    for (const limit of [1, 2, 3, 4, 5])
      expect(idsOf(await takeCandidates(tx, room, limit))).toEqual(expected.slice(0, limit));
    // So do those who ask who fits: of the hundred and twenty they are told the first few.
    const explained = await explainEntries(tx.db, room, now, { limit: 10, everyFit: true });
    expect(idsOf(explained.filter(({ reason }) => reason === null))).toEqual(expected);
    expect(explained).toHaveLength(9 + expected.length);
  });
});
