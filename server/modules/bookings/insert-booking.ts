import { Prisma } from '#server/generated/prisma/client.ts';
import { remindLater } from '#server/modules/notifications/remind-of-appointment.ts';
import { newId, type BookingId, type CustomerId, type SalonId } from '#server/platform/ids.schema.ts';
import type { Tx } from '#server/platform/tx.ts';
import type { Locale } from '#server/texts/catalogue.ts';
import { rangeOf, type PlacedItem } from './bookings.rules.ts';

export interface NewBooking {
  salonId: SalonId;
  customerId: CustomerId;
  /** In the order of their times; at least one. */
  items: readonly PlacedItem[];
  currency: string;
  source: 'public' | 'staff' | 'waitlist';
  locale: Locale;
  notes?: string;
}

/**
 * Writes a confirmed booking, its items and what they take of their calendars, in one round trip, and queues the reminder of
 * it. The calendars are locked and the time is free: else the exclusion constraint throws.
 */
export async function insertBooking(tx: Tx, booking: NewBooking): Promise<BookingId> {
  const id = newId<BookingId>();
  const { startsAt, endsAt, priceMinor } = totals(booking.items);
  await tx.db.$executeRaw`
    WITH booking AS (
      INSERT INTO bookings
        (id, salon_id, customer_id, status, starts_at, ends_at, price_minor, currency, source, locale, notes, created_at, updated_at)
      VALUES (
        ${id}::uuid, ${booking.salonId}::uuid, ${booking.customerId}::uuid, 'confirmed', ${startsAt}, ${endsAt}, ${priceMinor},
        ${booking.currency}, ${booking.source}, ${booking.locale}, ${booking.notes ?? ''}, ${tx.now}, ${tx.now}
      )
    ), ${itemsOf(id, booking.items)}`;
  await remindLater(tx, { bookingId: id, startsAt });
  return id;
}

/** Gives a booking other times or another employee, in two round trips, and queues the reminder of them. The same is asked of the caller. */
export async function replaceItems(tx: Tx, id: BookingId, items: readonly PlacedItem[]): Promise<void> {
  const { startsAt, endsAt } = totals(items);
  // What it took of its calendars goes with the items; within one statement the new ones could meet the old ones.
  await tx.db.bookingItem.deleteMany({ where: { bookingId: id } });
  await tx.db.$executeRaw`
    WITH booking AS (
      UPDATE bookings SET starts_at = ${startsAt}, ends_at = ${endsAt}, updated_at = ${tx.now} WHERE id = ${id}::uuid
    ), ${itemsOf(id, items)}`;
  await remindLater(tx, { bookingId: id, startsAt });
}

function totals(items: readonly PlacedItem[]) {
  const { from, until } = rangeOf(
    items.map((item) => ({ ...item, bufferBeforeMinutes: 0, bufferAfterMinutes: 0 })),
  );
  return { startsAt: from, endsAt: until, priceMinor: items.reduce((sum, item) => sum + item.priceMinor, 0) };
}

function itemsOf(bookingId: BookingId, items: readonly PlacedItem[]): Prisma.Sql {
  const rows = JSON.stringify(
    items.map((item, position) => ({ ...item, id: crypto.randomUUID(), position })),
  );
  return Prisma.sql`item AS (
      SELECT *
      FROM jsonb_to_recordset(${rows}::jsonb) AS i (
        id uuid, position int, "serviceId" uuid, "employeeId" uuid, "calendarId" uuid, "startsAt" timestamptz, "endsAt" timestamptz,
        "bufferBeforeMinutes" int, "bufferAfterMinutes" int, "priceMinor" int
      )
    ), written AS (
      INSERT INTO booking_items (
        id, booking_id, position, service_id, employee_id, calendar_id, starts_at, ends_at,
        buffer_before_minutes, buffer_after_minutes, price_minor
      )
      SELECT
        id, ${bookingId}::uuid, position, "serviceId", "employeeId", "calendarId", "startsAt", "endsAt",
        "bufferBeforeMinutes", "bufferAfterMinutes", "priceMinor"
      FROM item
    )
    INSERT INTO calendar_items (calendar_id, kind, booking_item_id, starts_at, ends_at)
    SELECT
      "calendarId", 'booking', id,
      "startsAt" - make_interval(mins => "bufferBeforeMinutes"),
      "endsAt" + make_interval(mins => "bufferAfterMinutes")
    FROM item`;
}
