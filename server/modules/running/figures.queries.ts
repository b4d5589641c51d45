import type { Db } from '#server/platform/db.ts';

/** How many of a kind there are. */
interface Count {
  state: string;
  count: number;
}

interface Times {
  half: number | null;
  most: number | null;
}

const dayAgo = (now: Date) => new Date(now.getTime() - 24 * 60 * 60_000);

/** Those that are open now, and those that were closed in the last 24 hours. Indexes openings_open and openings_closed. */
export function countOpenings(db: Db, now: Date): Promise<Count[]> {
  return db.$queryRaw`
    SELECT status AS state, count(*)::int AS count FROM openings WHERE status = 'open' GROUP BY status
    UNION ALL
    SELECT status, count(*)::int FROM openings WHERE closed_at > ${dayAgo(now)}::timestamptz GROUP BY status`;
}

/** Those that wait for an answer, and those that ended in the last 24 hours. Indexes waitlist_offers_due and waitlist_offers_closed. */
export function countOffers(db: Db, now: Date): Promise<Count[]> {
  return db.$queryRaw`
    SELECT status AS state, count(*)::int AS count FROM waitlist_offers WHERE status = 'pending' GROUP BY status
    UNION ALL
    SELECT status, count(*)::int FROM waitlist_offers WHERE closed_at > ${dayAgo(now)}::timestamptz GROUP BY status`;
}

/** Seconds from a time's coming free until it was filled, over the last 24 hours: of half of them, and of nine in ten. Index openings_closed. */
export async function timesToFill(db: Db, now: Date): Promise<Times> {
  const [times] = await db.$queryRaw<Times[]>`
    SELECT
      percentile_cont(0.5) WITHIN GROUP (ORDER BY extract(epoch FROM closed_at - created_at))::float8 AS half,
      percentile_cont(0.9) WITHIN GROUP (ORDER BY extract(epoch FROM closed_at - created_at))::float8 AS most
    FROM openings
    WHERE closed_at > ${dayAgo(now)}::timestamptz AND status = 'filled'`;
  return times ?? { half: null, most: null };
}

/** Seconds from an offer until its customer accepted it, likewise. Index waitlist_offers_closed. */
export async function timesToClaim(db: Db, now: Date): Promise<Times> {
  const [times] = await db.$queryRaw<Times[]>`
    SELECT
      percentile_cont(0.5) WITHIN GROUP (ORDER BY extract(epoch FROM closed_at - created_at))::float8 AS half,
      percentile_cont(0.9) WITHIN GROUP (ORDER BY extract(epoch FROM closed_at - created_at))::float8 AS most
    FROM waitlist_offers
    WHERE closed_at > ${dayAgo(now)}::timestamptz AND status = 'accepted'`;
  return times ?? { half: null, most: null };
}

/** Messages written in the last 24 hours. Index messages (created_at). */
export function countMessages(db: Db, now: Date): Promise<(Count & { channel: string })[]> {
  return db.$queryRaw`
    SELECT channel, status AS state, count(*)::int AS count
    FROM messages
    WHERE created_at > ${dayAgo(now)}::timestamptz
    GROUP BY channel, status`;
}

export interface QueueFigures {
  queue: string;
  /** Jobs that could run now. */
  depth: number;
  /** How long the oldest of them has been able to, in seconds by the database's clock. */
  oldestSeconds: number;
}

/** What waits in the queues. The job store has an index of what is queued (name, start_after). Dead letters wait for a person, not for a worker. */
export function measureQueues(db: Db): Promise<QueueFigures[]> {
  return db.$queryRaw`
    SELECT name AS queue, count(*)::int AS depth, max(extract(epoch FROM now() - start_after))::float8 AS "oldestSeconds"
    FROM pgboss.job
    WHERE state < 'active' AND start_after <= now() AND name <> 'dead-letter'
    GROUP BY name`;
}

/** Jobs that failed for the last time, by the queue that they came from. They have a partition of their own. */
export function countDeadLetters(db: Db): Promise<{ queue: string; count: number }[]> {
  return db.$queryRaw`
    SELECT coalesce(source_name, 'unknown') AS queue, count(*)::int AS count
    FROM pgboss.job
    WHERE name = 'dead-letter' AND state < 'active'
    GROUP BY 1`;
}
