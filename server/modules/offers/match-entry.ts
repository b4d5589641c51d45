import { Prisma } from '#server/generated/prisma/client.ts';
import type { Deps } from '#server/platform/deps.ts';
import {
  idOf,
  type BookingId,
  type CalendarId,
  type EntryId,
  type OpeningId,
  type SalonId,
  type ServiceId,
} from '#server/platform/ids.schema.ts';
import type { Tx } from '#server/platform/tx.ts';
import { enqueueMatch } from '../openings/enqueue-match.ts';
import { lockCalendars } from '../calendar/lock-calendars.ts';
import { channels } from '../notifications/notifications.schema.ts';
import { resolvePolicy } from '../policy/resolve-policy.ts';
import { requirements, slotColumns } from './candidates.queries.ts';

interface FormerOpening {
  openingId: OpeningId;
  calendarId: CalendarId;
  serviceId: ServiceId;
  startsAt: Date;
  freeFrom: Date;
  freeUntil: Date;
  causeBookingId: BookingId | null;
}

/**
 * An entry waits again: the first time that came free before, found nobody, and is free still becomes an opening again if it fits the
 * entry's wish. (All who wait are ranked for it, as for any opening.)
 * @returns the opening
 */
export async function matchEntry(
  deps: Pick<Deps, 'db' | 'inTransaction'>,
  entryId: EntryId,
): Promise<OpeningId | null> {
  const entry = await deps.db.waitlistEntry.findFirst({
    where: { id: entryId, status: 'waiting' },
    select: { salonId: true, serviceId: true },
  });
  if (!entry) return null;
  const salonId = idOf<SalonId>(entry.salonId);
  const policy = await resolvePolicy(deps.db, salonId, idOf<ServiceId>(entry.serviceId));
  if (!policy.matchOnReactivation) return null;

  return deps.inTransaction(async (tx) => {
    // Whatever the hour: the opening itself waits for the morning where it must.
    const met = requirements(tx.now, channels).map((requirement) => requirement.met);
    // Index openings (salon_id, created_at).
    const former = await tx.db.$queryRaw<FormerOpening[]>`
      WITH slot AS (
        ${slotColumns}
        WHERE o.salon_id = ${salonId}::uuid AND o.status = 'exhausted' AND o.starts_at > ${tx.now}::timestamptz
      )
      SELECT DISTINCT ON (o.starts_at, o.calendar_id)
        o.id AS "openingId", o.calendar_id AS "calendarId", e.service_id AS "serviceId",
        o.starts_at AS "startsAt", o.free_from AS "freeFrom", o.free_until AS "freeUntil",
        o.cause_booking_id AS "causeBookingId"
      FROM waitlist_entries e
      JOIN slot ON slot.service_id = e.service_id
      JOIN openings o ON o.id = slot.opening_id AND slot.range_start >= o.free_from AND slot.range_end <= o.free_until
      WHERE e.id = ${entryId}::uuid AND e.status = 'waiting' AND ${Prisma.join(met, ' AND ')}
      ORDER BY o.starts_at, o.calendar_id, o.created_at DESC`;
    await lockCalendars(
      tx,
      former.map(({ calendarId }) => calendarId),
    );
    for (const opening of former) {
      const opened = await openAgain(tx, opening);
      if (opened) {
        await enqueueMatch(tx, [opened]);
        return opened;
      }
    }
    return null;
  });
}

/** Null when something stands there by now, or it is too near. */
async function openAgain(tx: Tx, former: FormerOpening): Promise<OpeningId | null> {
  const [row] = await tx.db.$queryRaw<{ opened: OpeningId | null }[]>`
    SELECT CASE WHEN NOT EXISTS (
      SELECT FROM calendar_items c
      WHERE c.calendar_id = ${former.calendarId}::uuid
        AND c.starts_at < ${former.freeUntil}::timestamptz AND c.ends_at > ${former.freeFrom}::timestamptz
    ) THEN free_calendar_time(
      ${former.calendarId}::uuid, ${former.startsAt}::timestamptz, ${former.freeFrom}::timestamptz, ${former.freeUntil}::timestamptz,
      'entry_reactivated', ${tx.now}::timestamptz, ${former.serviceId}::uuid, ${former.causeBookingId}::uuid, ${former.openingId}::uuid
    ) END AS opened`;
  return row?.opened ?? null;
}
