import type { z } from 'zod';
import { recordAudit } from '#server/modules/audit/record-audit.ts';
import { findAlternatives, type TimeRequest } from '#server/modules/calendar/find-slots.ts';
import { loadAvailability } from '#server/modules/calendar/availability.queries.ts';
import { lockCalendars } from '#server/modules/calendar/lock-calendars.ts';
import { queueMessages } from '#server/modules/notifications/queue-messages.ts';
import {
  countryOfSalon,
  isReachable,
  normaliseContact,
  type NormalContact,
} from '#server/modules/salon/customers/contact.rules.ts';
import { createCustomer, findCustomer } from '#server/modules/salon/customers/find-or-create-customer.ts';
import { instantOf, localDays, parseDayMinute } from '#server/modules/salon/local-time.ts';
import { lockCustomer } from '#server/modules/salon/customers/lock-customer.ts';
import { requireCustomer } from '#server/modules/salon/customers/require-customer.ts';
import { localeOf, type Locale } from '#server/texts/catalogue.ts';
import type { Actor } from '#server/platform/actor.ts';
import type { Deps } from '#server/platform/deps.ts';
import { notFound, type FieldProblem } from '#server/platform/errors.ts';
import {
  idOf,
  type BookingId,
  type CustomerId,
  type OrganisationId,
  type SalonId,
} from '#server/platform/ids.schema.ts';
import type { Db } from '#server/platform/db.ts';
import type { Tx } from '#server/platform/tx.ts';
import { findOverlappingBooking, getStaffBooking, hasItems } from './bookings.queries.ts';
import { placeInRow, type PlacedItem } from './bookings.rules.ts';
import type { createByStaffInput, CreateByStaffOutcome } from './bookings.schema.ts';
import type { Conflicts } from './find-conflicts.ts';
import { findPerformer } from './find-performer.ts';
import { findRoom, takeRoom } from './find-room.ts';
import { insertBooking } from './insert-booking.ts';
import { outsideHours } from './outside-hours.ts';
import { presentHeld, presentTaken } from './present-conflicts.ts';
import { takenWhenOverlapping } from './taken-when-overlapping.ts';

type Input = z.output<typeof createByStaffInput> & { actor: Actor };

/** A customer whom staff picked, or whoever this contact reaches. */
type Customer = { locale: Locale; timeZone: string } & (
  { id: CustomerId } | { id: null; organisationId: OrganisationId; contact: NormalContact }
);

type Placed =
  | { outcome: 'booked'; bookingId: BookingId }
  | { outcome: 'held'; held: Conflicts['held'] }
  | { outcome: 'taken'; booked: Conflicts['booked'] }
  | { outcome: 'own_overlap' | 'in_past' };

/**
 * Staff book for a customer, also outside hours, notice and horizon; over a hold only when they say so. Of who gives no contact only the name is
 * known: they are somebody new, and get no messages. A repeat is answered with the booking that the first has made.
 * @throws AppError `not_found` for a service, employee or customer that is unknown, or another salon's
 */
export async function createByStaff(
  deps: Pick<Deps, 'db' | 'inTransaction' | 'clock'>,
  input: Input,
): Promise<CreateByStaffOutcome> {
  const customer = await readCustomer(deps.db, input);
  if ('fields' in customer) return { ok: false, reason: 'invalid', fields: customer.fields };
  const startsAt = instantIn(customer.timeZone, input.startsAt);
  if (!startsAt) return { ok: false, reason: 'no_such_time' };
  const request: TimeRequest = { ...input, startsAt, audience: 'staff', now: deps.clock.now() };
  const { services, currency } = await loadAvailability(deps.db, {
    ...request,
    around: { instant: startsAt, days: 0 },
  });
  const performer = await findPerformer(deps.db, input);
  if (!performer) return { ok: false, reason: 'employee_mismatch' };

  const items = placeInRow(services, startsAt, performer);
  const placed = await takenWhenOverlapping(() =>
    deps.inTransaction((tx) => place(tx, input, { items, currency, customer })),
  );
  switch (placed.outcome) {
    case 'booked': {
      const booking = await getStaffBooking(deps.db, input.salonId, placed.bookingId);
      return { ok: true, booking, outsideHours: await outsideHours(deps.db, booking) };
    }
    case 'taken':
      return presentTaken(placed.booked, await findAlternatives(deps.db, request));
    case 'held':
      return presentHeld(placed.held);
    default:
      return { ok: false, reason: placed.outcome };
  }
}

async function readCustomer(db: Db, input: Input): Promise<Customer | { fields: FieldProblem[] }> {
  const salon = await db.salon.findUnique({
    where: { id: input.salonId },
    select: { organisationId: true, phone: true, locale: true, timeZone: true },
  });
  if (!salon) throw notFound('salon');
  const organisationId = idOf<OrganisationId>(salon.organisationId);
  const { timeZone } = salon;
  if ('customerId' in input.customer) {
    const customer = await requireCustomer(db, organisationId, input.customer.customerId);
    const locale = input.locale ?? localeOf(customer.locale);
    return { id: idOf<CustomerId>(customer.id), locale, timeZone };
  }
  const normalised = normaliseContact(input.customer, countryOfSalon(salon), 'customer');
  if (!normalised.ok) return { fields: normalised.fields };
  const locale = input.locale ?? localeOf(salon.locale);
  return { id: null, organisationId, contact: normalised.contact, locale, timeZone };
}

/** Null for a time that the clocks skip on that date. */
function instantIn(timeZone: string, at: Input['startsAt']): Date | null {
  if (typeof at === 'string') return new Date(at);
  const [day] = localDays(timeZone, at.date, 1);
  const minute = day ? instantOf(day, parseDayMinute(at.time)) : null;
  return minute === null ? null : new Date(minute * 60_000);
}

async function place(
  tx: Tx,
  { salonId, withdrawOpening, notes, actor }: Input & { salonId: SalonId },
  { items, currency, customer }: { items: readonly PlacedItem[]; currency: string; customer: Customer },
): Promise<Placed> {
  if (customer.id && (await lockCustomer(tx, customer.id)).isErased) throw notFound('customer');
  const known = customer.id ?? (await findCustomer(tx, customer));
  const [first] = items;
  const last = items.at(-1);
  if (!first || !last) throw new Error('A booking needs an item.');
  await lockCalendars(tx, [first.calendarId]);
  if (last.endsAt <= tx.now) return { outcome: 'in_past' };
  const times = { startsAt: first.startsAt, endsAt: last.endsAt };
  const other = known && (await findOverlappingBooking(tx.db, { customerId: known, ...times }));
  if (other) {
    // On a bad network it is sent again: the same person is booked for just that already.
    return (await hasItems(tx.db, other, items))
      ? { outcome: 'booked', bookingId: other }
      : { outcome: 'own_overlap' };
  }
  const room = await findRoom(tx, items, { withdrawOpening });
  if (room.outcome !== 'free') {
    const sentAgain = room.outcome === 'taken' && (await findWalkIn(tx.db, customer, items, room.booked));
    return sentAgain ? { outcome: 'booked', bookingId: sentAgain } : room;
  }
  await takeRoom(tx, items, { held: room.held, actor });

  const customerId = known ?? (customer.id === null ? await createCustomer(tx, customer) : customer.id);
  const { locale } = customer;
  const bookingId = await insertBooking(tx, {
    salonId,
    customerId,
    items,
    currency,
    source: 'staff',
    locale,
    notes,
  });
  await queueMessages(tx, [{ template: 'booking_confirmed', bookingId }]);
  await recordAudit(tx, {
    actor,
    action: 'booking.created',
    subjectType: 'booking',
    subjectId: bookingId,
    salonId,
  });
  return { outcome: 'booked', bookingId };
}

/**
 * The booking of somebody who gave the same name and no contact, for just that: nobody else can have that time, so it is the same request again.
 * The calendars are locked.
 */
async function findWalkIn(
  db: Db,
  customer: Customer,
  items: readonly PlacedItem[],
  booked: Conflicts['booked'],
): Promise<BookingId | null> {
  if (customer.id !== null || isReachable(customer.contact)) return null;
  const { name } = customer.contact;
  const same = await db.booking.findFirst({
    where: {
      id: { in: booked.map(({ bookingId }) => bookingId) },
      customer: { name, emailKey: null, phone: null },
    },
    select: { id: true },
  });
  const bookingId = same && idOf<BookingId>(same.id);
  return bookingId && (await hasItems(db, bookingId, items)) ? bookingId : null;
}
