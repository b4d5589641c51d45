import { Prisma } from '#server/generated/prisma/client.ts';
import { idOf, type BookingId, type OpeningId } from '#server/platform/ids.schema.ts';
import type { Tx } from '#server/platform/tx.ts';
import { enqueueMatch } from './enqueue-match.ts';
import type { OpeningCause } from './openings.schema.ts';
import { settleOpenings } from './settle-openings.ts';
import type { CalendarStretch } from './stretches.rules.ts';

/** How a stretch stands in the JSON of the database's functions. */
const stretchRow = Prisma.sql`
  s (calendar_id uuid, starts_at timestamptz, free_from timestamptz, free_until timestamptz, service_id uuid)`;
const stretchColumns = Prisma.sql`
  s.calendar_id AS "calendarId", s.starts_at AS "startsAt", s.free_from AS "freeFrom", s.free_until AS "freeUntil",
  s.service_id AS "serviceId"`;

/** Reads what a booking takes of its calendars. Read it under the calendars' lock and before its items are moved or removed. */
export async function stretchesOf(tx: Tx, bookingId: BookingId): Promise<CalendarStretch[]> {
  return tx.db.$queryRaw<CalendarStretch[]>`
    SELECT ${stretchColumns}
    FROM jsonb_to_recordset(booking_stretches(${bookingId}::uuid)) AS ${stretchRow}`;
}

/**
 * Offers to the waitlist what is free now of stretches that were taken before: old minus new when a booking was moved. One opening,
 * its hold and its match job for each piece, and what touches is one piece; what the waitlist is not to have (too near, the employee is away, matching is off) is
 * on public sale at once. The calendars are locked, and the booking's items have been removed or moved.
 * @param settlesAt nobody is asked before then; null: at once
 */
export async function freeStretches(
  tx: Tx,
  stretches: readonly CalendarStretch[],
  {
    cause,
    bookingId,
    settlesAt,
  }: {
    cause: Extract<OpeningCause, 'booking_cancelled' | 'booking_rescheduled' | 'booking_shortened'>;
    bookingId: BookingId;
    settlesAt: Date | null;
  },
): Promise<OpeningId[]> {
  const rows = JSON.stringify(
    stretches.map(({ calendarId, startsAt, freeFrom, freeUntil, serviceId }) => ({
      calendar_id: calendarId,
      starts_at: startsAt,
      free_from: freeFrom,
      free_until: freeUntil,
      service_id: serviceId,
    })),
  );
  const [row] = await tx.db.$queryRaw<{ opened: string[] }[]>`
    SELECT free_stretches(${rows}::jsonb, ${cause}, ${bookingId}::uuid, ${tx.now}) AS opened`;
  const opened = (row?.opened ?? []).map(idOf<OpeningId>);
  await (settlesAt ? settleOpenings(tx, opened, settlesAt) : enqueueMatch(tx, opened));
  return opened;
}

/** Which openings of a booking's time nobody has been asked about, since its change has not settled. */
export async function settlingOf(
  { db, now }: Pick<Tx, 'db' | 'now'>,
  bookingId: BookingId,
): Promise<OpeningId[]> {
  const rows = await db.$queryRaw<{ id: OpeningId }[]>`
    SELECT id FROM settling_openings(${bookingId}::uuid, ${now}::timestamptz)`;
  return rows.map(({ id }) => id);
}

/**
 * Takes back what an unsettled change of a booking was about to offer: nobody has heard of it. The calendars are locked.
 * @returns its time, for whoever changes the booking again
 */
export async function takeBackSettling(tx: Tx, bookingId: BookingId): Promise<CalendarStretch[]> {
  return tx.db.$queryRaw<CalendarStretch[]>`
    SELECT ${stretchColumns}
    FROM jsonb_to_recordset(take_back_settling(${bookingId}::uuid, ${tx.now}::timestamptz)) AS ${stretchRow}`;
}
