import type { Stretch } from '#server/modules/calendar/availability.rules.ts';
import { reachOfCustomer } from '#server/modules/notifications/queue-messages.ts';
import type { CustomerId, EmployeeId, SalonId, ServiceId } from '#server/platform/ids.schema.ts';
import type { Tx } from '#server/platform/tx.ts';
import type { Wish } from './wanted-times.rules.ts';

/** So many who wait are looked at, from the top of the rank. */
const mostWishes = 200;

interface WishRow {
  customerId: CustomerId;
  serviceId: ServiceId;
  noticeMinutes: number;
  windows: [dateFrom: string, dateUntil: string, weekdays: number, fromMinute: number, untilMinute: number][];
  before: number | null;
  asked: number[];
  appointments: Stretch[];
}

/** Those who wait for one of these services with this employee or anyone and can be reached, in rank. Index waitlist_entries_rank. */
export async function loadWishes(
  tx: Tx,
  {
    salonId,
    employeeId,
    serviceIds,
    today,
  }: { salonId: SalonId; employeeId: EmployeeId; serviceIds: readonly ServiceId[]; today: string },
): Promise<Wish[]> {
  const rows = await tx.db.$queryRaw<WishRow[]>`
    WITH first AS MATERIALIZED (
      SELECT e.*
      FROM waitlist_entries e
      WHERE e.salon_id = ${salonId}::uuid
        AND e.status = 'waiting'
        AND e.service_id = ANY (${[...serviceIds]}::uuid[])
        AND e.last_window_date >= ${today}::date
        AND (
          NOT EXISTS (SELECT FROM waitlist_entry_employees x WHERE x.waitlist_entry_id = e.id)
          OR EXISTS (
            SELECT FROM waitlist_entry_employees x WHERE x.waitlist_entry_id = e.id AND x.employee_id = ${employeeId}::uuid
          )
        )
        AND EXISTS (SELECT FROM customers c CROSS JOIN LATERAL ${reachOfCustomer} reach WHERE c.id = e.customer_id)
      ORDER BY coalesce(e.priority_override_score, e.priority_score_snapshot) DESC, e.created_at, e.id
      LIMIT ${mostWishes}
    )
    SELECT
      e.customer_id AS "customerId",
      e.service_id AS "serviceId",
      greatest(e.lead_time_minutes, p.min_notice_minutes + extract(epoch FROM shortest_offer())::int / 60) AS "noticeMinutes",
      (
        SELECT coalesce(json_agg(json_build_array(w.date_from, w.date_until, w.weekdays, w.from_minute, w.until_minute)), '[]')
        FROM waitlist_windows w
        WHERE w.waitlist_entry_id = e.id
      ) AS windows,
      (
        SELECT (extract(epoch FROM b.starts_at) / 60)::int
        FROM bookings b
        WHERE b.id = e.moves_booking_id AND b.status IN ('pending_payment', 'confirmed')
      ) AS before,
      (
        SELECT coalesce(json_agg((extract(epoch FROM f.slot_start) / 60)::int), '[]')
        FROM waitlist_offers f
        WHERE f.waitlist_entry_id IN (SELECT entries_of_wish(e.id))
          AND f.employee_id = ${employeeId}::uuid AND f.status <> 'cancelled'
      ) AS asked,
      (
        -- Index bookings_coming.
        SELECT coalesce(json_agg(json_build_array(
          floor(extract(epoch FROM b.starts_at) / 60)::int, ceil(extract(epoch FROM b.ends_at) / 60)::int)), '[]')
        FROM bookings b
        WHERE b.customer_id = e.customer_id AND b.status IN ('pending_payment', 'confirmed')
          AND b.ends_at > ${tx.now}::timestamptz
          AND b.id IS DISTINCT FROM e.moves_booking_id
      ) AS appointments
    FROM first e
    CROSS JOIN LATERAL resolve_waitlist_policy(e.salon_id, e.service_id) p
    ORDER BY coalesce(e.priority_override_score, e.priority_score_snapshot) DESC, e.created_at, e.id`;
  const now = Math.ceil(tx.now.getTime() / 60_000);
  return rows.map(({ noticeMinutes, windows, ...wish }) => ({
    ...wish,
    notBefore: now + noticeMinutes,
    windows: windows.map(([dateFrom, dateUntil, weekdays, fromMinute, untilMinute]) => ({
      dateFrom,
      dateUntil,
      weekdays,
      fromMinute,
      untilMinute,
    })),
  }));
}
