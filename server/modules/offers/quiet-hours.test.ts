import { beforeEach, describe, expect, test } from 'vitest';
import { testDeps } from '#server/testing/deps.ts';
import { makeCustomer } from '#server/testing/factories.ts';
import {
  comeFree,
  line,
  messagesTo,
  dayAndNight,
  openSalon,
  openingRow,
  setPolicy,
  staff,
  statusesOf,
  statusOf,
  work,
} from '#server/testing/waitlist-steps.ts';
import { SendFailure } from '../notifications/message-provider.ts';
import { findSlots } from '../calendar/find-slots.ts';
import { matchOpening } from './match-opening.ts';
import { notifyEntry } from './notify-entry.ts';

const deps = await testDeps();
const { db } = deps;
const inbox = deps.providers;
beforeEach(async () => {
  await deps.reset();
  deps.providers = inbox;
});

const tomorrowAtTwo = '2026-06-02T14:00+02:00';
const anyDay = [{ dateFrom: '2026-01-01', dateUntil: '2026-12-31' }];

/** At night, time comes free for which somebody waits who has a phone, and somebody who has an e-mail address too. */
async function freedAt(night: string, startsAt: string) {
  const { salon, cut, ida } = await openSalon(deps, { hours: dayAndNight });
  const phoneOnly = await makeCustomer(db, salon, { email: null });
  const [byPhone, byEmail] = await line(
    deps,
    { salon, service: cut, windows: anyDay },
    { customer: phoneOnly },
    {},
  );
  deps.clock.set(night);
  const { openingId } = await comeFree(deps, { salon, employee: ida, services: [cut], startsAt });
  await deps.runJobs();
  return { salon, cut, ida, byPhone, byEmail, openingId };
}

async function publicTimes(
  salon: { id: Parameters<typeof findSlots>[1]['salonId'] },
  serviceId: Parameters<typeof findSlots>[1]['serviceIds'][0],
  date: string,
) {
  const { days } = await findSlots(db, {
    salonId: salon.id,
    serviceIds: [serviceId],
    from: date,
    days: 1,
    now: deps.clock.now(),
    audience: 'public',
  });
  return days.flatMap(({ slots }) => slots.map(({ localTime }) => localTime));
}

describe('an opening that comes free at night', () => {
  test('waits for the morning: nobody is told anything, and the time stays off public sale', async () => {
    const { salon, cut, openingId, byPhone, byEmail } = await freedAt(
      '2026-06-01T22:00+02:00',
      tomorrowAtTwo,
    );
    expect(await statusesOf(deps, [byPhone, byEmail])).toEqual(['waiting', 'waiting']);
    expect(await openingRow(deps, openingId)).toMatchObject({
      status: 'open',
      resumesAt: new Date('2026-06-02T08:00+02:00'),
    });
    expect(await db.matchRun.findMany()).toMatchObject([{ outcome: 'postponed' }]);
    expect(await db.message.count({ where: { template: 'offer' } })).toBe(0);

    deps.clock.set('2026-06-02T07:59+02:00');
    await work(deps);
    expect(await db.offer.count()).toBe(0);
    expect(await publicTimes(salon, cut.id, '2026-06-02')).not.toContain('14:00');
  });

  test('is offered in the morning, by SMS too', async () => {
    const { byPhone } = await freedAt('2026-06-01T22:00+02:00', tomorrowAtTwo);
    deps.clock.set('2026-06-02T08:00+02:00');
    await deps.runJobs();
    expect(await messagesTo(deps, byPhone)).toEqual(['offer by sms']);
  });

  test('is found by the sweep in the morning when its job was lost', async () => {
    const { byPhone } = await freedAt('2026-06-01T22:00+02:00', tomorrowAtTwo);
    await deps.database.pool.query('DELETE FROM pgboss.job');
    deps.clock.set('2026-06-02T08:01+02:00');
    expect(await work(deps)).toMatchObject({ openings: 1 });
    expect(await statusOf(deps, byPhone)).toBe('notified');
  });

  test('is offered on for as long as any other, counted from the morning', async () => {
    const { openingId } = await freedAt('2026-06-01T22:00+02:00', tomorrowAtTwo);
    expect(await openingRow(deps, openingId)).toMatchObject({
      offersUntil: new Date('2026-06-02T12:00+02:00'),
    });
  });

  test('is looked at as often as one likes, and put off once', async () => {
    const { openingId } = await freedAt('2026-06-01T22:00+02:00', tomorrowAtTwo);
    await deps.runJobs();
    const before = await deps.database.pool.query('SELECT id FROM pgboss.job ORDER BY id');
    deps.clock.advance(30);
    await matchOpening(deps, { openingId });
    await matchOpening(deps, { openingId });
    expect(await db.matchRun.count()).toBe(1);
    expect((await deps.database.pool.query('SELECT id FROM pgboss.job ORDER BY id')).rows).toEqual(
      before.rows,
    );
  });

  test('too near its start for a whole claim window after the night: those who can be told by e-mail are asked', async () => {
    const { byPhone, byEmail, openingId } = await freedAt('2026-06-01T22:00+02:00', '2026-06-02T08:40+02:00');
    expect(await statusesOf(deps, [byPhone, byEmail])).toEqual(['waiting', 'notified']);
    expect(await messagesTo(deps, byEmail)).toEqual(['offer by email']);
    const run = await db.matchRun.findFirstOrThrow({ where: { openingId } });
    expect(run.skipped).toEqual([{ entryId: byPhone.id, reason: 'no_channel' }]);
  });

  test('just far enough from its start waits', async () => {
    const { byEmail } = await freedAt('2026-06-01T22:00+02:00', '2026-06-02T08:45+02:00');
    expect(await statusOf(deps, byEmail)).toBe('waiting');
  });

  test('is offered at once when staff ask for the next customer, by SMS too', async () => {
    const { openingId, byPhone } = await freedAt('2026-06-01T22:00+02:00', tomorrowAtTwo);
    expect(await matchOpening(deps, { openingId, actor: staff, urgent: true })).toEqual({
      offered: 1,
      status: 'open',
    });
    await deps.runJobs();
    expect(await messagesTo(deps, byPhone)).toEqual(['offer by sms']);
    expect(await openingRow(deps, openingId)).toMatchObject({ resumesAt: null });
    // What was put off does not offer it once more in the morning.
    deps.clock.set('2026-06-01T22:05+02:00');
    await work(deps);
    expect(await db.offer.count()).toBe(1);
  });

  test('and whose offer is missed at night goes on in the morning', async () => {
    const { openingId, byPhone, byEmail } = await freedAt('2026-06-01T20:50+02:00', tomorrowAtTwo);
    expect(await statusOf(deps, byPhone)).toBe('notified');
    deps.clock.set('2026-06-01T21:05+02:00');
    await work(deps);
    expect(await statusesOf(deps, [byPhone, byEmail])).toEqual(['cooldown', 'waiting']);
    expect(await openingRow(deps, openingId)).toMatchObject({
      resumesAt: new Date('2026-06-02T08:00+02:00'),
    });
    deps.clock.set('2026-06-02T08:00+02:00');
    await work(deps);
    expect(await statusOf(deps, byEmail)).toBe('notified');
  });
});

describe('an offer that was made before the night, and whose SMS an outage held up until then', () => {
  /** Two minutes before the night, time comes free for one who waits; SMS go out again when it has begun. */
  async function heldUp(customer: { email?: null }) {
    const { salon, cut, ida } = await openSalon(deps, { hours: dayAndNight });
    const [entry] = await line(
      deps,
      { salon, service: cut, windows: anyDay },
      { customer: await makeCustomer(db, salon, customer) },
    );
    const busy = () => Promise.reject(new SendFailure('transient', 'test:busy'));
    deps.providers = { ...inbox, sms: { name: 'busy', send: busy } };
    deps.clock.set('2026-06-01T20:58+02:00');
    const { openingId } = await comeFree(deps, {
      salon,
      employee: ida,
      services: [cut],
      startsAt: tomorrowAtTwo,
    });
    await deps.runJobs();
    deps.providers = inbox;
    deps.clock.set('2026-06-01T21:01+02:00');
    await deps.runJobs();
    return { entry, openingId };
  }
  const offersBySms = () =>
    db.message.findMany({
      where: { template: 'offer', channel: 'sms' },
      select: { status: true, lastError: true },
      orderBy: { createdAt: 'asc' },
    });

  test('stands by e-mail alone', async () => {
    const { entry } = await heldUp({});
    expect(await statusOf(deps, entry)).toBe('notified');
    expect(await offersBySms()).toEqual([{ status: 'blocked', lastError: 'quiet_hours' }]);
    expect(await db.message.findMany({ where: { template: 'offer', channel: 'email' } })).toMatchObject([
      { status: 'sent' },
    ]);
  });

  test('is taken back unseen where there is no e-mail, and made anew in the morning with all of its time', async () => {
    const { entry, openingId } = await heldUp({ email: null });
    expect(await statusOf(deps, entry)).toBe('waiting');
    expect(await openingRow(deps, openingId)).toMatchObject({
      status: 'open',
      resumesAt: new Date('2026-06-02T08:00+02:00'),
    });
    expect(await db.waitlistEntry.findUnique({ where: { id: entry.id } })).toMatchObject({ declineCount: 0 });

    deps.clock.set('2026-06-02T08:00+02:00');
    await work(deps);
    expect(await statusOf(deps, entry)).toBe('notified');
    expect(await offersBySms()).toEqual([
      { status: 'blocked', lastError: 'quiet_hours' },
      { status: 'sent', lastError: null },
    ]);
    expect(await db.offer.findFirst({ where: { status: 'pending' } })).toMatchObject({
      tokenExpiresAt: new Date('2026-06-02T08:15+02:00'),
    });
  });
});

test('a salon without quiet hours offers at any hour', async () => {
  const { salon, cut, ida } = await openSalon(deps, { hours: dayAndNight });
  await setPolicy(deps, salon, { quietFromMinute: 0, quietUntilMinute: 0 });
  const [entry] = await line(deps, { salon, service: cut }, {});
  deps.clock.set('2026-06-02T03:00+02:00');
  await comeFree(deps, { salon, employee: ida, services: [cut], startsAt: tomorrowAtTwo });
  await deps.runJobs();
  expect(await messagesTo(deps, entry)).toEqual(['offer by email', 'offer by sms']);
});

test('staff’s own offer goes out at once, by SMS too', async () => {
  const { salon, cut, ida } = await openSalon(deps, { hours: dayAndNight });
  const [entry] = await line(deps, { salon, service: cut }, {});
  deps.clock.set('2026-06-01T23:00+02:00');
  await notifyEntry(deps, {
    salonId: salon.id,
    entryId: entry.id,
    employeeId: ida.id,
    startsAt: tomorrowAtTwo,
    thenNext: false,
    actor: staff,
  });
  expect(await messagesTo(deps, entry)).toEqual(['offer by email', 'offer by sms']);
});

test('a reminder that falls into the night goes by e-mail alone', async () => {
  const { salon, cut, ida } = await openSalon(deps, { hours: dayAndNight });
  await setPolicy(deps, salon, { claimExpiryMinutes: 60 });
  const [entry] = await line(deps, { salon, service: cut }, {});
  deps.clock.set('2026-06-01T20:30+02:00');
  await comeFree(deps, { salon, employee: ida, services: [cut], startsAt: tomorrowAtTwo });
  await deps.runJobs();
  deps.clock.set('2026-06-01T21:20+02:00');
  await deps.runJobs();
  expect(await messagesTo(deps, entry)).toEqual([
    'offer by email',
    'offer by sms',
    'offer_reminder by email',
  ]);
});

describe('over a change of the clocks', () => {
  test('the spring night is over at eight on the new time', async () => {
    const { openingId } = await freedAt('2026-03-28T22:00+01:00', '2026-03-29T14:00+02:00');
    expect(await openingRow(deps, openingId)).toMatchObject({ resumesAt: new Date('2026-03-29T06:00Z') });
  });

  test('the autumn night is over at eight on the new time', async () => {
    const { openingId } = await freedAt('2026-10-24T22:00+02:00', '2026-10-25T14:00+01:00');
    expect(await openingRow(deps, openingId)).toMatchObject({ resumesAt: new Date('2026-10-25T07:00Z') });
  });
});
