import { beforeEach, describe, expect, test } from 'vitest';
import { minutesAfter } from '#server/testing/clock.ts';
import { testDeps } from '#server/testing/deps.ts';
import { makeBooking, makeCustomer, makeEmployee } from '#server/testing/factories.ts';
import { forged } from '#server/testing/links.ts';
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
  messagesTo,
  openSalon,
  openingRow,
  setPolicy,
  staff,
  statusesOf,
  statusOf,
} from '#server/testing/waitlist-steps.ts';
import { cancelBooking } from '../bookings/cancel-booking.ts';
import { findFirstSlot } from '../calendar/find-slots.ts';
import { cancelEntry } from '../waitlist/cancel-entry.ts';
import { answerOffer } from './answer-offer.ts';
import { viewOffer } from './view-offer.ts';

const deps = await testDeps();

const { db } = deps;

beforeEach(() => deps.reset());

const ten = '2026-06-02T10:00+02:00';

/** Two who wait; the first has an offer of Ida's time at ten. */
async function offered() {
  const world = await openSalon(deps, { service: { bufferAfterMinutes: 15 } });
  const { salon, cut, ida } = world;
  const [first, second] = await line(deps, { salon, service: cut }, {}, {});
  const { openingId, booking } = await comeFree(deps, {
    salon,
    employee: ida,
    services: [cut],
    startsAt: ten,
  });
  await deps.runJobs();
  return { ...world, first, second, openingId, booking };
}

describe('accepting', () => {
  test('makes the booking, links the entry to it, fills the opening, turns the hold into the booking, and confirms it', async () => {
    const { salon, cut, ida, first, openingId } = await offered();
    deps.clock.advance(3);
    const answer = await accept(deps, first);

    expect(answer.outcome).toBe('booked');
    const booking = await db.booking.findUniqueOrThrow({
      where: { id: answer.bookingId ?? '' },
      include: { items: true },
    });
    expect(booking).toMatchObject({
      salonId: salon.id,
      customerId: first.customerId,
      status: 'confirmed',
      source: 'waitlist',
      startsAt: new Date(ten),
      endsAt: minutesAfter(ten, 60),
      priceMinor: cut.priceMinor,
      items: [{ serviceId: cut.id, employeeId: ida.id, bufferAfterMinutes: 15 }],
    });
    expect(answer.bookingToken).toBe(deps.links.signLink('booking', { id: booking.id, version: 1 }));
    expect(await entryRow(deps, first)).toMatchObject({
      status: 'booked',
      bookingId: booking.id,
      expiresAt: null,
    });
    expect(await openingRow(deps, openingId)).toMatchObject({ status: 'filled', closedAt: deps.clock.now() });
    expect(await lastOffer(deps, first)).toMatchObject({
      status: 'accepted',
      bookingId: booking.id,
      respondedAt: deps.clock.now(),
      responseChannel: 'web',
    });
    expect(await calendarOf(deps, ida)).toEqual(['booking 10:00-11:15']);
    expect(await historyOf(deps, first)).toEqual(['created_public', 'slot_matched', 'claim_accepted']);
    const event = await db.lifecycleEvent.findFirstOrThrow({ where: { reason: 'claim_accepted' } });
    expect(event).toMatchObject({ actorType: 'customer', actorId: first.customerId });
    expect(await db.message.count({ where: { bookingId: booking.id, template: 'booking_confirmed' } })).toBe(
      2,
    );
  });

  test('is all or nothing: when its last write fails, nothing has happened', async () => {
    const { ida, first, openingId } = await offered();
    await deps.database.pool.query('ALTER TABLE messages RENAME TO messages_away');
    await expect(accept(deps, first)).rejects.toThrow();
    await deps.database.pool.query('ALTER TABLE messages_away RENAME TO messages');
    expect(await statusOf(deps, first)).toBe('notified');
    expect(await openingRow(deps, openingId)).toMatchObject({ status: 'open' });
    expect(await calendarOf(deps, ida)).toEqual(['hold 10:00-11:15']);
    expect(await db.booking.count({ where: { status: 'confirmed' } })).toBe(0);
  });

  test('twice makes one booking, which both times is the answer; the confirmation goes out once', async () => {
    const { first } = await offered();
    const answers = [await accept(deps, first), await accept(deps, first)];
    expect(answers[1]).toEqual(answers[0]);
    expect(await db.booking.count({ where: { status: 'confirmed' } })).toBe(1);
    expect(await db.message.count({ where: { template: 'booking_confirmed' } })).toBe(2);
    expect(await decline(deps, first)).toMatchObject({
      outcome: 'already_booked',
      bookingId: answers[0]?.bookingId,
    });
  });

  test('after it has run out, before any job ran: refused; the entry has moved on and the next one gets the time', async () => {
    const { first, second } = await offered();
    deps.clock.advance(15);
    expect(await accept(deps, first)).toEqual({ outcome: 'expired', bookingId: null, bookingToken: null });
    expect(await entryRow(deps, first)).toMatchObject({
      status: 'cooldown',
      cooldownReason: 'offer_timed_out',
      cooldownUntil: minutesAfter(deps.clock.now(), 60),
      declineCount: 1,
    });
    // Nobody had to wait for a sweep.
    await deps.runJobs();
    expect(await statusOf(deps, second)).toBe('notified');
    expect(await accept(deps, first)).toMatchObject({ outcome: 'expired' });
    expect((await entryRow(deps, first)).declineCount).toBe(1);
  });

  test('in the very last moment counts', async () => {
    const { first } = await offered();
    deps.clock.advance(15 - 1 / 60_000);
    expect(await accept(deps, first)).toMatchObject({ outcome: 'booked' });
  });

  test('when staff have cancelled the entry meanwhile: refused', async () => {
    const { first, second } = await offered();
    await deps.inTransaction((tx) =>
      cancelEntry(tx, { entryId: first.id, reason: 'cancelled_by_staff', actor: staff }),
    );
    expect(await accept(deps, first)).toMatchObject({ outcome: 'withdrawn' });
    expect(await decline(deps, first)).toMatchObject({ outcome: 'withdrawn' });
    expect(await statusOf(deps, first)).toBe('cancelled');
    await deps.runJobs();
    expect(await statusOf(deps, second)).toBe('notified');
  });

  test('when the slot has begun: refused, however long an offer lasts and however short the notice is', async () => {
    const { salon, cut, ida } = await openSalon(deps);
    await setPolicy(deps, salon, { claimExpiryMinutes: 60, minNoticeMinutes: 0 });
    const [first, second] = await line(deps, { salon, service: cut }, {}, {});
    deps.clock.set(minutesAfter(ten, -30));
    await comeFree(deps, { salon, employee: ida, services: [cut], startsAt: ten });
    await deps.runJobs();
    expect(await lastOffer(deps, first)).toMatchObject({ tokenExpiresAt: new Date(ten) });

    deps.clock.set(ten);
    expect(await accept(deps, first)).toMatchObject({ outcome: 'expired' });
    expect(await db.booking.count({ where: { status: 'confirmed' } })).toBe(0);
    await deps.runJobs();
    expect(await statusOf(deps, second)).toBe('waiting');
  });

  const obstacles: Record<string, (world: Awaited<ReturnType<typeof offered>>) => Promise<unknown>> = {
    'the employee has left': ({ ida }) =>
      db.employee.update({ where: { id: ida.id }, data: { archivedAt: deps.clock.now() } }),
    'the employee is off': ({ ida }) =>
      db.timeOff.create({
        data: { employeeId: ida.id, startsAt: minutesAfter(ten, -60), endsAt: minutesAfter(ten, 30) },
      }),
    'the employee has no work that day': ({ ida, salon }) =>
      db.hoursException.create({
        data: { salonId: salon.id, employeeId: ida.id, date: new Date('2026-06-02') },
      }),
    'the salon is closed that day': ({ salon }) =>
      db.hoursException.create({ data: { salonId: salon.id, date: new Date('2026-06-02') } }),
    'the salon has closed': ({ salon }) =>
      db.salon.update({ where: { id: salon.id }, data: { archivedAt: deps.clock.now() } }),
  };
  test.each(Object.entries(obstacles))(
    'when %s: refused, told, and the entry waits again',
    async (_, happen) => {
      const world = await offered();
      await happen(world);
      expect(await accept(deps, world.first)).toMatchObject({ outcome: 'withdrawn', bookingId: null });
      expect(await historyOf(deps, world.first)).toEqual([
        'created_public',
        'slot_matched',
        'offer_withdrawn',
      ]);
      expect(await messagesTo(deps, world.first)).toContain('offer_withdrawn by sms');
      expect(await openingRow(deps, world.openingId)).toMatchObject({ status: 'withdrawn' });
      expect(await calendarOf(deps, world.ida)).toEqual([]);
    },
  );

  test('beside an exception that only changes the hours: the booking is made', async () => {
    const { salon, first } = await offered();
    await db.hoursException.create({
      data: { salonId: salon.id, date: new Date('2026-06-02'), fromMinute: 600, untilMinute: 900 },
    });
    expect(await accept(deps, first)).toMatchObject({ outcome: 'booked' });
  });

  test('when the customer has another appointment then: said so, and the offer stays open', async () => {
    const { salon, cut, first } = await offered();
    const jon = await makeEmployee(db, salon, { services: [cut] });
    const clash = await makeBooking(db, {
      salon,
      employee: jon,
      services: [cut],
      customer: { id: first.customerId },
      startsAt: '2026-06-02T10:30+02:00',
    });
    expect(await accept(deps, first)).toMatchObject({ outcome: 'clashes', bookingId: null });
    expect(await statusOf(deps, first)).toBe('notified');
    await cancelBooking(deps, { salonId: salon.id, bookingId: clash.id, actor: staff });
    expect(await accept(deps, first)).toMatchObject({ outcome: 'booked' });
  });
});

describe('a link that answers nothing', () => {
  test('made up, of another purpose, or of a version that was never sent: unknown', async () => {
    const { first } = await offered();
    const { id } = await lastOffer(deps, first);
    const links = [
      'x',
      forged(await linkOf(deps, first)),
      deps.links.signLink('booking', { id, version: 1 }),
      deps.links.signLink('offer', { id: crypto.randomUUID(), version: 1 }),
      deps.links.signLink('offer', { id, version: 2 }),
    ];
    for (const token of links) {
      expect(await answerOffer(deps, { token, action: 'accept', channel: 'web' })).toEqual({
        outcome: 'unknown',
        bookingId: null,
        bookingToken: null,
      });
      expect(await viewOffer(deps, token)).toEqual({ ok: false, reason: 'unknown' });
    }
    expect(await statusOf(deps, first)).toBe('notified');
  });

  test('looking at an offer changes nothing, however often and whatever its state', async () => {
    const { first } = await offered();
    const token = await linkOf(deps, first);
    const snapshot = async () =>
      Promise.all([
        db.offer.findMany(),
        db.waitlistEntry.findMany(),
        db.opening.findMany(),
        db.message.count(),
      ]);
    const before = await snapshot();
    for (let look = 0; look < 3; look += 1) {
      expect(await viewOffer(deps, token)).toMatchObject({ ok: true, offer: { state: 'open' } });
    }
    deps.clock.advance(20);
    expect(await viewOffer(deps, token)).toMatchObject({ ok: true, offer: { state: 'expired' } });
    expect(await snapshot()).toEqual(before);
  });
});

describe('declining', () => {
  test('sets the entry aside as the policy says, and the next customer has an offer at once, not at the next sweep', async () => {
    const { salon, cut, first, second, openingId } = await offered();
    await setPolicy(deps, salon, { cooldownMinutes: 90 }, cut);
    expect(await decline(deps, first)).toMatchObject({ outcome: 'declined' });
    expect(await entryRow(deps, first)).toMatchObject({
      status: 'cooldown',
      cooldownReason: 'offer_declined',
      cooldownUntil: minutesAfter(deps.clock.now(), 90),
      declineCount: 1,
    });
    expect(await lastOffer(deps, first)).toMatchObject({ status: 'declined', responseChannel: 'web' });
    expect(await deps.runJobs()).toContain('waitlist.match-opening');
    expect(await statusOf(deps, second)).toBe('notified');
    expect(await lastOffer(deps, second)).toMatchObject({ openingId, attemptNo: 2 });
  });

  test('twice is declining once; accepting after it is refused', async () => {
    const { first } = await offered();
    await decline(deps, first);
    expect(await decline(deps, first)).toMatchObject({ outcome: 'declined' });
    expect(await accept(deps, first)).toMatchObject({ outcome: 'already_declined' });
    expect((await entryRow(deps, first)).declineCount).toBe(1);
  });

  test('and leaving the list in one go: cancelled, told so, and the next customer is asked', async () => {
    const { first, second } = await offered();
    const token = await linkOf(deps, first);
    const answer = { token, action: 'decline', channel: 'web', leave: true } as const;
    expect(await answerOffer(deps, answer)).toMatchObject({ outcome: 'declined' });
    expect(await answerOffer(deps, answer)).toMatchObject({ outcome: 'declined' });
    expect(await viewOffer(deps, token)).toMatchObject({
      offer: { state: 'declined', entryStatus: 'cancelled' },
    });
    expect(await historyOf(deps, first)).toEqual([
      'created_public',
      'slot_matched',
      'offer_declined',
      'left_by_customer',
    ]);
    expect(await messagesTo(deps, first)).toContain('waitlist_left by email');
    await deps.runJobs();
    expect(await statusOf(deps, second)).toBe('notified');
  });

  test('too late says that it has run out, and counts as one miss', async () => {
    const { first } = await offered();
    deps.clock.advance(16);
    expect(await decline(deps, first)).toMatchObject({ outcome: 'expired' });
    expect(await historyOf(deps, first)).toEqual(['created_public', 'slot_matched', 'offer_timed_out']);
    expect((await entryRow(deps, first)).declineCount).toBe(1);
  });

  test('by everybody: the opening is exhausted and the slot is on public sale again', async () => {
    const { salon, cut, ida, first, second, openingId } = await offered();
    await decline(deps, first);
    await deps.runJobs();
    await decline(deps, second);
    await deps.runJobs();
    expect(await openingRow(deps, openingId)).toMatchObject({ status: 'exhausted', offersMade: 2 });
    expect(await calendarOf(deps, ida)).toEqual([]);
    const free = await findFirstSlot(db, {
      salonId: salon.id,
      serviceIds: [cut.id],
      from: '2026-06-02',
      days: 1,
      now: deps.clock.set('2026-06-02T08:50+02:00'),
      audience: 'public',
    });
    expect(free).toMatchObject({ localTime: '10:00' });
  });
});

test('a booking that was accepted is cancelled later: its time is offered on, and the entry stays booked', async () => {
  const { salon, first, second } = await offered();
  const { bookingId } = await accept(deps, first);
  if (!bookingId) throw new Error('not booked');
  expect(await cancelBooking(deps, { salonId: salon.id, bookingId, actor: staff })).toMatchObject({
    ok: true,
    openingIds: [expect.any(String)],
  });
  await deps.runJobs();
  expect(await statusesOf(deps, [first, second])).toEqual(['booked', 'notified']);
});

test('a customer without a phone is told by e-mail alone', async () => {
  const { salon, cut, ida } = await openSalon(deps);
  const customer = await makeCustomer(db, salon, { phone: null });
  const entry = await makeEntry(db, { salon, service: cut, customer });
  await comeFree(deps, { salon, employee: ida, services: [cut], startsAt: ten });
  await deps.runJobs();
  expect(await messagesTo(deps, entry)).toEqual(['offer by email']);
});
