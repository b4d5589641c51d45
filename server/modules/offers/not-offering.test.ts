import { beforeEach, describe, expect, test } from 'vitest';
import { testDeps } from '#server/testing/deps.ts';
import { makeBooking, makeCustomer, makeEmployee } from '#server/testing/factories.ts';
import { makeEntry, makeOpening } from '#server/testing/waitlist-factories.ts';
import {
  calendarOf,
  comeFree,
  line,
  openSalon,
  openingRow,
  statusesOf,
  statusOf,
  work,
} from '#server/testing/waitlist-steps.ts';
import { joinWaitlist } from '../waitlist/join-waitlist.ts';

const deps = await testDeps();

const { db } = deps;

beforeEach(() => deps.reset());

const ten = '2026-06-02T10:00+02:00';

describe('nobody is served', () => {
  test('by an opening in the past, or inside the minimum notice: it lapses', async () => {
    const { salon, cut, ida } = await openSalon(deps);
    const entry = await makeEntry(db, { salon, service: cut });
    const opening = await makeOpening(db, { employee: ida, startsAt: '2026-06-01T10:36+02:00' });
    const past = await makeOpening(db, { employee: ida, startsAt: '2026-06-01T09:30+02:00', minutes: 30 });
    // 36 minutes before: one more than the notice of 30 and the shortest life of an offer. Two minutes later it is too late.
    deps.clock.advance(2);
    await work(deps);
    expect(await openingRow(deps, opening.id)).toMatchObject({ status: 'lapsed' });
    expect(await openingRow(deps, past.id)).toMatchObject({ status: 'lapsed' });
    expect(await statusOf(deps, entry)).toBe('waiting');
    expect(await calendarOf(deps, ida)).toEqual([]);
  });

  test('when time comes free so late that no offer could live five minutes: it is on public sale at once', async () => {
    const { salon, cut, ida } = await openSalon(deps);
    await makeEntry(db, { salon, service: cut });
    deps.clock.set('2026-06-02T09:26+02:00');
    const { openingIds } = await comeFree(deps, { salon, employee: ida, services: [cut], startsAt: ten });
    expect(openingIds).toEqual([]);
    expect(await calendarOf(deps, ida)).toEqual([]);
  });

  test('while automatic matching is off: nothing is held, nothing is offered', async () => {
    const { salon, cut, ida } = await openSalon(deps, { salon: { matchingEnabled: false } });
    const entry = await makeEntry(db, { salon, service: cut });
    const { openingIds } = await comeFree(deps, { salon, employee: ida, services: [cut], startsAt: ten });
    await work(deps);
    expect(openingIds).toEqual([]);
    expect(await statusOf(deps, entry)).toBe('waiting');
  });

  test('once automatic matching was switched off while an opening waited for its match', async () => {
    const { salon, cut, ida } = await openSalon(deps);
    const entry = await makeEntry(db, { salon, service: cut });
    const { openingId } = await comeFree(deps, { salon, employee: ida, services: [cut], startsAt: ten });
    await db.salon.update({ where: { id: salon.id }, data: { matchingEnabled: false } });
    await deps.runJobs();
    expect(await openingRow(deps, openingId)).toMatchObject({ status: 'exhausted' });
    expect(await statusOf(deps, entry)).toBe('waiting');
    expect(await calendarOf(deps, ida)).toEqual([]);
  });

  test('whose customer has another appointment then, or can be told on no channel', async () => {
    const { salon, cut, ida } = await openSalon(deps);
    const busy = await makeCustomer(db, salon);
    const jon = await makeEmployee(db, salon, { services: [cut] });
    await makeBooking(db, {
      salon,
      employee: jon,
      services: [cut],
      customer: busy,
      startsAt: '2026-06-02T10:30+02:00',
    });
    const silent = await makeCustomer(db, salon);
    await db.consent.createMany({
      data: ['sms', 'email'].map((channel) => ({
        customerId: silent.id,
        channel,
        granted: false,
        wordingVersion: 'join-1',
        source: 'reply',
        occurredAt: deps.clock.now(),
      })),
    });
    const entries = await line(deps, { salon, service: cut }, { customer: busy }, { customer: silent }, {});
    const { openingId } = await comeFree(deps, { salon, employee: ida, services: [cut], startsAt: ten });
    await deps.runJobs();
    expect(await statusesOf(deps, entries)).toEqual(['waiting', 'waiting', 'notified']);
    const run = await db.matchRun.findFirstOrThrow({ where: { openingId } });
    expect(run.skipped).toEqual([
      { entryId: entries[0]?.id, reason: 'other_appointment' },
      { entryId: entries[1]?.id, reason: 'no_channel' },
    ]);
  });

  test('who wants to know longer before than is left', async () => {
    const { salon, cut, ida } = await openSalon(deps);
    const entries = await line(
      deps,
      { salon, service: cut },
      { leadTimeMinutes: 24 * 60 + 1 },
      { leadTimeMinutes: 24 * 60 },
    );
    await comeFree(deps, { salon, employee: ida, services: [cut], startsAt: ten });
    await deps.runJobs();
    expect(await statusesOf(deps, entries)).toEqual(['waiting', 'notified']);
  });
});

test('joining off, matching on: those who wait already are still served', async () => {
  const { salon, cut, ida } = await openSalon(deps, { salon: { joiningEnabled: false } });
  const entry = await makeEntry(db, { salon, service: cut });
  expect(
    await joinWaitlist(deps, {
      salonId: salon.id,
      wish: { serviceId: cut.id, employeeIds: [], leadTimeMinutes: 0, preferredDate: '2026-06-02' },
      contact: { name: 'Ola', email: 'ola@example.com', phone: null },
      locale: 'nb',
    }),
  ).toEqual({ ok: false, reason: 'joining_closed' });
  await comeFree(deps, { salon, employee: ida, services: [cut], startsAt: ten });
  await deps.runJobs();
  expect(await statusOf(deps, entry)).toBe('notified');
});
