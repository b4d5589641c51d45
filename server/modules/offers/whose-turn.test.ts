import { beforeEach, expect, test } from 'vitest';
import { cancelBooking } from '#server/modules/bookings/cancel-booking.ts';
import { testDeps } from '#server/testing/deps.ts';
import { makeBooking, makeCustomer } from '#server/testing/factories.ts';
import { makeEntry, makeOpening } from '#server/testing/waitlist-factories.ts';
import { openSalon, staff, statusesOf, statusOf } from '#server/testing/waitlist-steps.ts';
import { matchOpening } from './match-opening.ts';
import { notifyEntry } from './notify-entry.ts';

const deps = await testDeps();
const { db } = deps;
beforeEach(() => deps.reset());

test('what staff meant for one customer alone goes to nobody else, though a match was due', async () => {
  const { salon, cut, ida } = await openSalon(deps);
  const chosen = await makeEntry(db, { salon, service: cut });
  const other = await makeEntry(db, { salon, service: cut, score: 10 });
  const opening = await makeOpening(db, {
    employee: ida,
    startsAt: '2026-06-02T12:00+02:00',
    offersAtOnce: 2,
  });
  const notified = await notifyEntry(deps, {
    salonId: cut.salonId,
    entryId: chosen.id,
    employeeId: ida.id,
    startsAt: '2026-06-02T10:00:00Z',
    thenNext: false,
    actor: staff,
  });
  expect(notified).toMatchObject({ ok: true, openingId: opening.id });
  expect(await matchOpening(deps, { openingId: opening.id })).toEqual({ offered: 0, status: 'open' });
  expect(await statusesOf(deps, [chosen, other])).toEqual(['notified', 'waiting']);
});

test('a booking that staff had made outside working hours is not offered on when it is cancelled', async () => {
  const { salon, cut, ida } = await openSalon(deps);
  const early = await makeBooking(db, {
    salon,
    employee: ida,
    services: [cut],
    startsAt: '2026-06-02T05:00+02:00',
  });
  const entry = await makeEntry(db, { salon, service: cut });
  await cancelBooking(deps, { salonId: cut.salonId, bookingId: early.id, actor: staff });
  await deps.runJobs();
  expect(await statusOf(deps, entry)).toBe('waiting');
  expect(await db.opening.findMany({ select: { status: true } })).toEqual([{ status: 'exhausted' }]);
});

test('of a booking that ran beyond closing time only what lies in working hours is offered', async () => {
  const { salon, cut, ida } = await openSalon(deps);
  const late = await makeBooking(db, {
    salon,
    employee: ida,
    services: [cut],
    startsAt: '2026-06-02T16:30+02:00',
  });
  const entry = await makeEntry(db, { salon, service: cut });
  await cancelBooking(deps, { salonId: cut.salonId, bookingId: late.id, actor: staff });
  await deps.runJobs();
  expect(await statusOf(deps, entry)).toBe('waiting');
});

test('two wishes of one customer take one place of a batch; the other goes to somebody else', async () => {
  const { salon, cut, ida } = await openSalon(deps);
  const customer = await makeCustomer(db, salon);
  const [first, second] = [
    await makeEntry(db, { salon, service: cut, customer, score: 10 }),
    await makeEntry(db, { salon, service: cut, customer, score: 9 }),
  ];
  const other = await makeEntry(db, { salon, service: cut });
  const opening = await makeOpening(db, {
    employee: ida,
    startsAt: '2026-06-02T12:00+02:00',
    offersAtOnce: 2,
  });
  expect(await matchOpening(deps, { openingId: opening.id })).toMatchObject({ offered: 2 });
  expect(await statusesOf(deps, [first, second, other])).toEqual(['notified', 'waiting', 'notified']);
});

test('who let a time pass is not asked for it again by another wish of theirs', async () => {
  const { salon, cut, ida } = await openSalon(deps);
  const customer = await makeCustomer(db, salon);
  const [first, second] = [
    await makeEntry(db, { salon, service: cut, customer, score: 10 }),
    await makeEntry(db, { salon, service: cut, customer, score: 9 }),
  ];
  const other = await makeEntry(db, { salon, service: cut });
  const opening = await makeOpening(db, { employee: ida, startsAt: '2026-06-02T12:00+02:00' });
  await matchOpening(deps, { openingId: opening.id });
  // They were told in time.
  await deps.runJobs();
  deps.clock.advance(15);
  await deps.runJobs();
  expect(await statusesOf(deps, [first, second, other])).toEqual(['cooldown', 'waiting', 'notified']);
});

test('a cooldown ends to the minute, by a job of its own', async () => {
  const { salon, cut, ida } = await openSalon(deps);
  const entry = await makeEntry(db, { salon, service: cut });
  const opening = await makeOpening(db, { employee: ida, startsAt: '2026-06-02T12:00+02:00' });
  await matchOpening(deps, { openingId: opening.id });
  // They were told in time.
  await deps.runJobs();
  deps.clock.advance(15);
  expect(await deps.runJobs()).toContain('waitlist.expire-offer');
  expect(await statusOf(deps, entry)).toBe('cooldown');
  deps.clock.advance(59);
  await deps.runJobs();
  expect(await statusOf(deps, entry)).toBe('cooldown');
  deps.clock.advance(1);
  expect(await deps.runJobs()).toContain('waitlist.reactivate-entry');
  expect(await statusOf(deps, entry)).toBe('waiting');
});
