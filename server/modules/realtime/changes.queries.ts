import type { Pool, QueryConfig } from 'pg';
import type { SalonId } from '#server/platform/ids.schema.ts';
import type { Change, Topic } from './realtime.schema.ts';

/**
 * A place in the feed: after the row of that transaction and id. Rows are read by transaction and never past the oldest one that still
 * runs, so nothing can appear later at a place that was read over. (By id alone it could: a transaction draws the id of its row before it
 * commits, and the next one may be quicker.)
 */
export interface Position {
  xid: string;
  id: string;
}

/** A row of the feed, as those who watch its salon get it. */
export interface FeedRow {
  position: Position;
  salonId: SalonId;
  topic: Topic;
  change: Change;
}

/** The tables that have a trigger of the feed. */
const topicOf: Record<string, Topic> = {
  waitlist_entries: 'waitlist',
  bookings: 'calendar',
  openings: 'calendar',
  employees: 'calendar',
  hours_exceptions: 'calendar',
  time_off: 'calendar',
  working_hours: 'calendar',
  messages: 'messages',
};

const mostRows = 1_000;

interface StoredRow {
  xid: string;
  id: string;
  table_name: string;
  event_type: Change['eventType'];
  row_id: string;
  salon_id: SalonId;
  changed_at: string;
}
/** A left join's row without its right side. */
type MaybeRow = StoredRow | { [Column in keyof StoredRow]: null };

const columns = `
  c.xid::text AS xid, c.id, c.table_name, c.event_type, c.row_id, c.salon_id,
  to_char(c.changed_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') AS changed_at`;

/** Everything before it has been read, by whoever begins to watch now. */
export async function readHorizon(pool: Pool): Promise<Position> {
  const { rows } = await pool.query<{ xid: string }>(
    prepared('changes_horizon', 'SELECT pg_snapshot_xmin(pg_current_snapshot())::text AS xid'),
  );
  return { xid: rows[0]!.xid, id: '0' };
}

/**
 * What has become final since `after`, in order. Index change_events (xid, id).
 * @returns `isAll` false when there is more than one reading takes
 */
export async function readChanges(
  pool: Pool,
  after: Position,
): Promise<{ rows: FeedRow[]; position: Position; isAll: boolean }> {
  const { rows } = await pool.query<MaybeRow & { horizon: string }>(
    prepared(
      'changes_tail',
      `
      WITH horizon AS (
        SELECT pg_snapshot_xmin(pg_current_snapshot()) AS xid
      )
      SELECT horizon.xid::text AS horizon, ${columns}
      FROM horizon
      LEFT JOIN LATERAL (
        SELECT *
        FROM change_events e
        WHERE (e.xid, e.id) > ($1::text::xid8, $2::bigint)
          AND e.xid < horizon.xid
        ORDER BY e.xid, e.id
        LIMIT ${mostRows}
      ) AS c ON true
      ORDER BY c.xid, c.id`,
      [after.xid, after.id],
    ),
  );
  const found = rows.filter((row): row is StoredRow & { horizon: string } => row.xid !== null).map(present);
  const isAll = found.length < mostRows;
  const position = isAll ? { xid: rows[0]!.horizon, id: '0' } : found.at(-1)!.position;
  return { rows: found, position, isAll };
}

/** What one salon missed between two places, in order; the next call goes on after the last row. */
export async function readMissed(
  pool: Pool,
  { salonId, after, until }: { salonId: SalonId; after: Position; until: Position },
): Promise<{ rows: FeedRow[]; isAll: boolean }> {
  const { rows } = await pool.query<StoredRow>(
    prepared(
      'changes_missed',
      `
      SELECT ${columns}
      FROM change_events c
      WHERE (c.xid, c.id) > ($1::text::xid8, $2::bigint)
        AND (c.xid, c.id) <= ($3::text::xid8, $4::bigint)
        AND c.salon_id = $5
      ORDER BY c.xid, c.id
      LIMIT ${mostRows}`,
      [after.xid, after.id, until.xid, until.id, salonId],
    ),
  );
  return { rows: rows.map(present), isAll: rows.length < mostRows };
}

/** Planned once a connection. */
function prepared(name: string, text: string, values: string[] = []): QueryConfig {
  return { name, text, values };
}

function present(row: StoredRow): FeedRow {
  return {
    position: { xid: row.xid, id: row.id },
    salonId: row.salon_id,
    // A table that a later version has begun to record is of the calendar until it is said here of what it is.
    topic: topicOf[row.table_name] ?? 'calendar',
    change: { eventType: row.event_type, rowId: row.row_id, commitTimestamp: row.changed_at },
  };
}
