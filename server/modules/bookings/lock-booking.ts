import { lockCustomer } from '#server/modules/salon/customers/lock-customer.ts';
import { lockCalendars } from '#server/modules/calendar/lock-calendars.ts';
import {
  idOf,
  type BookingId,
  type CalendarId,
  type CustomerId,
  type EmployeeId,
  type SalonId,
  type ServiceId,
} from '#server/platform/ids.schema.ts';
import type { Db } from '#server/platform/db.ts';
import { RetryTransaction, type Tx } from '#server/platform/tx.ts';
import type { PlacedItem } from './bookings.rules.ts';
import { bookingStatusSchema, type BookingStatus } from './bookings.schema.ts';

export interface BookingFacts {
  id: BookingId;
  salonId: SalonId;
  customerId: CustomerId;
  status: BookingStatus;
  startsAt: Date;
  cancelNoticeMinutes: number;
  /** In the order of their times; never empty. */
  items: PlacedItem[];
}

/** What can be decided about a booking from a look at it; under the lock it is looked at again. */
export async function readBooking(db: Db, bookingId: BookingId): Promise<BookingFacts | null> {
  const booking = await db.booking.findUnique({
    where: { id: bookingId },
    include: { items: { orderBy: { position: 'asc' } }, salon: { select: { cancelNoticeMinutes: true } } },
  });
  if (!booking) return null;
  return {
    id: bookingId,
    salonId: idOf<SalonId>(booking.salonId),
    customerId: idOf<CustomerId>(booking.customerId),
    status: bookingStatusSchema.parse(booking.status),
    startsAt: booking.startsAt,
    cancelNoticeMinutes: booking.salon.cancelNoticeMinutes,
    items: booking.items.map((item) => ({
      serviceId: idOf<ServiceId>(item.serviceId),
      employeeId: idOf<EmployeeId>(item.employeeId),
      calendarId: idOf<CalendarId>(item.calendarId),
      startsAt: item.startsAt,
      endsAt: item.endsAt,
      bufferBeforeMinutes: item.bufferBeforeMinutes,
      bufferAfterMinutes: item.bufferAfterMinutes,
      priceMinor: item.priceMinor,
    })),
  };
}

/**
 * Locks a booking's customer and calendars (where it stands, where an unsettled change of it holds time, and others that it may move to),
 * then the booking, and reads it. Null: there is none.
 * @param others calendars that the caller needs as well
 * @throws RetryTransaction when it was moved to another calendar between the look and the lock
 */
export async function lockBooking(
  tx: Tx,
  bookingId: BookingId,
  others: readonly CalendarId[] = [],
): Promise<BookingFacts | null> {
  const found = await tx.db.booking.findUnique({ where: { id: bookingId }, select: { customerId: true } });
  if (!found) return null;
  await lockCustomer(tx, idOf<CustomerId>(found.customerId));
  const locked = [...(await calendarsOf(tx, bookingId)), ...others];
  await lockCalendars(tx, locked);
  await tx.db.$queryRaw`SELECT id FROM bookings WHERE id = ${bookingId}::uuid FOR NO KEY UPDATE`;
  const needed = await calendarsOf(tx, bookingId);
  if (needed.some((calendarId) => !locked.includes(calendarId))) throw new RetryTransaction();
  return readBooking(tx.db, bookingId);
}

async function calendarsOf(tx: Tx, bookingId: BookingId): Promise<CalendarId[]> {
  const rows = await tx.db.$queryRaw<{ id: CalendarId }[]>`
    SELECT c.id FROM calendars_of_booking(${bookingId}::uuid, ${tx.now}::timestamptz) AS c (id)`;
  return rows.map(({ id }) => id);
}
