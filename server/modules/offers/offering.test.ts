import { beforeEach, describe, expect, test } from 'vitest';
import { idOf, type MessageId } from '#server/platform/ids.schema.ts';
import { minutesAfter } from '#server/testing/clock.ts';
import { testDeps } from '#server/testing/deps.ts';
import { makeBooking, makeCustomer, makeEmployee, makeService } from '#server/testing/factories.ts';
import { makeEntry } from '#server/testing/waitlist-factories.ts';
import {
  accept,
  calendarOf,
  comeFree,
  decline,
  entryRow,
  historyOf,
  lastOffer,
  line,
  linkOf,
  liveOffer,
  messagesTo,
  openSalon,
  openingRow,
  setPolicy,
  staff,
  statusesOf,
  statusOf,
  work,
} from '#server/testing/waitlist-steps.ts';
import { cancelByToken } from '../bookings/cancel-booking.ts';
import { createBooking } from '../bookings/create-booking.ts';
import { findSlots } from '../calendar/find-slots.ts';
import { composeMessage } from '../notifications/compose-message.ts';
import { loadMessageFacts } from '../notifications/message-facts.queries.ts';
import { withdrawOpening } from '../openings/withdraw-opening.ts';
import { notifyEntry } from './notify-entry.ts';

const deps = await testDeps();

const { db } = deps;

beforeEach(() => deps.reset());

const ten = '2026-06-02T10:00+02:00';

const two = '2026-06-02T14:00+02:00';

describe('a manual notify', () => {
  test('without a free slot there: refused with the reason, and the entry does not change', async () => {
    const { salon, cut, ida } = await openSalon(deps);
    await makeBooking(db, { salon, employee: ida, services: [cut], startsAt: ten });
    const entry = await makeEntry(db, { salon, service: cut });
    const before = await entryRow(deps, entry);

    const slot = { salonId: salon.id, entryId: entry.id, employeeId: ida.id, actor: staff, thenNext: false };
    expect(await notifyEntry(deps, { ...slot, startsAt: ten })).toEqual({ ok: false, reason: 'taken' });
    expect(await notifyEntry(deps, { ...slot, startsAt: '2026-06-02T10:30+02:00' })).toEqual({
      ok: false,
      reason: 'taken',
    });
    expect(await entryRow(deps, entry)).toEqual(before);
    expect(await db.opening.count()).toBe(0);
  });

  test('of an entry that has a live offer: refused, naming it', async () => {
    const { salon, cut, ida } = await openSalon(deps);
    const [entry] = await line(deps, { salon, service: cut }, {});
    await comeFree(deps, { salon, employee: ida, services: [cut], startsAt: ten });
    await deps.runJobs();
    const live = await liveOffer(deps, entry);

    const outcome = await notifyEntry(deps, {
      salonId: salon.id,
      entryId: entry.id,
      employeeId: ida.id,
      startsAt: two,
      thenNext: false,
      actor: staff,
    });
    expect(outcome).toMatchObject({ ok: false, reason: 'duplicate', offerId: live.id });
    expect(await db.offer.count()).toBe(1);
  });

  test('of a slot that has a live offer: refused, naming it and whose it is', async () => {
    const { salon, cut, ida } = await openSalon(deps);
    const siri = await makeCustomer(db, salon, { name: 'Siri Berg' });
    const [, other] = await line(deps, { salon, service: cut }, { customer: siri }, {});
    await comeFree(deps, { salon, employee: ida, services: [cut], startsAt: ten });
    await deps.runJobs();
    const live = await db.offer.findFirstOrThrow();

    const outcome = await notifyEntry(deps, {
      salonId: salon.id,
      entryId: other.id,
      employeeId: ida.id,
      startsAt: ten,
      thenNext: false,
      actor: staff,
    });
    expect(outcome).toEqual({
      ok: false,
      reason: 'duplicate',
      offerId: live.id,
      customerName: 'Siri Berg',
      expiresAt: live.tokenExpiresAt.toISOString(),
      couldReplace: [live.id],
    });
    expect(await statusOf(deps, other)).toBe('waiting');
  });
});

describe('an offer', () => {
  test('matches the service and the employee wanted, is told once on each channel, holds its slot, and can be used once', async () => {
    const { salon, cut, ida } = await openSalon(deps);
    const colour = await makeService(db, salon, { name: 'Farge' });
    const jon = await makeEmployee(db, salon, { name: 'Jon', services: [cut, colour] });
    const [wantsColour, wantsJon, wantsIda] = await line(
      deps,
      { salon, service: cut },
      { service: colour },
      { employees: [jon] },
      { employees: [ida] },
    );
    await comeFree(deps, { salon, employee: ida, services: [cut], startsAt: ten });
    await deps.runJobs();

    expect(await statusesOf(deps, [wantsColour, wantsJon, wantsIda])).toEqual([
      'waiting',
      'waiting',
      'notified',
    ]);
    expect(await liveOffer(deps, wantsIda)).toMatchObject({
      serviceId: cut.id,
      employeeId: ida.id,
      slotStart: new Date(ten),
      slotEnd: minutesAfter(ten, 60),
      priceMinor: cut.priceMinor,
      attemptNo: 1,
    });
    expect(await messagesTo(deps, wantsIda)).toEqual(['offer by email', 'offer by sms']);
    expect(await calendarOf(deps, ida)).toEqual(['hold 10:00-11:00']);
    const booked = await createBooking(deps, {
      salonId: salon.id,
      serviceIds: [cut.id],
      employeeId: ida.id,
      startsAt: ten,
      contact: { name: 'Ola', email: null, phone: '41234567' },
      locale: 'nb',
      notes: '',
    });
    expect(booked).toMatchObject({ ok: false, reason: 'taken' });

    expect(await accept(deps, wantsIda)).toMatchObject({ outcome: 'booked' });
    expect(await accept(deps, wantsIda)).toMatchObject({ outcome: 'booked' });
    expect(await db.booking.count({ where: { status: 'confirmed' } })).toBe(1);
  });

  test('lives as long as the policy of its service says, else that of the salon, else the global one', async () => {
    const { salon, cut, ida } = await openSalon(deps);
    const colour = await makeService(db, salon);
    const trim = await makeService(db, salon);
    await db.employeeService.createMany({
      data: [colour, trim].map((service) => ({ employeeId: ida.id, serviceId: service.id })),
    });
    const offeredFor = async (service: typeof cut, startsAt: string) => {
      const [entry] = await line(deps, { salon, service }, {});
      await comeFree(deps, { salon, employee: ida, services: [service], startsAt });
      await deps.runJobs();
      const { createdAt, tokenExpiresAt } = await liveOffer(deps, entry);
      return (tokenExpiresAt.getTime() - createdAt.getTime()) / 60_000;
    };
    expect(await offeredFor(cut, '2026-06-02T09:00+02:00')).toBe(15);
    await setPolicy(deps, salon, { claimExpiryMinutes: 40 });
    expect(await offeredFor(colour, '2026-06-02T11:00+02:00')).toBe(40);
    await setPolicy(deps, salon, { claimExpiryMinutes: 70 }, trim);
    expect(await offeredFor(trim, '2026-06-02T13:00+02:00')).toBe(70);
  });

  test('seven openings and ten who wait: seven offers go out, the last three in rank stay', async () => {
    const { salon, cut, ida } = await openSalon(deps);
    const entries = await line(
      deps,
      { salon, service: cut },
      ...Array.from({ length: 10 }, (_, index) => ({ score: 10 - index })),
    );
    for (const hour of ['09', '10', '11', '12', '13', '14', '15']) {
      await comeFree(deps, {
        salon,
        employee: ida,
        services: [cut],
        startsAt: `2026-06-02T${hour}:00+02:00`,
      });
    }
    await deps.runJobs();
    expect(await statusesOf(deps, entries)).toEqual([
      ...Array.from({ length: 7 }, () => 'notified'),
      ...Array.from({ length: 3 }, () => 'waiting'),
    ]);
    expect(await db.offer.count()).toBe(7);
  });
});

describe('nobody is offered the same slot twice', () => {
  test('so a cascade ends: each is asked once, then the time is on public sale', async () => {
    const { salon, cut, ida } = await openSalon(deps);
    await setPolicy(deps, salon, { cooldownMinutes: 0 });
    const entries = await line(deps, { salon, service: cut }, {}, {});
    const { openingId } = await comeFree(deps, { salon, employee: ida, services: [cut], startsAt: ten });
    await deps.runJobs();
    for (const entry of entries) {
      expect(await decline(deps, entry)).toMatchObject({ outcome: 'declined' });
      await work(deps);
    }
    // Both wait again, since the cooldown is nil, and neither is asked again.
    expect(await statusesOf(deps, entries)).toEqual(['waiting', 'waiting']);
    await work(deps);
    expect(await openingRow(deps, openingId)).toMatchObject({ status: 'exhausted', offersMade: 2 });
    expect(await db.opening.count()).toBe(1);
    const { days } = await findSlots(db, {
      salonId: salon.id,
      serviceIds: [cut.id],
      from: '2026-06-02',
      days: 1,
      now: deps.clock.now(),
      audience: 'public',
    });
    expect(days[0]?.slots.map(({ localTime }) => localTime)).toContain('10:00');
  });

  test('unless it was taken back from them', async () => {
    const { salon, cut, ida } = await openSalon(deps);
    const [entry] = await line(deps, { salon, service: cut }, {});
    const { openingId } = await comeFree(deps, { salon, employee: ida, services: [cut], startsAt: ten });
    await deps.runJobs();
    await deps.inTransaction((tx) => withdrawOpening(tx, { salonId: salon.id, openingId, actor: staff }));
    expect(await historyOf(deps, entry)).toEqual(['created_public', 'slot_matched', 'offer_withdrawn']);
    expect(await messagesTo(deps, entry)).toContain('offer_withdrawn by sms');

    await comeFree(deps, { salon, employee: ida, services: [cut], startsAt: ten });
    await deps.runJobs();
    expect(await statusOf(deps, entry)).toBe('notified');
  });

  test('unless staff ask again', async () => {
    const { salon, cut, ida } = await openSalon(deps);
    await setPolicy(deps, salon, { cooldownMinutes: 0 });
    const [entry] = await line(deps, { salon, service: cut }, {});
    await comeFree(deps, { salon, employee: ida, services: [cut], startsAt: ten });
    await deps.runJobs();
    await decline(deps, entry);
    await work(deps);
    expect(await statusOf(deps, entry)).toBe('waiting');
    const outcome = await notifyEntry(deps, {
      salonId: salon.id,
      entryId: entry.id,
      employeeId: ida.id,
      startsAt: ten,
      thenNext: false,
      actor: staff,
    });
    expect(outcome).toMatchObject({ ok: true });
    expect(await lastOffer(deps, entry)).toMatchObject({ status: 'pending' });
  });

  test('also when an accepted booking is cancelled later: its former holder is not asked, the next one is', async () => {
    const { salon, cut, ida } = await openSalon(deps);
    const kari = await makeCustomer(db, salon);
    const [first, second, again] = await line(
      deps,
      { salon, service: cut },
      { customer: kari, windows: [{ dateFrom: '2026-06-02' }] },
      {},
      // The same customer waits with another wish as well, which fits.
      { customer: kari },
    );
    await comeFree(deps, { salon, employee: ida, services: [cut], startsAt: ten });
    await deps.runJobs();
    const { bookingId } = await accept(deps, first);
    if (!bookingId) throw new Error('not booked');
    await deps.runJobs();
    expect(await statusesOf(deps, [first, second, again])).toEqual(['booked', 'waiting', 'waiting']);

    const token = deps.links.signLink('booking', { id: bookingId, version: 1 });
    expect(await cancelByToken(deps, { token })).toMatchObject({ ok: true });
    await deps.runJobs();
    expect(await statusesOf(deps, [first, second, again])).toEqual(['booked', 'notified', 'waiting']);
    await decline(deps, second);
    await deps.runJobs();
    expect(await statusesOf(deps, [first, second, again])).toEqual(['booked', 'cooldown', 'waiting']);
    expect(await db.opening.findMany({ where: { status: 'open' } })).toEqual([]);
  });
});

test('the link in the message is the one that answers the offer', async () => {
  const { salon, cut, ida } = await openSalon(deps);
  const [entry] = await line(deps, { salon, service: cut }, {});
  await comeFree(deps, { salon, employee: ida, services: [cut], startsAt: ten });
  await deps.runJobs();
  const { id } = await db.message.findFirstOrThrow({ where: { template: 'offer', channel: 'sms' } });
  const [facts] = await loadMessageFacts(deps, [idOf<MessageId>(id)]);
  if (!facts) throw new Error('no facts');
  const text = JSON.stringify(composeMessage(facts));
  expect(text).toContain(`/o/${await linkOf(deps, entry)}`);
});
