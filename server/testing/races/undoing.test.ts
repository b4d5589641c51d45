import { beforeEach, describe, expect, test } from 'vitest';
import { cancelBooking } from '#server/modules/bookings/cancel-booking.ts';
import { rescheduleBooking } from '#server/modules/bookings/reschedule-booking.ts';
import { undoByOffer } from '#server/modules/offers/undo-accept.ts';
import { sqlState } from '#server/platform/sql-state.ts';
import { testDeps, type TestDeps } from '../deps.ts';
import { accept, calendarOf, comeFree, line, linkOf, openSalon, staff } from '../waitlist-steps.ts';
import { doctored, raceTrack, withoutRowLocks } from './race.ts';

const deps = await testDeps();
const { db } = deps;
const track = await raceTrack(deps);
const { slow, overtake } = track;
beforeEach(() => deps.reset());

async function accepted() {
  const { salon, cut, ida } = await openSalon(deps);
  const [entry] = await line(deps, { salon, service: cut }, {});
  await comeFree(deps, { salon, employee: ida, services: [cut], startsAt: '2026-06-02T10:00+02:00' });
  await deps.runJobs();
  const { bookingId } = await accept(deps, entry);
  if (!bookingId) throw new Error('not booked');
  const offer = await linkOf(deps, entry);
  return {
    ida,
    undo: (by: TestDeps) => undoByOffer(by, offer),
    move: (by: TestDeps) =>
      rescheduleBooking(by, {
        salonId: salon.id,
        bookingId,
        employeeId: ida.id,
        startsAt: '2026-06-02T14:00+02:00',
        withdrawOpening: false,
        actor: staff,
      }),
    cancel: (by: TestDeps) => cancelBooking(by, { salonId: salon.id, bookingId, actor: staff }),
  };
}

const outcomes = (results: PromiseSettledResult<unknown>[]) =>
  results.map((result) =>
    result.status === 'fulfilled'
      ? result.value
      : `fault ${sqlState(result.reason) ?? String(result.reason)}`,
  );
const goOn = () => db.waitlistEntry.count({ where: { continuesEntryId: { not: null } } });
const unlocked = (by: TestDeps) => doctored(by, withoutRowLocks);

describe('an undo, and staff who move the booking at the same time', () => {
  test('undone first: it is cancelled, its time is held, and staff are told that it can’t be moved', async () => {
    const { ida, undo, move } = await accepted();
    await track.gateBeforeInsert('openings');
    const results = await overtake(
      () => undo(slow),
      () => move(deps),
    );
    expect(outcomes(results)).toMatchObject([
      { ok: true, waitsAgain: true },
      { ok: false, reason: 'not_open' },
    ]);
    expect(await calendarOf(deps, ida)).toEqual(['hold 10:00-11:00']);
  });

  test('moved first: it stands at its new time, and the customer is told so and waits no more', async () => {
    const { ida, undo, move } = await accepted();
    await track.gateBeforeInsert('openings');
    const results = await overtake(
      () => move(slow),
      () => undo(deps),
    );
    expect(outcomes(results)).toMatchObject([{ ok: true }, { ok: false, reason: 'moved' }]);
    expect(await calendarOf(deps, ida)).toEqual(['hold 10:00-11:00', 'booking 14:00-15:00']);
    expect(await goOn()).toBe(0);
  });

  test('without the locks, a booking that staff have just moved is cancelled all the same', async () => {
    const { undo, move } = await accepted();
    // Where the undo has looked at everything and has written nothing.
    await track.doctor('booking_stretches', (source) =>
      source.replace(/AS \$function\$\s*/, 'AS $function$\n  SELECT race_gate();\n'),
    );
    const results = await overtake(
      () => undo(unlocked(slow)),
      () => move(unlocked(deps)),
    );
    expect(outcomes(results)).toMatchObject([{ ok: true }, { ok: true }]);
    expect(await db.booking.count({ where: { status: 'cancelled' } })).toBe(2);
  });
});

describe('an undo, and staff who cancel the booking at the same time', () => {
  test('cancelled first: the customer is told so, and one opening came of it', async () => {
    const { undo, cancel } = await accepted();
    await track.gateBeforeInsert('openings');
    const results = await overtake(
      () => cancel(slow),
      () => undo(deps),
    );
    expect(outcomes(results)).toMatchObject([{ ok: true }, { ok: false, reason: 'cancelled' }]);
    expect(await db.opening.count({ where: { status: 'open' } })).toBe(1);
    expect(await goOn()).toBe(0);
  });
});

describe('an undo by a double click', () => {
  test('is one undo, and both are told so', async () => {
    const { undo } = await accepted();
    await track.gateBeforeInsert('waitlist_entries');
    const results = await overtake(
      () => undo(slow),
      () => undo(deps),
    );
    expect(outcomes(results)).toEqual([
      { ok: true, waitsAgain: true },
      { ok: true, waitsAgain: true },
    ]);
    expect(await goOn()).toBe(1);
    expect(await db.auditEvent.count({ where: { action: 'offer.accept_undone' } })).toBe(1);
  });

  test('without the locks, only the table’s rule keeps it at one entry, and one of the two is shown a fault', async () => {
    const { undo } = await accepted();
    await track.gateBeforeInsert('waitlist_entries');
    const results = await overtake(
      () => undo(unlocked(slow)),
      () => undo(unlocked(deps)),
    );
    expect(outcomes(results)).toContainEqual(expect.stringMatching(/^fault/));
    expect(await goOn()).toBe(1);
  });
});
