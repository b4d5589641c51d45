import { beforeEach, describe, expect, test } from 'vitest';
import { idOf, type BookingId, type EntryId } from '#server/platform/ids.schema.ts';
import { testDeps } from '#server/testing/deps.ts';
import { makeBooking, makeCustomer, makeEmployee } from '#server/testing/factories.ts';
import { makeEntry } from '#server/testing/waitlist-factories.ts';
import {
  accept,
  calendarOf,
  comeFree,
  entryRow,
  historyOf,
  line,
  linkOf,
  messagesTo,
  openSalon,
  staff,
  statusesOf,
  statusOf,
} from '#server/testing/waitlist-steps.ts';
import { cancelBooking } from '../bookings/cancel-booking.ts';
import { rescheduleBooking } from '../bookings/reschedule-booking.ts';
import { settleBooking } from '../bookings/settle-booking.ts';
import { undoMinutes } from '../bookings/bookings.rules.ts';
import { viewBooking } from '../bookings/view-booking.ts';
import { pauseEntry } from '../waitlist/pause-entry.ts';
import { viewOwnEntry } from '../waitlist/view-own-entry.ts';
import { convertEntry } from './convert-entry.ts';
import { notifyEntry } from './notify-entry.ts';
import { undoByBooking, undoByOffer } from './undo-accept.ts';
import { viewOffer } from './view-offer.ts';

const deps = await testDeps();
const { db } = deps;
beforeEach(() => deps.reset());

const ten = '2026-06-02T10:00+02:00';

/** Two who wait for a cut with Ida; the first has accepted the hour at ten. */
async function accepted(startsAt = ten, { cancelNoticeMinutes = 1440 } = {}) {
  const world = await openSalon(deps, { salon: { cancelNoticeMinutes } });
  const { salon, cut, ida } = world;
  const [kari, next] = await line(deps, { salon, service: cut, employees: [ida] }, {}, {});
  await comeFree(deps, { salon, employee: ida, services: [cut], startsAt });
  await deps.runJobs();
  const { bookingId } = await accept(deps, kari);
  if (!bookingId) throw new Error('not booked');
  const offer = await linkOf(deps, kari);
  const booking = deps.links.signLink('booking', { id: bookingId, version: 1 });
  const goesOn = async () => {
    const row = await db.waitlistEntry.findUniqueOrThrow({ where: { continuesEntryId: kari.id } });
    return { id: idOf<EntryId>(row.id), row };
  };
  return { ...world, kari, next, bookingId, offer, booking, goesOn };
}

describe('undoing an accept', () => {
  test('cancels the booking whatever the salon’s notice, and offers its time to the next at once', async () => {
    const { ida, next, bookingId, offer } = await accepted(ten, { cancelNoticeMinutes: 10_080 });
    expect(await undoByOffer(deps, offer)).toEqual({ ok: true, waitsAgain: true });
    expect(await db.booking.findUniqueOrThrow({ where: { id: bookingId } })).toMatchObject({
      status: 'cancelled',
      cancelledBy: 'customer',
    });
    expect(await calendarOf(deps, ida)).toEqual(['hold 10:00-11:00']);
    expect(await db.opening.findFirstOrThrow({ where: { status: 'open' } })).toMatchObject({
      cause: 'booking_cancelled',
      causeBookingId: bookingId,
    });
    await deps.runJobs();
    expect(await statusOf(deps, next)).toBe('notified');
  });

  test('puts the customer back with the same wish, the same place and their history, and does not ask them for that time again', async () => {
    const { salon, kari, next, booking, bookingId, goesOn } = await accepted();
    await db.waitlistEntry.update({ where: { id: kari.id }, data: { notes: 'long hair' } });
    expect(await undoByBooking(deps, booking)).toEqual({ ok: true, waitsAgain: true });
    const old = await entryRow(deps, kari);
    const { id, row } = await goesOn();
    expect(old.status).toBe('booked');
    const same = (entry: typeof old) => ({
      ...entry,
      id: '',
      continuesEntryId: null,
      status: '',
      bookingId: null,
      notifiedAt: null,
      eventCount: 0,
      updatedAt: null,
    });
    expect(same(row)).toEqual(same(old));
    const wishOf = (entryId: string) =>
      db.waitlistEntry.findUniqueOrThrow({
        where: { id: entryId },
        select: {
          employees: { select: { employeeId: true } },
          windows: {
            select: { dateFrom: true, dateUntil: true, weekdays: true, fromMinute: true, untilMinute: true },
          },
        },
      });
    expect(await wishOf(id)).toEqual(await wishOf(kari.id));
    expect(await historyOf(deps, { id })).toEqual(['accept_undone']);
    expect(await db.lifecycleEvent.findFirstOrThrow({ where: { waitlistEntryId: id } })).toMatchObject({
      actorType: 'customer',
      metadata: { continuesEntryId: kari.id, bookingId },
    });
    expect(await messagesTo(deps, { id })).toEqual(['waitlist_joined by email', 'waitlist_joined by sms']);

    await deps.runJobs();
    expect(await statusesOf(deps, [next, { id }])).toEqual(['notified', 'waiting']);
    // Whoever declined it or gave it back stays out, the next one's cancellation included.
    const { bookingId: nextsBooking } = await accept(deps, next);
    await cancelBooking(deps, {
      salonId: salon.id,
      bookingId: nextsBooking ?? idOf<BookingId>(''),
      actor: staff,
    });
    await deps.runJobs();
    const run = await db.matchRun.findFirstOrThrow({ orderBy: { id: 'desc' } });
    expect(run.skipped).toContainEqual({ entryId: id, reason: 'asked_before' });
  });

  test('keeps the rank: a time that comes free next is offered to them before whoever joined later', async () => {
    const { salon, cut, ida, next, offer, goesOn } = await accepted();
    await undoByOffer(deps, offer);
    await deps.runJobs();
    await comeFree(deps, { salon, employee: ida, services: [cut], startsAt: '2026-06-03T12:00+02:00' });
    await deps.runJobs();
    expect(await statusesOf(deps, [await goesOn(), next])).toEqual(['notified', 'notified']);
    expect(await viewOffer(deps, await linkOf(deps, await goesOn()))).toMatchObject({
      offer: { slotStart: '2026-06-03T10:00:00.000Z' },
    });
  });

  test('leaves the customer’s history whole on the page of either entry', async () => {
    const { kari, offer, goesOn } = await accepted();
    await undoByOffer(deps, offer);
    const told = async (id: string) => {
      const found = await viewOwnEntry(deps, deps.links.signLink('entry', { id, version: 1 }));
      return found.ok ? found.entry.events.map(({ reason }) => reason) : [];
    };
    const { id } = await goesOn();
    const before = ['created_public', 'slot_matched', 'claim_accepted', 'accept_undone'];
    expect(await told(id)).toEqual(before);
    await deps.inTransaction((tx) => pauseEntry(tx, { entryId: id, until: null, actor: staff }));
    expect(await told(id)).toEqual([...before, 'paused']);
    expect(await told(kari.id)).toEqual(before);
  });

  test('once more, by either link, answers the same and changes nothing', async () => {
    const { offer, booking } = await accepted();
    const first = await undoByOffer(deps, offer);
    deps.clock.advance(undoMinutes + 1);
    expect(await undoByBooking(deps, booking)).toEqual(first);
    expect(await undoByOffer(deps, offer)).toEqual(first);
    expect(await db.waitlistEntry.count({ where: { continuesEntryId: { not: null } } })).toBe(1);
    expect(await db.auditEvent.count({ where: { action: 'offer.accept_undone' } })).toBe(1);
  });

  test('is shown until it is too late, and then refused', async () => {
    const { offer, booking } = await accepted();
    const until = new Date(deps.clock.now().getTime() + undoMinutes * 60_000).toISOString();
    expect(await viewOffer(deps, offer)).toMatchObject({
      offer: { state: 'accepted', undoableUntil: until },
    });
    expect(await viewBooking(deps, { token: booking })).toMatchObject({ booking: { undoableUntil: until } });
    deps.clock.advance(undoMinutes);
    expect(await viewOffer(deps, offer)).toMatchObject({ offer: { undoableUntil: null } });
    expect(await viewBooking(deps, { token: booking })).toMatchObject({ booking: { undoableUntil: null } });
    expect(await undoByOffer(deps, offer)).toEqual({ ok: false, reason: 'too_late' });
    expect(await db.booking.count({ where: { status: 'confirmed' } })).toBe(1);
  });

  test('leads on: offer, booking and old entry say what has become of them', async () => {
    const { offer, booking, kari, goesOn } = await accepted();
    await undoByOffer(deps, offer);
    const link = deps.links.signLink('entry', { id: (await goesOn()).id, version: 1 });
    expect(await viewOffer(deps, offer)).toMatchObject({
      offer: { state: 'undone', entryStatus: 'waiting', entryToken: link, undoableUntil: null },
    });
    expect(await viewBooking(deps, { token: booking })).toMatchObject({
      booking: { status: 'cancelled', undone: { waitsAgain: true } },
    });
    const old = deps.links.signLink('entry', { id: kari.id, version: 1 });
    expect(await viewOwnEntry(deps, old)).toMatchObject({ entry: { continuedBy: { token: link } } });
  });

  test('of a wish whose last day has passed leaves nothing to wait for', async () => {
    const { salon, cut, ida } = await openSalon(deps);
    const entry = await makeEntry(db, {
      salon,
      service: cut,
      windows: [{ dateFrom: '2026-06-01', untilMinute: 490 }],
    });
    await notifyEntry(deps, {
      salonId: salon.id,
      entryId: entry.id,
      employeeId: ida.id,
      startsAt: ten,
      thenNext: false,
      actor: staff,
    });
    deps.clock.set('2026-06-01T08:09+02:00');
    await accept(deps, entry);
    deps.clock.advance(2);
    const offer = await linkOf(deps, entry);
    expect(await undoByOffer(deps, offer)).toEqual({ ok: true, waitsAgain: false });
    expect(await undoByOffer(deps, offer)).toEqual({ ok: true, waitsAgain: false });
    expect(await db.waitlistEntry.count()).toBe(1);
    expect(await calendarOf(deps, ida)).toEqual(['hold 10:00-11:00']);
  });
});

describe('an accept can’t be undone', () => {
  test('when the salon has cancelled, moved or settled the booking meanwhile', async () => {
    const cancelled = await accepted();
    await cancelBooking(deps, { salonId: cancelled.salon.id, bookingId: cancelled.bookingId, actor: staff });
    expect(await undoByOffer(deps, cancelled.offer)).toEqual({ ok: false, reason: 'cancelled' });

    await deps.reset();
    const moved = await accepted();
    const at = { startsAt: '2026-06-02T14:00+02:00', employeeId: moved.ida.id, withdrawOpening: false };
    await rescheduleBooking(deps, {
      salonId: moved.salon.id,
      bookingId: moved.bookingId,
      ...at,
      actor: staff,
    });
    expect(await undoByOffer(deps, moved.offer)).toEqual({ ok: false, reason: 'moved' });
    expect(await viewOffer(deps, moved.offer)).toMatchObject({ offer: { undoableUntil: null } });

    await deps.reset();
    const settled = await accepted();
    deps.clock.set(ten);
    await settleBooking(deps, {
      salonId: settled.salon.id,
      bookingId: settled.bookingId,
      as: 'completed',
      actor: staff,
    });
    expect(await undoByOffer(deps, settled.offer)).toEqual({ ok: false, reason: 'begun' });
    expect(await db.waitlistEntry.count({ where: { continuesEntryId: { not: null } } })).toBe(0);
  });

  test('when it moved an appointment, whose old time has been offered on', async () => {
    const { salon, cut, ida } = await openSalon(deps);
    const jon = await makeEmployee(db, salon, { services: [cut] });
    const customer = await makeCustomer(db, salon);
    const had = await makeBooking(db, {
      salon,
      employee: jon,
      services: [cut],
      customer,
      startsAt: '2026-06-02T14:00+02:00',
    });
    const entry = await makeEntry(db, { salon, service: cut, customer, movesBookingId: had.id });
    await comeFree(deps, { salon, employee: ida, services: [cut], startsAt: ten });
    await deps.runJobs();
    await accept(deps, entry);
    const offer = await linkOf(deps, entry);
    expect(await viewOffer(deps, offer)).toMatchObject({ offer: { state: 'accepted', undoableUntil: null } });
    expect(await undoByOffer(deps, offer)).toEqual({ ok: false, reason: 'old_time_given_up' });
    expect(await calendarOf(deps, ida)).toEqual(['booking 10:00-11:00']);
  });

  test('when staff accepted for the customer, when nothing was accepted, and by a link of nothing', async () => {
    const { salon, cut, ida } = await openSalon(deps);
    const [entry] = await line(deps, { salon, service: cut }, {});
    await comeFree(deps, { salon, employee: ida, services: [cut], startsAt: ten });
    await deps.runJobs();
    const offer = await linkOf(deps, entry);
    expect(await undoByOffer(deps, offer)).toEqual({ ok: false, reason: 'not_accepted' });
    await convertEntry(deps, { salonId: salon.id, entryId: entry.id, actor: staff });
    expect(await undoByOffer(deps, offer)).toEqual({ ok: false, reason: 'not_accepted' });
    expect(await undoByOffer(deps, 'nonsense')).toEqual({ ok: false, reason: 'unknown' });
    expect(await undoByBooking(deps, 'nonsense')).toEqual({ ok: false, reason: 'unknown' });
    const { id } = await makeBooking(db, {
      salon,
      employee: ida,
      services: [cut],
      startsAt: '2026-06-02T15:00+02:00',
    });
    const other = deps.links.signLink('booking', { id, version: 1 });
    expect(await undoByBooking(deps, other)).toEqual({ ok: false, reason: 'not_accepted' });
  });
});
