import { Prisma } from '#server/generated/prisma/client.ts';
import type { entrySets, ReportScope } from './reports.schema.ts';

// The rows that a report is about, each with what it is counted as. Figures and the lists behind them are made of the same statements, so
// that they can't differ.

export interface Reported extends ReportScope {
  timeZone: string;
  now: Date;
}

/** The local days of the period as instants: 23 or 25 hours where the clocks change. */
function within(column: Prisma.Sql, { from, until, timeZone }: Reported): Prisma.Sql {
  return Prisma.sql`(
    ${column} >= ${from}::date::timestamp AT TIME ZONE ${timeZone}
    AND ${column} < (${until}::date + 1)::timestamp AT TIME ZONE ${timeZone}
  )`;
}

function employeeIs(column: Prisma.Sql, { employeeId }: Reported): Prisma.Sql {
  return employeeId ? Prisma.sql`${column} = ${employeeId}::uuid` : Prisma.sql`true`;
}

// Staff book somebody from the list as an offer that is accepted in the same transaction: nobody was asked anything.
const byStaffAtOnce = Prisma.sql`f.response_channel = 'staff' AND f.responded_at = f.created_at`;

/**
 * The openings that came free in the period. Indexes: openings_salon_id_created_at_idx; for each opening waitlist_offers_one_accepted_per_opening,
 * openings_calendar_id_starts_at_idx and booking_items_calendar_id_starts_at_idx.
 * Columns: the opening's, `outcome`, `lead`, `offers`, `offer_count` and `claim_seconds`, `claim` (both null unless it was taken by an offer).
 */
export function reportedOpenings(of: Reported): Prisma.Sql {
  return Prisma.sql`
    SELECT o.id, o.salon_id, o.employee_id, o.cause, o.status, o.created_at, o.starts_at,
      c.outcome,
      CASE
        WHEN o.starts_at < o.created_at + interval '3 hours' THEN 'under_3h'
        WHEN o.starts_at < o.created_at + interval '12 hours' THEN 'under_12h'
        WHEN o.starts_at < o.created_at + interval '24 hours' THEN 'under_24h'
        WHEN o.starts_at < o.created_at + interval '72 hours' THEN 'under_3d'
        WHEN o.starts_at < o.created_at + interval '168 hours' THEN 'under_7d'
        ELSE 'longer'
      END AS lead,
      n.offers,
      CASE n.offers WHEN 0 THEN 'none' WHEN 1 THEN 'one' WHEN 2 THEN 'two' WHEN 3 THEN 'three' WHEN 4 THEN 'four' ELSE 'more' END
        AS offer_count,
      t.claim_seconds,
      CASE
        WHEN t.claim_seconds < 300 THEN 'under_5m'
        WHEN t.claim_seconds < 900 THEN 'under_15m'
        WHEN t.claim_seconds < 3600 THEN 'under_1h'
        WHEN t.claim_seconds < 14400 THEN 'under_4h'
        WHEN t.claim_seconds < 86400 THEN 'under_24h'
        WHEN t.claim_seconds IS NOT NULL THEN 'longer'
      END AS claim
    FROM openings o
    LEFT JOIN LATERAL (
      SELECT f.responded_at, ${byStaffAtOnce} AS at_once,
        -- Neither cancelled nor moved away.
        b.status <> 'cancelled' AND EXISTS (
          SELECT FROM booking_items i
          WHERE i.booking_id = b.id AND i.calendar_id = f.calendar_id AND i.starts_at < f.slot_end AND i.ends_at > f.slot_start
        ) AS stands
      FROM waitlist_offers f
      JOIN bookings b ON b.id = f.booking_id
      WHERE f.opening_id = o.id AND f.status = 'accepted'
    ) a ON true
    LEFT JOIN LATERAL (
      SELECT true AS is_later
      FROM openings l
      WHERE o.status <> 'open' AND NOT coalesce(a.stands, false)
        AND l.calendar_id = o.calendar_id
        AND l.starts_at BETWEEN o.starts_at - interval '16 hours' AND o.starts_at + interval '4 hours'
        AND l.free_from <= o.starts_at AND l.free_until > o.starts_at
        -- What an accepted booking leaves over comes with it, not after it.
        AND l.id <> o.id AND l.created_at >= o.closed_at AND l.cause <> 'remainder'
      LIMIT 1
    ) l ON true
    LEFT JOIN LATERAL (
      SELECT (array_agg(b.source ORDER BY i.ends_at - i.starts_at DESC, i.id))[1] AS source
      FROM booking_items i
      JOIN bookings b ON b.id = i.booking_id
      WHERE o.status <> 'open' AND NOT coalesce(a.stands, false) AND l.is_later IS NULL
        AND i.calendar_id = o.calendar_id
        AND i.starts_at > o.free_from - interval '1 day' AND i.starts_at < o.free_until AND i.ends_at > o.free_from
        AND b.status <> 'cancelled'
      HAVING 2 * sum(least(i.ends_at, o.free_until) - greatest(i.starts_at, o.free_from)) >= o.free_until - o.free_from
    ) s ON true
    CROSS JOIN LATERAL (
      SELECT CASE
        WHEN o.status = 'open' THEN 'open'
        WHEN a.at_once AND o.cause = 'manual_notify' AND o.offers_made = 1 THEN 'direct'
        WHEN a.stands THEN 'waitlist'
        WHEN l.is_later THEN 'reopened'
        WHEN s.source = 'staff' THEN 'staff'
        WHEN s.source IS NOT NULL THEN 'public'
        WHEN o.starts_at > ${of.now}::timestamptz THEN 'on_sale'
        ELSE 'unfilled'
      END AS outcome
    ) c
    CROSS JOIN LATERAL (SELECT o.offers_made - CASE WHEN a.at_once THEN 1 ELSE 0 END AS offers) n
    CROSS JOIN LATERAL (
      SELECT CASE WHEN c.outcome = 'waitlist' AND NOT a.at_once THEN extract(epoch FROM a.responded_at - o.created_at)::float8 END
        AS claim_seconds
    ) t
    WHERE o.salon_id = ${of.salonId}::uuid AND ${within(Prisma.sql`o.created_at`, of)} AND ${employeeIs(Prisma.sql`o.employee_id`, of)}`;
}

/**
 * Whether offer `f` failed because of the customer's contact. What its messages say of themselves can change later; the history of the entry has
 * what was judged then. Index waitlist_lifecycle_events_waitlist_entry_id_sequence_key.
 */
const isUnreachable = Prisma.sql`EXISTS (
  SELECT FROM waitlist_lifecycle_events v
  WHERE v.waitlist_entry_id = f.waitlist_entry_id AND v.reason = 'unreachable' AND v.metadata->>'offerId' = f.id::text
)`;

/**
 * The offers of those openings, whenever they were made. Indexes: openings_salon_id_created_at_idx and waitlist_offers_opening_id_idx.
 * Columns: the offer's, `opened_at`, `answer` (null when staff booked it themselves) and `worth` (null when it was not accepted).
 */
export function reportedOffers(of: Reported): Prisma.Sql {
  return Prisma.sql`
    SELECT f.id, f.opening_id, f.waitlist_entry_id, f.booking_id, f.employee_id, f.service_id, f.created_at, f.slot_start, f.price_minor,
      o.created_at AS opened_at,
      CASE
        WHEN ${byStaffAtOnce} THEN NULL
        WHEN f.undone_at IS NOT NULL THEN 'undone'
        WHEN f.status = 'expired' AND f.window_shortened THEN 'cut_short'
        ELSE CASE f.status
          WHEN 'expired' THEN 'timed_out'
          WHEN 'cancelled' THEN 'taken_back'
          WHEN 'notification_failed' THEN CASE WHEN ${isUnreachable} THEN 'unreachable' ELSE 'unsent' END
          ELSE f.status
        END
      END AS answer,
      CASE
        WHEN f.status <> 'accepted' THEN NULL
        WHEN b.status IN ('cancelled', 'no_show') THEN b.status
        WHEN e.moves_booking_id = f.booking_id THEN 'moved'
        WHEN ${byStaffAtOnce} AND o.cause = 'manual_notify' AND o.offers_made = 1 THEN 'direct'
        WHEN b.ends_at > ${of.now}::timestamptz THEN 'ahead'
        ELSE 'came'
      END AS worth
    FROM openings o
    JOIN waitlist_offers f ON f.opening_id = o.id
    JOIN waitlist_entries e ON e.id = f.waitlist_entry_id
    LEFT JOIN bookings b ON b.id = f.booking_id
    WHERE o.salon_id = ${of.salonId}::uuid AND ${within(Prisma.sql`o.created_at`, of)} AND ${employeeIs(Prisma.sql`o.employee_id`, of)}`;
}

/** Entries and how long they waited: `wait_seconds` and `wait`, null for those who joined. */
export function reportedEntries(of: Reported, set: (typeof entrySets)[number]): Prisma.Sql {
  return Prisma.sql`
    SELECT e.id, e.created_at, e.customer_name, e.service_id, e.status, e.removed_at, w.wait_seconds,
      CASE
        WHEN w.wait_seconds < 86400 THEN 'under_1d'
        WHEN w.wait_seconds < 259200 THEN 'under_3d'
        WHEN w.wait_seconds < 604800 THEN 'under_1w'
        WHEN w.wait_seconds < 1209600 THEN 'under_2w'
        WHEN w.wait_seconds < 2419200 THEN 'under_4w'
        WHEN w.wait_seconds IS NOT NULL THEN 'longer'
      END AS wait
    FROM (${entriesOf[set](of)}) w
    JOIN waitlist_entries e ON e.id = w.id`;
}

const entriesOf: Record<(typeof entrySets)[number], (of: Reported) => Prisma.Sql> = {
  // Index waitlist_offers_accepted.
  booked: (of) => Prisma.sql`
    SELECT e.id, extract(epoch FROM f.responded_at - e.created_at)::float8 AS wait_seconds
    FROM waitlist_offers f
    JOIN waitlist_entries e ON e.id = f.waitlist_entry_id
    WHERE f.salon_id = ${of.salonId}::uuid AND f.status = 'accepted' AND f.undone_at IS NULL
      AND ${within(Prisma.sql`f.responded_at`, of)}`,
  // Index waitlist_entries_by_status.
  waiting: (of) => Prisma.sql`
    SELECT e.id, extract(epoch FROM ${of.now}::timestamptz - e.created_at)::float8 AS wait_seconds
    FROM waitlist_entries e
    WHERE e.salon_id = ${of.salonId}::uuid AND e.status IN ('waiting', 'notified', 'cooldown') AND e.removed_at IS NULL`,
  // Index waitlist_entries_salon_id_created_at_id_idx. After an accept that was undone the wish goes on in another entry, and counts there.
  joined: (of) => Prisma.sql`
    SELECT e.id, NULL::float8 AS wait_seconds
    FROM waitlist_entries e
    WHERE e.salon_id = ${of.salonId}::uuid AND ${within(Prisma.sql`e.created_at`, of)}
      AND NOT EXISTS (SELECT FROM waitlist_entries n WHERE n.continues_entry_id = e.id)`,
};

/**
 * The messages that were written in the period and went out or (`went_out` false) could not. Index messages_salon_id_created_at_idx.
 * An SMS whose size nobody recorded counts as one segment.
 */
export function reportedMessages(of: Reported): Prisma.Sql {
  return Prisma.sql`
    SELECT m.id, m.created_at, m.template, m.channel, m.status, m.customer_id,
      CASE WHEN m.channel = 'sms' THEN coalesce(m.segments, 1) END AS segments,
      CASE
        WHEN m.template LIKE 'offer%' THEN 'offers'
        WHEN m.template LIKE 'waitlist%' THEN 'waitlist'
        ELSE 'bookings'
      END AS topic,
      m.status NOT IN ('failed', 'blocked') AS went_out
    FROM messages m
    WHERE m.salon_id = ${of.salonId}::uuid AND ${within(Prisma.sql`m.created_at`, of)}
      AND m.status IN ('sent', 'delivered', 'undelivered', 'unknown', 'failed', 'blocked')`;
}
