import { beforeEach, describe, expect, test } from 'vitest';
import { runSweep } from '#server/jobs/run-sweep.ts';
import { cancelByToken } from '#server/modules/bookings/cancel-booking.ts';
import { createBooking } from '#server/modules/bookings/create-booking.ts';
import { rescheduleByToken } from '#server/modules/bookings/reschedule-by-token.ts';
import { idOf, type BookingId, type MessageId } from '#server/platform/ids.schema.ts';
import { testDeps } from '#server/testing/deps.ts';
import { makeBooking, makeEmployee, makeSalon, makeService } from '#server/testing/factories.ts';
import { accept, comeFree, line, openSalon } from '#server/testing/waitlist-steps.ts';
import type { Locale } from '#server/texts/catalogue.ts';
import { fakeProvider, jobsIn } from './notifications.fixtures.ts';
import { remindOfAppointmentQueue } from './notifications.jobs.ts';
import { messageSweeps } from './notifications.sweeps.ts';
import { remindOfAppointment } from './remind-of-appointment.ts';
import { sendMessage } from './send-message.ts';

const deps = await testDeps();
const { db } = deps;
beforeEach(() => deps.reset());

const thursday = '2026-06-04T10:00+02:00';
const dayBefore = '2026-06-03T10:00+02:00';

async function world() {
  const salon = await makeSalon(db);
  const service = await makeService(db, salon, { name: 'Dameklipp' });
  const employee = await makeEmployee(db, salon, { name: 'Ingrid Solberg', services: [service] });
  return { salon, service, employee };
}

async function booked({ startsAt = thursday, locale = 'nb' }: { startsAt?: string; locale?: Locale } = {}) {
  const made = await world();
  const outcome = await createBooking(deps, {
    salonId: made.salon.id,
    serviceIds: [made.service.id],
    startsAt: new Date(startsAt).toISOString(),
    locale,
    notes: '',
    contact: { name: 'Kari Nordmann', phone: '412 34 567', email: 'kari@example.com' },
  });
  if (!outcome.ok) throw new Error(outcome.reason);
  return { ...made, bookingId: outcome.booking.id, token: outcome.token };
}

const remind = (bookingId: BookingId) => remindOfAppointment(deps, { bookingId });
const reminders = () =>
  db.message.findMany({ where: { template: 'booking_reminder' }, orderBy: { channel: 'asc' } });
const sweep = () => runSweep(deps, messageSweeps);

async function sendAll(sendDeps = deps) {
  const providers = { sms: fakeProvider('sms'), email: fakeProvider('email') };
  for (const { id } of await reminders()) {
    await sendMessage({ ...sendDeps, providers }, { messageId: idOf<MessageId>(id) });
  }
  return [...providers.sms.sent, ...providers.email.sent].map(({ content }) => content);
}

async function dueTimes(): Promise<string[]> {
  const { rows } = await deps.database.pool.query<{ due: Date }>(
    'SELECT start_after AS due FROM pgboss.job WHERE name = $1 ORDER BY 1',
    [remindOfAppointmentQueue],
  );
  return rows.map(({ due }) => due.toISOString());
}

describe('a customer is reminded of their appointment', () => {
  test('24 hours before, by SMS and e-mail, once, in their language, with the link by which they cancel', async () => {
    const { bookingId } = await booked({ locale: 'en' });
    expect(await dueTimes()).toEqual([new Date(dayBefore).toISOString()]);
    deps.clock.set(dayBefore);
    await remind(bookingId);
    await remind(bookingId);
    expect(await reminders()).toMatchObject([
      { channel: 'email', locale: 'en', status: 'queued' },
      { channel: 'sms', locale: 'en', status: 'queued' },
    ]);
    const [sms] = await sendAll();
    expect(sms?.text).toMatch(
      /see you Thu 4 Jun 10:00: Dameklipp with Ingrid\. Change or cancel: http.*\/b\//,
    );
  });

  test('on the salon’s clock and 24 real hours before, also over the night when clocks change', async () => {
    deps.clock.set('2026-10-20T10:00+02:00');
    const { bookingId } = await booked({ startsAt: '2026-10-26T10:00+01:00' });
    expect(await dueTimes()).toEqual(['2026-10-25T09:00:00.000Z']);
    deps.clock.set('2026-10-25T09:00Z');
    await remind(bookingId);
    const [sms] = await sendAll();
    expect(sms?.text).toContain('man. 26.10 kl. 10:00');
  });

  test('of the new time when it was moved, and once for each', async () => {
    const { bookingId, token } = await booked();
    const startsAt = new Date('2026-06-05T12:00+02:00').toISOString();
    expect(await rescheduleByToken(deps, { token, startsAt })).toMatchObject({ ok: true });
    expect(await dueTimes()).toEqual([
      new Date(dayBefore).toISOString(),
      new Date('2026-06-04T12:00+02:00').toISOString(),
    ]);
    deps.clock.set(dayBefore);
    await remind(bookingId);
    expect(await reminders()).toEqual([]);
    deps.clock.set('2026-06-04T12:00+02:00');
    await remind(bookingId);
    await remind(bookingId);
    expect(await reminders()).toHaveLength(2);
  });

  test('of a time that they got from the waitlist', async () => {
    const { salon, cut, ida } = await openSalon(deps);
    const [waiting] = await line(deps, { salon, service: cut }, {});
    await comeFree(deps, { salon, employee: ida, services: [cut], startsAt: thursday });
    await deps.runJobs();
    expect(await accept(deps, waiting)).toMatchObject({ outcome: 'booked' });
    expect(await dueTimes()).toEqual([new Date(dayBefore).toISOString()]);
  });

  test('by the sweep when the job is gone, once, and not before the job had its time', async () => {
    await booked();
    await deps.database.pool.query('DELETE FROM pgboss.job');
    deps.clock.set(dayBefore);
    expect(await sweep()).toMatchObject({ 'appointments-reminded': 0 });
    deps.clock.advance(3);
    expect(await sweep()).toMatchObject({ 'appointments-reminded': 1 });
    expect(await sweep()).toMatchObject({ 'appointments-reminded': 0 });
    expect(await reminders()).toHaveLength(2);
  });
});

describe('nobody is reminded', () => {
  test('of what is cancelled before it is due', async () => {
    const before = await booked();
    await cancelByToken(deps, before);
    deps.clock.set(dayBefore);
    await remind(before.bookingId);
    expect(await reminders()).toEqual([]);
  });

  test('of what is cancelled between writing and sending', async () => {
    const { bookingId, token } = await booked();
    deps.clock.set(dayBefore);
    await remind(bookingId);
    await cancelByToken(deps, { token });
    expect(await sendAll()).toEqual([]);
    expect(await reminders()).toMatchObject([{ status: 'cancelled' }, { status: 'cancelled' }]);
  });

  test('of what was booked or moved so shortly before that they have it in mind', async () => {
    deps.clock.set('2026-06-03T07:00+02:00');
    const { bookingId } = await booked();
    expect(await jobsIn(deps, remindOfAppointmentQueue)).toEqual([]);
    deps.clock.set(dayBefore);
    await remind(bookingId);
    deps.clock.advance(3);
    expect(await sweep()).toMatchObject({ 'appointments-reminded': 0 });
    expect(await reminders()).toEqual([]);
  });

  test('when it would come just before the start', async () => {
    await booked();
    deps.clock.set('2026-06-04T08:30+02:00');
    expect(await sweep()).toMatchObject({ 'appointments-reminded': 0 });
  });

  test('of a booking of which nothing was told: another system does that', async () => {
    const { salon, service, employee } = await world();
    const { id } = await makeBooking(db, { salon, employee, services: [service], startsAt: thursday });
    deps.clock.set(dayBefore);
    await remind(id);
    expect(await reminders()).toEqual([]);
  });

  test('who has opted out of everything, however often the sweep looks', async () => {
    const { bookingId } = await booked();
    const { customerId } = await db.booking.findUniqueOrThrow({ where: { id: bookingId } });
    await db.consent.createMany({
      data: (['sms', 'email'] as const).map((channel) => ({
        customerId,
        channel,
        granted: false,
        wordingVersion: '1',
        source: 'test',
        occurredAt: deps.clock.now(),
      })),
    });
    deps.clock.set(dayBefore);
    deps.clock.advance(3);
    expect(await sweep()).toMatchObject({ 'appointments-reminded': 0 });
  });
});
