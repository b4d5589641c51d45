import { Prisma } from '#server/generated/prisma/client.ts';
import type { Db } from '#server/platform/db.ts';
import type { EntryId, OpeningId, SalonId } from '#server/platform/ids.schema.ts';
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
    o.starts_at - make_interval(mins => policy.min_notice_minutes) AS notice_begins,
    policy.max_offers_per_customer_day AS asked_a_day,
    l.time_zone,
    s.id AS service_id,
    o.starts_at + make_interval(mins => s.duration_minutes) AS ends_at,
    o.starts_at - make_interval(mins => s.buffer_before_minutes) AS range_start,
    o.starts_at + make_interval(mins => s.duration_minutes + s.buffer_after_minutes) AS range_end,
    (o.starts_at AT TIME ZONE l.time_zone)::date AS local_date,
    extract(isodow FROM o.starts_at AT TIME ZONE l.time_zone)::int AS weekday,
    -- In the hour that the clocks show twice an appointment may end earlier on the clock than it began.
    least(clock.start_minute, clock.end_minute) AS from_minute,
    CASE WHEN clock.end_minute IS NOT NULL THEN greatest(clock.start_minute, clock.end_minute) END AS until_minute
  FROM openings o
  JOIN salons l ON l.id = o.salon_id
  JOIN employee_services p ON p.employee_id = o.employee_id
  JOIN services s ON s.id = p.service_id AND s.archived_at IS NULL
  CROSS JOIN LATERAL resolve_waitlist_policy(o.salon_id, s.id) policy
  CROSS JOIN LATERAL (
    SELECT
      extract(epoch FROM (o.starts_at AT TIME ZONE l.time_zone)::time)::int / 60 AS start_minute,
      CASE
        WHEN (o.starts_at + make_interval(mins => s.duration_minutes)) AT TIME ZONE l.time_zone
             <= (o.starts_at AT TIME ZONE l.time_zone)::date + interval '1 day'
        THEN (extract(epoch FROM (o.starts_at + make_interval(mins => s.duration_minutes)) AT TIME ZONE l.time_zone
             - (o.starts_at AT TIME ZONE l.time_zone)::date::timestamp) / 60)::int
      END AS end_minute
  ) clock`;

const rank = Prisma.sql`coalesce(e.priority_override_score, e.priority_score_snapshot)`;
/** The order of waitlist_entries_rank. */
const rankOrder = Prisma.sql`${rank} DESC, e.created_at, e.id`;

interface Requirement {
  /** What an entry is skipped for that does not meet it. */
  reason: SkipReason;
  met: Prisma.Sql;
}

/**
 * What an entry `e` must meet to be offered `slot`, in the order in which a reason is given. Each is written once, here.
 * @param at as of when: an instant, or what is one in the statement around
 */
export function requirements(at: Date | Prisma.Sql, channels: readonly Channel[]): Requirement[] {
  const now = at instanceof Date ? Prisma.sql`${at}::timestamptz` : at;
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
      // The service's own notice may be longer than that of others; make_offer says the same.
      reason: 'too_near',
      met: Prisma.sql`slot.notice_begins - shortest_offer() >= ${now}`,
    },
    {
      reason: 'lead_time',
      met: Prisma.sql`slot.starts_at - make_interval(mins => e.lead_time_minutes) >= ${now}`,
    },
    {
      // By none of the wishes that the customer has for this service. Also nobody who has just given this very time back.
      // Indexes waitlist_entries (customer_id) and waitlist_offers (waitlist_entry_id, employee_id, slot_start).
      reason: 'asked_before',
      met: Prisma.sql`(
        NOT EXISTS (
          SELECT FROM waitlist_entries own
          JOIN waitlist_offers f ON f.waitlist_entry_id = own.id
          WHERE own.customer_id = e.customer_id AND own.service_id = e.service_id
            AND f.employee_id = slot.employee_id AND f.slot_start = slot.starts_at
            AND f.status <> 'cancelled'
        )
        -- Nor by the entries that it goes on from.
        AND (
          e.continues_entry_id IS NULL
          OR NOT EXISTS (
            SELECT FROM waitlist_offers f
            WHERE f.waitlist_entry_id IN (SELECT entries_of_wish(e.continues_entry_id))
              AND f.employee_id = slot.employee_id AND f.slot_start = slot.starts_at
              AND f.status <> 'cancelled'
          )
        )
        AND NOT EXISTS (SELECT FROM bookings b WHERE b.id = slot.cause_booking_id AND b.customer_id = e.customer_id)
        -- Nor a second wish of somebody who has an offer of it.
        AND NOT EXISTS (
          SELECT FROM waitlist_offers f
          JOIN waitlist_entries o ON o.id = f.waitlist_entry_id
          WHERE f.opening_id = slot.opening_id AND f.status = 'pending' AND o.customer_id = e.customer_id
        )
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
    {
      // Indexes waitlist_entries (customer_id) and waitlist_offers (waitlist_entry_id, employee_id, slot_start).
      reason: 'asked_enough_today',
      met: Prisma.sql`(
        SELECT count(*)
        FROM waitlist_entries own
        JOIN waitlist_offers f ON f.waitlist_entry_id = own.id
        WHERE own.customer_id = e.customer_id AND f.created_at BETWEEN date_trunc('day', ${now}, slot.time_zone) AND ${now}
      ) < slot.asked_a_day`,
    },
  ];
}

/** So many entries from the top of the rank are tried one by one, before it is asked whose windows hold the slot. */
const triedInRank = 100;

/**
 * The first `limit` in rank of all waiting entries that fit, locked until the transaction ends; one that another transaction holds is
 * passed over, never waited for.
 *
 * Where many fit, the first of them stand near the top of the rank: a short walk down waitlist_entries_rank finds them. Where
 * the walk finds too few, few fit at all: then waitlist_windows_fit gives just those, and they are ranked. Either way the time does not grow with
 * the number of those who wait.
 */
export async function takeCandidates(tx: Tx, room: Room, limit: number): Promise<Candidate[]> {
  const near = await take(
    tx,
    room,
    limit,
    Prisma.sql`
    SELECT e.id
    FROM waitlist_entries e
    WHERE e.salon_id = ${room.salonId}::uuid AND e.status = 'waiting'
    ORDER BY ${rankOrder}
    LIMIT ${triedInRank}`,
  );
  if (near.length === limit) return near;
  return take(tx, room, limit, amongWindows(room));
}

/** Whether somebody who waits fits, be it that another transaction is changing just that entry. */
export async function fitsAnyone(tx: Tx, room: Room): Promise<boolean> {
  return (await take(tx, room, 1, amongWindows(room), Prisma.empty)).length > 0;
}

/** Those whose windows hold the slot. */
function amongWindows(room: Room): Prisma.Sql {
  return Prisma.sql`
    SELECT DISTINCT w.waitlist_entry_id AS id
    FROM slot
    JOIN waitlist_windows w
      ON w.salon_id = ${room.salonId}::uuid
      AND w.service_id = slot.service_id
      AND daterange(w.date_from, w.date_until, '[]') @> slot.local_date
      AND int4range(w.from_minute, w.until_minute, '[]') @> int4range(slot.from_minute, slot.until_minute, '[]')
    WHERE slot.range_start >= ${room.from}::timestamptz AND slot.range_end <= ${room.until}::timestamptz`;
}

const passOverLocked = Prisma.sql`FOR NO KEY UPDATE OF e SKIP LOCKED`;

/**
 * @param among the ids of those that are held against the requirements. `OFFSET 0` makes each a look-up by its key: what the planner believes
 * of how many there are does not matter, which it cannot know.
 */
async function take(
  tx: Tx,
  room: Room,
  limit: number,
  among: Prisma.Sql,
  lock = passOverLocked,
): Promise<Candidate[]> {
  const all = requirements(tx.now, room.channels).map(({ met }) => met);
  return tx.db.$queryRaw<Candidate[]>`
    WITH slot AS MATERIALIZED (${slotColumns} WHERE o.id = ${room.openingId}::uuid),
    among AS MATERIALIZED (${among}),
    fitting AS MATERIALIZED (
      SELECT e.id, e.wish_changed_at
      FROM among
      CROSS JOIN LATERAL (SELECT x.* FROM waitlist_entries x WHERE x.id = among.id OFFSET 0) e
      JOIN slot ON slot.service_id = e.service_id
        AND slot.range_start >= ${room.from}::timestamptz AND slot.range_end <= ${room.until}::timestamptz
      WHERE e.status = 'waiting' AND ${Prisma.join(all, ' AND ')}
    )
    SELECT e.id, ${rank} AS score
    FROM fitting
    JOIN waitlist_entries e ON e.id = fitting.id
    -- Once more on the row as it is when it is locked: a wish that was changed in between has not been looked at.
    WHERE e.status = 'waiting' AND e.wish_changed_at = fitting.wish_changed_at
    ORDER BY ${rankOrder}
    LIMIT ${limit}
    ${lock}`;
}

/** The cases of a CASE that gives the first reason why `e` is not offered `slot`, and none when it fits. */
export function reasonCases(
  at: Date | Prisma.Sql,
  { from, until }: { from: Prisma.Sql; until: Prisma.Sql },
  channels: readonly Channel[],
): Prisma.Sql {
  const cases = requirements(at, channels).map(
    ({ reason, met }) => Prisma.sql`WHEN NOT ${met} THEN ${reason}::text`,
  );
  return Prisma.sql`
        WHEN slot.service_id IS NULL THEN 'employee_does_not_do_service'
        WHEN slot.range_start < ${from} OR slot.range_end > ${until} THEN 'service_too_long'
        ${Prisma.join(cases, ' ')}`;
}

export interface ExplainedEntry extends Candidate {
  status: string;
  customerName: string;
  serviceName: string;
  /** Null: it fits. */
  reason: SkipReason | null;
}

/**
 * The first `limit` waiting entries in rank, and as many of those that have an offer or a cooldown, each with the first reason why it does not
 * fit. Locks nothing.
 * @param everyFit with them the first `limit` of those whose windows hold the slot, wherever they stand in the rank of the salon
 */
export async function explainEntries(
  db: Db,
  room: Room,
  now: Date,
  { limit, everyFit = false }: { limit: number; everyFit?: boolean },
): Promise<ExplainedEntry[]> {
  const reach = {
    from: Prisma.sql`${room.from}::timestamptz`,
    until: Prisma.sql`${room.until}::timestamptz`,
  };
  return db.$queryRaw<ExplainedEntry[]>`
    WITH slot AS MATERIALIZED (${slotColumns} WHERE o.id = ${room.openingId}::uuid),
    within AS MATERIALIZED (${everyFit ? amongWindows(room) : Prisma.sql`SELECT NULL::uuid AS id WHERE false`}),
    in_rank AS MATERIALIZED (
      -- Index waitlist_entries_rank.
      (
        SELECT e.id FROM waitlist_entries e
        WHERE e.salon_id = ${room.salonId}::uuid AND e.status = 'waiting'
        ORDER BY ${rankOrder}
        LIMIT ${limit}
      )
      UNION
      (
        SELECT e.id FROM within JOIN waitlist_entries e ON e.id = within.id
        WHERE e.status = 'waiting'
        ORDER BY ${rankOrder}
        LIMIT ${limit}
      )
    ),
    looked_at AS MATERIALIZED (
      -- Index waitlist_entries_by_status.
      SELECT e.* FROM in_rank JOIN waitlist_entries e ON e.id = in_rank.id
      UNION ALL
      (
        SELECT e.* FROM waitlist_entries e
        WHERE e.salon_id = ${room.salonId}::uuid AND e.status = 'notified' AND e.removed_at IS NULL
        ORDER BY e.created_at DESC
        LIMIT ${limit}
      )
      UNION ALL
      (
        SELECT e.* FROM waitlist_entries e
        WHERE e.salon_id = ${room.salonId}::uuid AND e.status = 'cooldown' AND e.removed_at IS NULL
        ORDER BY e.created_at DESC
        LIMIT ${limit}
      )
    )
    SELECT e.id, ${rank} AS score, e.status, e.customer_name AS "customerName", v.name AS "serviceName",
      CASE
        WHEN e.status <> 'waiting' THEN 'not_waiting'
        ${reasonCases(now, reach, room.channels)}
      END AS reason
    FROM looked_at e
    JOIN services v ON v.id = e.service_id
    LEFT JOIN slot ON slot.service_id = e.service_id
    ORDER BY e.status <> 'waiting', ${rankOrder}`;
}
