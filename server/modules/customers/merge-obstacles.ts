import type { Db } from '#server/platform/db.ts';
import type { CustomerId, EntryId } from '#server/platform/ids.schema.ts';
import type { MergeObstacle } from './customers.schema.ts';

interface Overlap {
  kind: Exclude<MergeObstacle['kind'], 'same_wish'>;
  startsAt: Date;
  otherStartsAt: Date;
  timeZone: string;
  salonName: string;
}

interface SameWish {
  entryId: EntryId;
  serviceName: string;
  salonName: string;
}

/**
 * What stands against `other` becoming `kept`: nobody has two appointments at one time, is asked about a time at which they have one, or
 * waits twice for the same. Staff settle that first, since only the customer can say which of the two is meant.
 */
export async function findObstacles(
  db: Db,
  { kept, other, now }: { kept: CustomerId; other: CustomerId; now: Date },
): Promise<MergeObstacle[]> {
  const overlaps = await db.$queryRaw<Overlap[]>`
    WITH busy AS (
      -- Indexes bookings_coming and waitlist_entries (customer_id).
      SELECT b.customer_id, 'booking' AS what, b.starts_at, b.ends_at, b.salon_id, b.id AS booking_id, NULL::uuid AS moves
      FROM bookings b
      WHERE b.customer_id IN (${kept}::uuid, ${other}::uuid) AND b.status IN ('pending_payment', 'confirmed') AND b.ends_at > ${now}
      UNION ALL
      SELECT e.customer_id, 'offer', f.slot_start, f.slot_end, f.salon_id, NULL, e.moves_booking_id
      FROM waitlist_entries e
      JOIN waitlist_offers f ON f.waitlist_entry_id = e.id AND f.status = 'pending'
      WHERE e.customer_id IN (${kept}::uuid, ${other}::uuid) AND f.token_expires_at > ${now}
    )
    SELECT
      CASE
        WHEN a.what = 'booking' AND b.what = 'booking' THEN 'bookings_overlap'
        WHEN a.what = 'offer' AND b.what = 'offer' THEN 'offers_overlap'
        ELSE 'offer_overlaps_booking'
      END AS kind,
      a.starts_at AS "startsAt", b.starts_at AS "otherStartsAt", s.time_zone AS "timeZone", s.name AS "salonName"
    FROM busy a
    JOIN busy b ON b.starts_at < a.ends_at AND b.ends_at > a.starts_at
    JOIN salons s ON s.id = a.salon_id
    WHERE a.customer_id = ${kept}::uuid AND b.customer_id = ${other}::uuid
    ORDER BY a.starts_at, b.starts_at`;

  const wishes = await db.$queryRaw<SameWish[]>`
    WITH open AS (
      SELECT e.id, e.customer_id, e.salon_id, e.service_id, e.moves_booking_id,
        (SELECT array_agg(x.employee_id ORDER BY x.employee_id) FROM waitlist_entry_employees x WHERE x.waitlist_entry_id = e.id) AS employees,
        (
          SELECT array_agg((w.date_from, w.date_until, w.weekdays, w.from_minute, w.until_minute)::text ORDER BY 1)
          FROM waitlist_windows w WHERE w.waitlist_entry_id = e.id
        ) AS windows
      FROM waitlist_entries e
      WHERE e.customer_id IN (${kept}::uuid, ${other}::uuid) AND e.status IN ('waiting', 'notified', 'cooldown')
    )
    SELECT b.id AS "entryId", v.name AS "serviceName", s.name AS "salonName"
    FROM open a
    JOIN open b ON b.salon_id = a.salon_id AND b.service_id = a.service_id AND b.windows = a.windows
      AND b.employees IS NOT DISTINCT FROM a.employees AND b.moves_booking_id IS NOT DISTINCT FROM a.moves_booking_id
    JOIN services v ON v.id = b.service_id
    JOIN salons s ON s.id = b.salon_id
    WHERE a.customer_id = ${kept}::uuid AND b.customer_id = ${other}::uuid
    ORDER BY b.id`;

  return [
    ...overlaps.map((overlap) => ({
      ...overlap,
      startsAt: overlap.startsAt.toISOString(),
      otherStartsAt: overlap.otherStartsAt.toISOString(),
    })),
    ...wishes.map((wish) => ({ kind: 'same_wish' as const, ...wish })),
  ];
}
