import { isDeepStrictEqual } from 'node:util';
import type { z } from 'zod';
import { type Prisma } from '#server/generated/prisma/client.ts';
import type { Db } from '#server/platform/db.ts';
import type { Deps } from '#server/platform/deps.ts';
import { notFound } from '#server/platform/errors.ts';
import {
  idOf,
  type BookingId,
  type CustomerId,
  type EmployeeId,
  type OpeningId,
  type SalonId,
} from '#server/platform/ids.schema.ts';
import { addDays, edgeOf, localDays, localTimeAt } from '#server/modules/salon/local-time.ts';
import { usableChannelsOf } from '#server/modules/notifications/queue-messages.ts';
import { revisionOf } from '#server/modules/notifications/calendar-file.ts';
import { acceptOf, acceptParts } from './accepts.queries.ts';
import {
  changeableUntil,
  isOpen,
  undoableUntil,
  whyNotEarlier,
  whyNotUndoable,
  type PlacedItem,
} from './bookings.rules.ts';
import {
  bookingStatusSchema,
  customerBookingSchema,
  type listBookingsInput,
  staffBookingSchema,
  type CustomerBooking,
  type BookingStatus,
  type StaffBooking,
} from './bookings.schema.ts';

const bookingInclude = {
  items: {
    orderBy: { position: 'asc' },
    include: { service: { select: { name: true } }, employee: { select: { name: true } } },
  },
  customer: { select: { id: true, name: true, email: true, phone: true } },
  salon: true,
} satisfies Prisma.BookingInclude;

/** What staff see besides. */
const staffBookingInclude = {
  ...bookingInclude,
  changes: {
    where: { undoneAt: null },
    orderBy: { sequence: 'desc' },
    take: 1,
    select: { id: true, kind: true, settlesAt: true },
  },
} satisfies Prisma.BookingInclude;

/** What its customer sees besides. */
const customerBookingInclude = {
  ...bookingInclude,
  ...acceptParts,
  movingEntries: {
    where: { status: { in: ['waiting', 'notified', 'cooldown'] } },
    take: 1,
    select: { id: true },
  },
} satisfies Prisma.BookingInclude;

type BookingRow = Prisma.BookingGetPayload<{ include: typeof bookingInclude }>;
type StaffBookingRow = Prisma.BookingGetPayload<{ include: typeof staffBookingInclude }>;
type CustomerBookingRow = Prisma.BookingGetPayload<{ include: typeof customerBookingInclude }>;

/** The booking that a customer's link is for; null for a link of ours no more, or never. */
export async function findLinkedBooking(
  { db, links }: Pick<Deps, 'db' | 'links'>,
  token: string,
): Promise<{ id: BookingId; salonId: SalonId } | null> {
  const link = links.readLink('booking', token);
  if (!link) return null;
  const booking = await db.booking.findFirst({
    where: { id: link.id, linkVersion: link.version },
    select: { id: true, salonId: true },
  });
  return booking && { id: idOf<BookingId>(booking.id), salonId: idOf<SalonId>(booking.salonId) };
}

/** @throws AppError `not_found` */
export async function getCustomerBooking(db: Db, bookingId: BookingId, now: Date): Promise<CustomerBooking> {
  const booking = await db.booking.findUnique({ where: { id: bookingId }, include: customerBookingInclude });
  if (!booking) throw notFound('booking');
  return toCustomerBooking(booking, now);
}

/** @throws AppError `not_found`, also for another salon's booking */
export async function getStaffBooking(db: Db, salonId: SalonId, bookingId: BookingId): Promise<StaffBooking> {
  const booking = await db.booking.findFirst({
    where: { id: bookingId, salonId },
    include: staffBookingInclude,
  });
  if (!booking) throw notFound('booking');
  return toStaffBooking(booking, await usableChannelsOf(db, [booking.customerId]));
}

/** `endsAfter`: those alone that are not over by then. */
type BookingsAsked = z.output<typeof listBookingsInput> & { endsAfter?: Date };

/** One page of a salon's bookings; indexes bookings (salon_id, starts_at). It never counts all of them. */
export async function listBookings(
  db: Db,
  input: BookingsAsked,
): Promise<{ bookings: StaffBooking[]; page: number; hasMore: boolean }> {
  const { page, pageSize, order, statuses, employeeId, salonId } = input;
  const salon = await db.salon.findUnique({ where: { id: salonId }, select: { timeZone: true } });
  if (!salon) throw notFound('salon');
  const direction = order === 'soonest' ? 'asc' : 'desc';
  const rows = await db.booking.findMany({
    where: {
      salonId,
      startsAt: {
        ...(input.from && { gte: midnightOf(input.from, salon.timeZone) }),
        ...(input.until && { lt: midnightOf(addDays(input.until, 1), salon.timeZone) }),
      },
      ...(input.endsAfter && { endsAt: { gt: input.endsAfter } }),
      ...(statuses && statuses.length > 0 && { status: { in: statuses } }),
      ...(employeeId && { items: { some: { employeeId } } }),
      ...(input.search && { customer: { OR: matching(input.search) } }),
    },
    include: staffBookingInclude,
    orderBy: [{ startsAt: direction }, { id: direction }],
    skip: (page - 1) * pageSize,
    take: pageSize + 1,
  });
  const shown = rows.slice(0, pageSize);
  const channelsOf = await usableChannelsOf(
    db,
    shown.map(({ customerId }) => customerId),
  );
  return {
    bookings: shown.map((booking) => toStaffBooking(booking, channelsOf)),
    page,
    hasMore: rows.length > pageSize,
  };
}

interface CustomerTimes {
  customerId: CustomerId;
  startsAt: Date;
  endsAt: Date;
  except?: BookingId;
}

/** A customer's other appointment at that time; index bookings_coming. */
export async function findOverlappingBooking(
  db: Db,
  { customerId, startsAt, endsAt, except }: CustomerTimes,
): Promise<BookingId | null> {
  const other = await db.booking.findFirst({
    where: {
      customerId,
      status: { in: ['pending_payment', 'confirmed'] },
      startsAt: { lt: endsAt },
      endsAt: { gt: startsAt },
      ...(except && { id: { not: except } }),
    },
    select: { id: true },
  });
  return other && idOf<BookingId>(other.id);
}

export async function hasOverlappingBooking(db: Db, times: CustomerTimes): Promise<boolean> {
  return (await findOverlappingBooking(db, times)) !== null;
}

/** Whether a booking consists of these services, in this row, at these times, with whom. */
export async function hasItems(
  db: Db,
  bookingId: BookingId,
  items: readonly Pick<PlacedItem, 'serviceId' | 'employeeId' | 'startsAt' | 'endsAt'>[],
): Promise<boolean> {
  const booked = await db.bookingItem.findMany({
    where: { bookingId },
    orderBy: { position: 'asc' },
    select: { serviceId: true, employeeId: true, startsAt: true, endsAt: true },
  });
  return (
    booked.length === items.length &&
    items.every(({ serviceId, employeeId, startsAt, endsAt }, index) =>
      isDeepStrictEqual(booked[index], { serviceId, employeeId, startsAt, endsAt }),
    )
  );
}

/** What came free when it was cancelled, and was offered to the waitlist. */
export async function listOpeningsOfCancelled(db: Db, bookingId: BookingId): Promise<OpeningId[]> {
  const openings = await db.opening.findMany({
    where: { causeBookingId: bookingId, cause: 'booking_cancelled' },
    orderBy: { startsAt: 'asc' },
    select: { id: true },
  });
  return openings.map(({ id }) => idOf<OpeningId>(id));
}

function midnightOf(date: string, timeZone: string): Date {
  const [day] = localDays(timeZone, date, 1);
  if (!day) throw new Error('one day was asked for');
  return new Date(edgeOf(day, 0) * 60_000);
}

function matching(search: string): Prisma.CustomerWhereInput[] {
  const contains = search.replace(/[\\%_]/g, '\\$&');
  // A number is found however it is spaced.
  const digits = search.replace(/\D/g, '');
  return [
    { name: { contains, mode: 'insensitive' } },
    { email: { contains, mode: 'insensitive' } },
    ...(digits.length >= 3 ? [{ phone: { contains: digits } }] : []),
  ];
}

function factsOf(booking: BookingRow) {
  const local = localTimeAt(booking.startsAt, booking.salon.timeZone);
  return {
    id: booking.id,
    status: bookingStatusSchema.parse(booking.status),
    startsAt: booking.startsAt.toISOString(),
    endsAt: booking.endsAt.toISOString(),
    date: local.date,
    localTime: local.time,
    priceMinor: booking.priceMinor,
    currency: booking.currency,
    notes: booking.notes,
    cancelledAt: booking.cancelledAt?.toISOString() ?? null,
    cancelledBy: booking.cancelledBy,
    items: booking.items.map((item) => ({
      serviceId: item.serviceId,
      serviceName: item.service.name,
      employeeId: item.employeeId,
      employeeName: item.employee.name,
      startsAt: item.startsAt.toISOString(),
      endsAt: item.endsAt.toISOString(),
      priceMinor: item.priceMinor,
    })),
  };
}

function toCustomerBooking(booking: CustomerBookingRow, now: Date): CustomerBooking {
  const until = changeableUntil(booking.startsAt, booking.salon.cancelNoticeMinutes);
  const facts = factsOf(booking);
  const accept = acceptOf(booking);
  const undoable =
    accept &&
    whyNotUndoable(accept, { ...booking, status: facts.status, items: placesOf(booking) }, now) === null;
  return customerBookingSchema.parse({
    ...facts,
    locale: booking.locale,
    revision: revisionOf(booking),
    salon: booking.salon,
    changeableUntil: until.toISOString(),
    changeable: isOpen(facts.status) && now < until,
    earlier: earlierOf(booking, facts.status, now),
    undoableUntil: accept && undoable ? undoableUntil(accept).toISOString() : null,
    undone: accept?.undoneAt ? { waitsAgain: accept.waitsAgain } : null,
  });
}

function earlierOf(
  { startsAt, salon, items, movingEntries }: CustomerBookingRow,
  status: BookingStatus,
  now: Date,
): CustomerBooking['earlier'] {
  const { cancelNoticeMinutes, joiningEnabled } = salon;
  if (whyNotEarlier({ status, startsAt, cancelNoticeMinutes, items }, now)) return null;
  if (movingEntries.length > 0) return 'asked';
  return joiningEnabled ? 'possible' : null;
}

function placesOf({ items }: BookingRow) {
  return items.map(({ startsAt, employeeId }) => ({ startsAt, employeeId: idOf<EmployeeId>(employeeId) }));
}

function toStaffBooking(
  booking: StaffBookingRow,
  channelsOf: Awaited<ReturnType<typeof usableChannelsOf>>,
): StaffBooking {
  const [change] = booking.changes;
  return staffBookingSchema.parse({
    ...factsOf(booking),
    lastChange: change ? { ...change, settlesAt: change.settlesAt.toISOString() } : null,
    source: booking.source,
    createdAt: booking.createdAt.toISOString(),
    customer: { ...booking.customer, reachableBy: channelsOf(booking.customerId) },
  });
}
