import { Prisma } from '#server/generated/prisma/client.ts';
import type { Db } from '#server/platform/db.ts';
import type { EntryId, OpeningId, SalonId } from '#server/platform/ids.ts';
import type { Tx } from '#server/platform/tx.ts';
import { reachOfCustomer } from '../notifications/queue-messages.ts';
import type { Channel } from '../notifications/notifications.schema.ts';
import type { SkipReason } from './offers.schema.ts';

/** What an entry is held against: a slot of one service at an opening's start. */
export interface Room {
  salonId: SalonId;
  openingId: OpeningId;
  /** How far the hold could reach: what came free, and free working time beside it. */
  from: Date;
  until: Date;
  channels: readonly Channel[];
}

export interface Candidate {
  id: EntryId;
  score: number;
}

/**
 * The slots of an opening: one for each service that its employee does, at its start, with the local times that wishes are in.
 * `until_minute` is null where the appointment would run over midnight, so that no window holds it.
 */
export const slotColumns = Prisma.sql`
  SELECT
    o.id AS opening_id,
    o.employee_id,
    o.cause_booking_id,
    o.starts_at,
    s.id AS service_id,
    o.starts_at + make_interval(mins => s.duration_minutes) AS ends_at,
    o.starts_at - make_interval(mins => s.buffer_before_minutes) AS range_start,
    o.starts_at + make_interval(mins => s.duration_minutes + s.buffer_after_minutes) AS range_end,
    (o.starts_at AT TIME ZONE l.time_zone)::date AS local_date,
    extract(isodow FROM o.starts_at AT TIME ZONE l.time_zone)::int AS weekday,
    extract(epoch FROM (o.starts_at AT TIME ZONE l.time_zone)::time)::int / 60 AS from_minute,
    CASE
      WHEN (o.starts_at + make_interval(mins => s.duration_minutes)) AT TIME ZONE l.time_zone
           <= (o.starts_at AT TIME ZONE l.time_zone)::date + interval '1 day'
      THEN (extract(epoch FROM (o.starts_at + make_interval(mins => s.duration_minutes)) AT TIME ZONE l.time_zone
           - (o.starts_at AT TIME ZONE l.time_zone)::date::timestamp) / 60)::int
    END AS until_minute
  FROM openings o
  JOIN salons l ON l.id = o.salon_id
  JOIN employee_services p ON p.employee_id = o.employee_id
  JOIN services s ON s.id = p.service_id AND s.archived_at IS NULL`;

const rank = Prisma.sql`coalesce(e.priority_override_score, e.priority_score_snapshot)`;
/** The order of waitlist_entries_rank. */
export const rankOrder = Prisma.sql`${rank} DESC, e.created_at, e.id`;

interface Requirement {
  /** What an entry is skipped for that does not meet it. */
  reason: SkipReason;
  met: Prisma.Sql;
}

/** What an entry `e` must meet to be offered `slot`, in the order in which a reason is given. Each is written once, here. */
export function requirements(now: Date, channels: readonly Channel[]): Requirement[] {
  return [
    {
      reason: 'other_employee_wanted',
      met: Prisma.sql`(
        NOT EXISTS (SELECT FROM waitlist_entry_employees x WHERE x.waitlist_entry_id = e.id)
        OR EXISTS (SELECT FROM waitlist_entry_employees x WHERE x.waitlist_entry_id = e.id AND x.employee_id = slot.employee_id)
      )`,
    },
    {
      // Index waitlist_windows (waitlist_entry_id).
      reason: 'outside_windows',
      met: Prisma.sql`EXISTS (
        SELECT FROM waitlist_windows w
        WHERE w.waitlist_entry_id = e.id
          AND slot.local_date BETWEEN w.date_from AND w.date_until
          AND (w.weekdays >> (slot.weekday - 1)) & 1 = 1
          AND w.from_minute <= slot.from_minute
          AND w.until_minute >= slot.until_minute
      )`,
    },
    {
      reason: 'lead_time',
      met: Prisma.sql`slot.starts_at - make_interval(mins => e.lead_time_minutes) >= ${now}::timestamptz`,
    },
    {
      // Also nobody who has just given this very time back. Index waitlist_offers (waitlist_entry_id, employee_id, slot_start).
      reason: 'asked_before',
      met: Prisma.sql`(
        NOT EXISTS (
          SELECT FROM waitlist_offers f
          WHERE f.waitlist_entry_id = e.id AND f.employee_id = slot.employee_id AND f.slot_start = slot.starts_at
            AND f.status <> 'cancelled'
        )
        AND NOT EXISTS (SELECT FROM bookings b WHERE b.id = slot.cause_booking_id AND b.customer_id = e.customer_id)
      )`,
    },
    {
      reason: 'no_channel',
      met: Prisma.sql`EXISTS (
        SELECT FROM customers c
        CROSS JOIN LATERAL ${reachOfCustomer} reach
        WHERE c.id = e.customer_id AND reach.channel = ANY (${[...channels]}::text[])
      )`,
    },
    {
      // Index bookings_coming.
      reason: 'other_appointment',
      met: Prisma.sql`NOT EXISTS (
        SELECT FROM bookings b
        WHERE b.customer_id = e.customer_id
          AND b.status IN ('pending_payment', 'confirmed')
          AND b.ends_at > slot.starts_at AND b.starts_at < slot.ends_at
          AND b.id IS DISTINCT FROM e.moves_booking_id
      )`,
    },
    {
      reason: 'not_earlier',
      met: Prisma.sql`NOT EXISTS (
        SELECT FROM bookings b
        WHERE b.id = e.moves_booking_id AND b.status IN ('pending_payment', 'confirmed') AND b.starts_at <= slot.starts_at
      )`,
    },
  ];
}

/**
 * The first `limit` in rank of all waiting entries that fit, locked until the transaction ends; one that another transaction holds is
 * passed over, never waited for. Walks waitlist_entries_rank from the top.
 */
export async function takeCandidates(tx: Tx, room: Room, limit: number): Promise<Candidate[]> {
  const all = requirements(tx.now, room.channels).map(({ met }) => met);
  return tx.db.$queryRaw<Candidate[]>`
    WITH slot AS MATERIALIZED (${slotColumns} WHERE o.id = ${room.openingId}::uuid)
    SELECT e.id, ${rank} AS score
    FROM waitlist_entries e
    JOIN slot ON slot.service_id = e.service_id
      AND slot.range_start >= ${room.from}::timestamptz AND slot.range_end <= ${room.until}::timestamptz
    WHERE e.salon_id = ${room.salonId}::uuid
      AND e.status = 'waiting'
      AND ${Prisma.join(all, ' AND ')}
    ORDER BY ${rankOrder}
    LIMIT ${limit}
    FOR NO KEY UPDATE OF e SKIP LOCKED`;
}

export interface ExplainedEntry extends Candidate {
  status: string;
  customerName: string;
  serviceName: string;
  /** Null: it fits. */
  reason: SkipReason | null;
}

/** The first `limit` entries in rank of those that are not final, each with the first reason why it does not fit. Locks nothing. */
export async function explainEntries(
  db: Db,
  room: Room,
  now: Date,
  limit: number,
): Promise<ExplainedEntry[]> {
  const cases = requirements(now, room.channels).map(
    ({ reason, met }) => Prisma.sql`WHEN NOT ${met} THEN ${reason}::text`,
  );
  return db.$queryRaw<ExplainedEntry[]>`
    WITH slot AS MATERIALIZED (${slotColumns} WHERE o.id = ${room.openingId}::uuid),
    looked_at AS MATERIALIZED (
      SELECT e.*
      FROM waitlist_entries e
      WHERE e.salon_id = ${room.salonId}::uuid AND e.status IN ('waiting', 'notified', 'cooldown') AND e.removed_at IS NULL
      ORDER BY e.status <> 'waiting', ${rankOrder}
      LIMIT ${limit}
    )
    SELECT e.id, ${rank} AS score, e.status, e.customer_name AS "customerName", v.name AS "serviceName",
      CASE
        WHEN e.status <> 'waiting' THEN 'not_waiting'
        WHEN slot.service_id IS NULL THEN 'employee_does_not_do_service'
        WHEN slot.range_start < ${room.from}::timestamptz OR slot.range_end > ${room.until}::timestamptz THEN 'service_too_long'
        ${Prisma.join(cases, ' ')}
      END AS reason
    FROM looked_at e
    JOIN services v ON v.id = e.service_id
    LEFT JOIN slot ON slot.service_id = e.service_id
    ORDER BY e.status <> 'waiting', ${rankOrder}`;
}
