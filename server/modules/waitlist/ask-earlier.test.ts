import { beforeEach, describe, expect, test } from 'vitest';
import { idOf, type EntryId } from '#server/platform/ids.schema.ts';
import { testDeps } from '#server/testing/deps.ts';
import { makeBooking, makeCustomer, makeEmployee } from '#server/testing/factories.ts';
import { makeEntry } from '#server/testing/waitlist-factories.ts';
import {
  accept,
  calendarOf,
  comeFree,
  messagesTo,
  openSalon,
  staff,
  statusOf,
} from '#server/testing/waitlist-steps.ts';
import { cancelBooking } from '../bookings/cancel-booking.ts';
import { viewBooking } from '../bookings/view-booking.ts';
import { askEarlier, sendEarlierLink } from './ask-earlier.ts';
import { askEarlierInput, type WindowInput } from './waitlist.schema.ts';

const deps = await testDeps();
const { db } = deps;
beforeEach(() => deps.reset());

const two = '2026-06-05T14:00+02:00';
const anyTimeBefore: WindowInput = {
  dateFrom: '2026-06-01',
  dateUntil: '2026-06-04',
  fromMinute: 0,
  untilMinute: 1440,
};

/** Kari has a cut with Ida on Friday at two. */
async function booked({ cancelNoticeMinutes = 1440, services = 1 } = {}) {
  const world = await openSalon(deps, { salon: { cancelNoticeMinutes } });
  const { salon, cut, ida } = world;
  const kari = await makeCustomer(db, salon);
  const { id } = await makeBooking(db, {
    salon,
    employee: ida,
    services: Array.from({ length: services }, () => cut),
    customer: kari,
    startsAt: two,
  });
  const token = deps.links.signLink('booking', { id, version: 1 });
  const ask = (window: Partial<WindowInput> = {}, employeeIds: string[] = []) =>
    askEarlier(
      deps,
      '192.0.2.1',
      askEarlierInput.parse({ token, wish: { employeeIds, windows: [{ ...anyTimeBefore, ...window }] } }),
    );
  const wish = async () => {
    const entry = await db.waitlistEntry.findFirstOrThrow({ where: { movesBookingId: id } });
    return { id: idOf<EntryId>(entry.id) };
  };
  const earlier = async () => {
    const found = await viewBooking(deps, { token });
    return found.ok && found.booking.earlier;
  };
  return { ...world, kari, bookingId: id, token, ask, wish, earlier };
}

describe('asking for an earlier time by the link of a booking', () => {
  test('makes the wish of the customer who has it, tells them, and leaves the booking as it is', async () => {
    const { kari, cut, ida, bookingId, ask, wish, earlier } = await booked();
    expect(await earlier()).toBe('possible');
    expect(await ask({}, [ida.id])).toEqual({ ok: true });
    expect(await db.waitlistEntry.findFirstOrThrow()).toMatchObject({
      status: 'waiting',
      movesBookingId: bookingId,
      customerId: kari.id,
      customerName: kari.name,
      customerEmail: kari.email,
      customerPhone: kari.phone,
      serviceId: cut.id,
      employeeId: ida.id,
    });
    expect(await messagesTo(deps, await wish())).toEqual([
      'waitlist_joined by email',
      'waitlist_joined by sms',
    ]);
    expect(await calendarOf(deps, ida)).toEqual(['booking 14:00-15:00']);
    expect(await earlier()).toBe('asked');
  });

  test('is hers even where her number is somebody else’s too', async () => {
    const { salon, kari, ask } = await booked();
    await db.customer.update({ where: { id: kari.id }, data: { email: null, emailKey: null } });
    const mother = await makeCustomer(db, salon);
    await db.customer.update({
      where: { id: mother.id },
      data: { phone: kari.phone, createdAt: new Date('2020-01-01T00:00Z') },
    });
    expect(await ask()).toEqual({ ok: true });
    expect(await db.waitlistEntry.findFirstOrThrow()).toMatchObject({ customerId: kari.id });
  });

  test('and accepting one moves the booking, whose old time is offered on', async () => {
    const { salon, cut, ida, bookingId, ask, wish, earlier } = await booked();
    await ask();
    const next = await makeEntry(db, { salon, service: cut, score: -20 });
    await comeFree(deps, { salon, employee: ida, services: [cut], startsAt: '2026-06-03T10:00+02:00' });
    await deps.runJobs();
    expect(await accept(deps, await wish())).toMatchObject({ outcome: 'booked', bookingId });
    await deps.runJobs();
    expect(await calendarOf(deps, ida)).toEqual(['booking 10:00-11:00', 'hold 14:00-15:00']);
    expect(await statusOf(deps, next)).toBe('notified');
    expect(await earlier()).toBe('possible');
  });

  test('is one wish, also by a double click; its link goes to her by message alone', async () => {
    const { ask, wish, token } = await booked();
    const both = await Promise.all([ask(), ask({ fromMinute: 600 })]);
    expect(both).toContainEqual({ ok: true });
    expect(both).toContainEqual({ ok: false, reason: 'exists' });
    expect(await sendEarlierLink(deps, token)).toEqual({ ok: true });
    expect(await messagesTo(deps, await wish())).toContain('waitlist_exists by sms');
    expect(JSON.stringify(await viewBooking(deps, { token }))).not.toContain(
      deps.links.signLink('entry', { ...(await wish()), version: 1 }),
    );
  });

  test('another wish of hers for just these days is another wish', async () => {
    const { salon, cut, kari, ask, earlier } = await booked();
    await makeEntry(db, {
      salon,
      service: cut,
      customer: kari,
      windows: [{ dateFrom: '2026-06-01', dateUntil: '2026-06-04' }],
    });
    expect(await earlier()).toBe('possible');
    expect(await ask()).toEqual({ ok: true });
    expect(await earlier()).toBe('asked');
  });

  test('for what is not before it is refused at its field', async () => {
    const { ask } = await booked();
    const refused = (field: string) => ({
      ok: false,
      reason: 'invalid',
      fields: [{ field: `wish.windows.0.${field}`, problem: 'not_earlier' }],
    });
    expect(await ask({ dateUntil: '2026-06-06' })).toEqual(refused('dateUntil'));
    expect(await ask({ dateFrom: '2026-06-05', dateUntil: '2026-06-05', fromMinute: 840 })).toEqual(
      refused('fromMinute'),
    );
    expect(await ask({ dateFrom: '2026-06-05', dateUntil: '2026-06-05', fromMinute: 780 })).toEqual({
      ok: true,
    });
  });
});

describe('an earlier time can’t be asked for', () => {
  test('inside the salon’s notice, after a cancellation, or for several services: no way to it is shown', async () => {
    const near = await booked();
    deps.clock.set('2026-06-04T14:00+02:00');
    expect(await near.earlier()).toBeNull();
    expect(await near.ask({ dateFrom: '2026-06-04' })).toEqual({ ok: false, reason: 'too_late' });

    await deps.reset();
    const gone = await booked();
    await cancelBooking(deps, { salonId: gone.salon.id, bookingId: gone.bookingId, actor: staff });
    expect(await gone.earlier()).toBeNull();
    expect(await gone.ask()).toEqual({ ok: false, reason: 'not_open' });

    await deps.reset();
    const long = await booked({ services: 2 });
    expect(await long.earlier()).toBeNull();
    expect(await long.ask()).toEqual({ ok: false, reason: 'several_services' });
  });

  test('while the salon takes nobody onto its list, from somebody who can’t be written to, or with who does not do it', async () => {
    const { salon, kari, ask, earlier } = await booked();
    const jon = await makeEmployee(db, salon);
    expect(await ask({}, [jon.id])).toEqual({ ok: false, reason: 'employee_mismatch' });
    await db.salon.update({ where: { id: salon.id }, data: { joiningEnabled: false } });
    expect(await earlier()).toBeNull();
    expect(await ask()).toEqual({ ok: false, reason: 'joining_closed' });
    await db.salon.update({ where: { id: salon.id }, data: { joiningEnabled: true } });
    await db.customer.update({ where: { id: kari.id }, data: { email: null, emailKey: null, phone: null } });
    expect(await ask()).toEqual({ ok: false, reason: 'no_channel' });
  });

  test('by a link of nothing', async () => {
    const { token } = await booked();
    expect(await sendEarlierLink(deps, token)).toEqual({ ok: false, reason: 'none' });
    expect(await sendEarlierLink(deps, 'nonsense')).toEqual({ ok: false, reason: 'unknown' });
    const wish = askEarlierInput.shape.wish.parse({ windows: [anyTimeBefore] });
    expect(await askEarlier(deps, '192.0.2.1', { token: 'nonsense', wish })).toEqual({
      ok: false,
      reason: 'unknown',
    });
    expect(await db.waitlistEntry.count()).toBe(0);
  });
});
