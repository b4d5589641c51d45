import { beforeEach, expect, test } from 'vitest';
import { testDeps } from './deps.ts';
import { makeBooking, makeEmployee, makeSalon, makeService } from './factories.ts';
import { makeEntry, makeOffer, makeOpening, moveEntry } from './waitlist-factories.ts';

const deps = await testDeps();
const { db } = deps;
beforeEach(() => deps.reset());

async function world() {
  const salon = await makeSalon(db);
  const service = await makeService(db, salon, { bufferAfterMinutes: 15 });
  const employee = await makeEmployee(db, salon, { services: [service] });
  return { salon, service, employee };
}

test('a booking occupies its calendar with its buffers', async () => {
  const { salon, service, employee } = await world();
  await makeBooking(db, { salon, employee, services: [service], startsAt: '2026-06-02T10:00+02:00' });

  const [item] = await db.calendarItem.findMany();
  expect(item).toMatchObject({
    kind: 'booking',
    startsAt: new Date('2026-06-02T10:00+02:00'),
    endsAt: new Date('2026-06-02T11:15+02:00'),
  });
});

test('an entry begins to wait, is offered an opening, and has that as its history', async () => {
  const { salon, service, employee } = await world();
  const entry = await makeEntry(db, { salon, service, employees: [employee], now: deps.clock.now() });
  const opening = await makeOpening(db, { employee, startsAt: '2026-06-02T10:00+02:00', minutes: 75 });
  await makeOffer(db, { opening, entry, now: deps.clock.advance(1) });

  const events = await db.lifecycleEvent.findMany({ orderBy: { sequence: 'asc' } });
  expect(events.map(({ reason, toStatus }) => [reason, toStatus])).toEqual([
    ['created_public', 'waiting'],
    ['slot_matched', 'notified'],
  ]);
});

test('an entry is moved with a reason', async () => {
  const { salon, service } = await world();
  const entry = await makeEntry(db, { salon, service });
  await moveEntry(db, entry, {
    reason: 'paused',
    now: deps.clock.now(),
    set: { status: 'cooldown', cooldown_reason: 'paused', cooldown_until: deps.clock.advance(60) },
  });

  expect(await db.waitlistEntry.findFirst()).toMatchObject({ status: 'cooldown', cooldownReason: 'paused' });
});

test('jobs run when they are due by the clock of the test', async () => {
  await deps.inTransaction(async (tx) => {
    await tx.enqueue('waitlist.sweep', {}, { startAfter: new Date(tx.now.getTime() + 60_000) });
  });

  expect(await deps.runJobs()).toEqual([]);
  deps.clock.advance(1);
  expect(await deps.runJobs()).toEqual(['waitlist.sweep']);
  expect(deps.logged).toEqual([]);
});
