import { Prisma } from '#server/generated/prisma/client.ts';

// What waits for a person, as conditions on rows: the dashboard asks for a salon's, the notices for everybody's.

/** A message `m` that has not got out for trouble of a provider: it is tried on for a while, and nobody can do anything. */
export function isStuck(now: Date): Prisma.Sql {
  return Prisma.sql`(
    m.created_at >= ${now}::timestamptz - interval '3 days'
    AND m.taken_at >= ${now}::timestamptz - interval '1 hour'
    AND (m.status = 'failed' AND m.failure = 'trouble' OR m.status = 'queued' AND m.attempts > 0)
  )`;
}

/**
 * A customer's message `m` of the last three days that did not arrive, or may not have, and was not sent anew. An offer needs nobody once the
 * contact that it went to is corrected: the next one goes there.
 */
export function isUndelivered(now: Date): Prisma.Sql {
  // Index messages_customer_id_idx.
  return Prisma.sql`(
    m.salon_id IS NOT NULL
    AND m.created_at >= ${now}::timestamptz - interval '3 days'
    AND m.status IN ('undelivered', 'failed', 'blocked', 'unknown')
    AND ${isStuck(now)} IS NOT TRUE
    AND (
      m.template NOT IN ('offer', 'offer_reminder')
      OR EXISTS (SELECT FROM customers reached WHERE reached.id = m.customer_id AND m.recipient IN (reached.email, reached.phone))
    )
    AND NOT EXISTS (
      SELECT FROM messages later
      WHERE later.customer_id = m.customer_id AND later.template = m.template
        AND (
          later.created_at > m.created_at
          -- The e-mail that was written with it took the place of an SMS that was kept back.
          OR m.status = 'blocked' AND later.created_at = m.created_at AND later.status NOT IN ('undelivered', 'failed', 'blocked', 'unknown')
        )
        AND later.offer_id IS NOT DISTINCT FROM m.offer_id
        AND later.booking_id IS NOT DISTINCT FROM m.booking_id
        AND later.waitlist_entry_id IS NOT DISTINCT FROM m.waitlist_entry_id
    )
  )`;
}

/** An entry `e` that no message reaches. */
export const isUnreachable = Prisma.sql`(
  e.status = 'cooldown' AND e.cooldown_reason = 'unreachable' AND e.removed_at IS NULL
)`;

/**
 * An opening `o` that ended since yesterday and found nobody, while its time is still ahead and free. Time that staff offered to one customer
 * by hand was free before.
 */
export function isUnfilled(now: Date): Prisma.Sql {
  // Index of calendar_items' exclusion.
  return Prisma.sql`(
    o.status IN ('exhausted', 'lapsed')
    AND (o.cause <> 'manual_notify' OR o.continues)
    AND o.closed_at >= ${now}::timestamptz - interval '1 day'
    AND o.starts_at > ${now}::timestamptz
    -- Being offered again, or was: the later one tells it. What staff offered to one customer by hand meanwhile, or took back, tells nothing.
    AND NOT EXISTS (
      SELECT FROM openings later
      WHERE later.calendar_id = o.calendar_id AND later.starts_at = o.starts_at AND later.created_at > o.created_at
        AND (
          later.status = 'open'
          OR later.status IN ('exhausted', 'lapsed') AND (later.cause <> 'manual_notify' OR later.continues)
        )
    )
    AND NOT EXISTS (
      SELECT FROM calendar_items i
      WHERE i.calendar_id = o.calendar_id
        AND tstzrange(i.starts_at, i.ends_at, '[)') && tstzrange(o.free_from, o.free_until, '[)')
    )
  )`;
}
