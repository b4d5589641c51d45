import { beforeEach, expect, test } from 'vitest';
import { runSweep } from '#server/jobs/run-sweep.ts';
import { sweeps } from '#server/jobs/sweeps.ts';
import { cancelBooking } from '#server/modules/bookings/cancel-booking.ts';
import { createBooking } from '#server/modules/bookings/create-booking.ts';
import { answerOffer } from '#server/modules/offers/answer-offer.ts';
import { bookDirectly } from '#server/modules/offers/book-directly.ts';
import { convertEntry } from '#server/modules/offers/convert-entry.ts';
import { matchOpening } from '#server/modules/offers/match-opening.ts';
import { notifyEntry } from '#server/modules/offers/notify-entry.ts';
import { withdrawOpening } from '#server/modules/openings/withdraw-opening.ts';
import { cancelEntry } from '#server/modules/waitlist/cancel-entry.ts';
import { pauseEntry } from '#server/modules/waitlist/pause-entry.ts';
import { AppError } from '#server/platform/errors.ts';
import { idOf, type BookingId, type EntryId, type OpeningId } from '#server/platform/ids.schema.ts';
import { sqlState } from '#server/platform/sql-state.ts';
import { minutesAfter } from '../clock.ts';
import { testDeps, type TestDeps } from '../deps.ts';
import { makeBooking, makeEmployee } from '../factories.ts';
import { checkInvariants } from '../invariants.ts';
import { makeEntry } from '../waitlist-factories.ts';
import { openSalon, setPolicy, staff, work } from '../waitlist-steps.ts';

const deps = await testDeps();
const { db } = deps;
beforeEach(() => deps.reset());

const ten = '2026-06-02T10:00+02:00';

/** The same deps, which note what the database said to each try of a transaction. */
function noting(states: string[]): TestDeps {
  return {
    ...deps,
    inTransaction: (work) =>
      deps.inTransaction(async (tx) => {
        try {
          return await work(tx);
        } catch (error) {
          states.push(sqlState(error) ?? String(error));
          throw error;
        }
      }),
  };
}

/** Two calendars, eight bookings on them, six who wait; two openings at once each, as far as the policy goes. */
async function busySalon() {
  const { salon, cut, ida } = await openSalon(deps);
  await setPolicy(deps, salon, { offersAtOnce: 2, cooldownMinutes: 0 });
  const jon = await makeEmployee(db, salon, { services: [cut] });
  const bookings = [];
  for (const employee of [ida, jon]) {
    for (let hour = 0; hour < 4; hour += 1) {
      const startsAt = minutesAfter(ten, hour * 60);
      bookings.push(await makeBooking(db, { salon, employee, services: [cut], startsAt }));
    }
  }
  for (let index = 0; index < 6; index += 1) {
    await makeEntry(db, { salon, service: cut, now: minutesAfter(deps.clock.now(), -index) });
  }
  for (const { id } of bookings.slice(0, 3)) {
    await cancelBooking(deps, { salonId: salon.id, bookingId: id, actor: staff });
  }
  await deps.runJobs();
  return { salon, cut, employees: [ida, jon] as const };
}

/** Everything that anybody can do at this moment, once each: all at the same time. */
async function everything(by: TestDeps, { salon, cut, employees }: Awaited<ReturnType<typeof busySalon>>) {
  const salonId = salon.id;
  const entries = (await db.waitlistEntry.findMany()).map(({ id, status }) => ({
    id: idOf<EntryId>(id),
    status,
  }));
  const waiting = entries.filter(({ status }) => status === 'waiting');
  const offers = await db.offer.findMany({ where: { status: 'pending' } });
  const openings = await db.opening.findMany({ where: { status: 'open' } });
  const bookings = await db.booking.findMany({
    where: { status: 'confirmed' },
    orderBy: { startsAt: 'desc' },
  });
  const [ida, jon] = employees;
  const slot = (index: number) => ({
    salonId,
    employeeId: index % 2 ? ida.id : jon.id,
    startsAt: minutesAfter(ten, 60 * (index % 5)).toISOString(),
    actor: staff,
  });
  return [
    ...offers.map(
      ({ id, linkVersion }, index) =>
        () =>
          answerOffer(by, {
            token: by.links.signLink('offer', { id, version: linkVersion }),
            action: index % 3 === 0 ? 'decline' : 'accept',
            channel: 'web',
          }),
    ),
    ...offers.slice(0, 2).map(
      ({ waitlistEntryId }) =>
        () =>
          convertEntry(by, { salonId, entryId: idOf<EntryId>(waitlistEntryId), actor: staff }),
    ),
    ...offers.slice(-1).map(
      ({ waitlistEntryId }) =>
        () =>
          by.inTransaction((tx) =>
            cancelEntry(tx, {
              entryId: idOf<EntryId>(waitlistEntryId),
              reason: 'cancelled_by_staff',
              actor: staff,
            }),
          ),
    ),
    ...bookings.slice(0, 2).map(
      ({ id }) =>
        () =>
          cancelBooking(by, { salonId, bookingId: idOf<BookingId>(id), actor: staff }),
    ),
    ...openings.map(
      ({ id }) =>
        () =>
          matchOpening(by, { openingId: idOf<OpeningId>(id) }),
    ),
    ...openings.slice(-1).map(
      ({ id }) =>
        () =>
          by.inTransaction((tx) =>
            withdrawOpening(tx, { salonId, openingId: idOf<OpeningId>(id), actor: staff }),
          ),
    ),
    ...waiting.map(
      ({ id }, index) =>
        () =>
          notifyEntry(by, { ...slot(index), entryId: id, thenNext: true }),
    ),
    ...waiting.slice(0, 2).map(
      ({ id }, index) =>
        () =>
          bookDirectly(by, { ...slot(index + 2), entryId: id }),
    ),
    ...waiting.slice(-1).map(
      ({ id }) =>
        () =>
          by.inTransaction((tx) => pauseEntry(tx, { entryId: id, until: null, actor: staff })),
    ),
    ...[0, 1, 2].map(
      (index) => () =>
        createBooking(by, {
          salonId,
          serviceIds: [cut.id],
          startsAt: minutesAfter(ten, 60 * index).toISOString(),
          contact: { name: 'Ola Dahl', email: null, phone: `4123456${index}` },
          locale: 'nb',
          notes: '',
        }),
    ),
    () => runSweep(by, sweeps),
    () => runSweep(by, sweeps),
  ];
}

test('everybody does everything at once, again and again: what must always hold does, and nobody deadlocks', async () => {
  const states: string[] = [];
  const by = noting(states);
  let done = 0;
  for (let salonNumber = 0; salonNumber < 2; salonNumber += 1) {
    await deps.reset();
    const salon = await busySalon();
    for (let round = 0; round < 4; round += 1) {
      // Offers run out in every other round, unswept.
      deps.clock.advance(round % 2 ? 15 : 1);
      const acts = await everything(by, salon);
      const results = await Promise.allSettled(acts.map((act) => act()));
      const faults = results.flatMap((result) =>
        result.status === 'rejected' ? [result.reason as unknown] : [],
      );
      // A transaction that was begun anew three times says that it is busy: an answer, if not a nice one.
      expect(faults.filter((fault) => !(fault instanceof AppError && fault.code === 'busy'))).toEqual([]);
      done += acts.length;
      await checkInvariants(deps.database.pool);
      await work(deps);
      await checkInvariants(deps.database.pool);
    }
  }
  expect(done).toBeGreaterThan(70);
  expect(states.filter((state) => state === '40P01')).toEqual([]);
}, 120_000);
