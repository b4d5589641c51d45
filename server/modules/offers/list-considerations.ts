import { z } from 'zod';
import { Prisma } from '#server/generated/prisma/client.ts';
import type { Db } from '#server/platform/db.ts';
import { notFound } from '#server/platform/errors.ts';
import { idOf, type EntryId, type OpeningId, type SalonId } from '#server/platform/ids.schema.ts';
import { openingStatusSchema } from '../openings/openings.schema.ts';
import { isEntryOf } from '../waitlist/entries.queries.ts';
import { reasonCases, slotColumns } from './candidates.queries.ts';
import { offerStatuses, skipReasonSchema, type Consideration } from './offers.schema.ts';

const mostOpenings = 20;

const offerStatusSchema = z.enum(offerStatuses);
const rankedSchema = z.object({ rank: z.int() });
const skippedSchema = z.object({ reason: skipReasonSchema });

interface Row {
  openingId: string;
  startsAt: Date;
  employeeName: string;
  openingStatus: string;
  createdAt: Date;
  resumesAt: Date | null;
  offerStatus: string | null;
  /** Somebody had it on offer. */
  wasOffered: boolean;
  /** When it was last looked for somebody, if ever. */
  ranAt: Date | null;
  ranked: unknown;
  skipped: unknown;
  /** Where no run wrote the entry down; of an open one that nobody was looked for yet, as things stand now. */
  reasonNow: string | null;
}

/**
 * The newest openings since an entry was made, at most 20, each with what it meant for the entry: as the match run wrote it down or, of those
 * further down than a run writes, as it follows from the wish as it is now.
 * @throws AppError `not_found`, also for another salon's entry
 */
export async function listConsiderations(
  db: Db,
  { salonId, entryId, now }: { salonId: SalonId; entryId: EntryId; now: Date },
): Promise<Consideration[]> {
  if (!(await isEntryOf(db, salonId, entryId))) throw notFound('waitlist entry');
  const reach = { from: Prisma.sql`o.free_from`, until: Prisma.sql`o.free_until` };
  // Indexes openings (salon_id, created_at), match_runs (opening_id, ran_at), waitlist_offers (waitlist_entry_id, employee_id, slot_start)
  // and waitlist_lifecycle_events (waitlist_entry_id, sequence).
  const rows = await db.$queryRaw<Row[]>`
    WITH recent AS MATERIALIZED (
      SELECT o.*
      FROM waitlist_entries own
      JOIN openings o ON o.salon_id = own.salon_id AND o.created_at >= own.created_at
      WHERE own.id = ${entryId}::uuid
      ORDER BY o.created_at DESC, o.id
      LIMIT ${mostOpenings}
    )
    SELECT
      o.id AS "openingId", o.starts_at AS "startsAt", p.name AS "employeeName", o.status AS "openingStatus",
      o.created_at AS "createdAt", o.resumes_at AS "resumesAt", o.offers_made > 0 AS "wasOffered", offer.status AS "offerStatus", run.ran_at AS "ranAt", run.ranked, run.skipped,
      CASE
        WHEN run.ran_at IS NULL AND o.status <> 'open' OR run.ranked IS NOT NULL OR run.skipped IS NOT NULL THEN NULL
        WHEN past.to_status <> 'waiting' OR run.ran_at IS NULL AND e.status <> 'waiting' THEN 'not_waiting'
        ${reasonCases(Prisma.sql`coalesce(run.ran_at, ${now}::timestamptz)`, reach, ['sms', 'email'])}
      END AS "reasonNow"
    FROM recent o
    JOIN waitlist_entries e ON e.id = ${entryId}::uuid
    JOIN employees p ON p.id = o.employee_id
    LEFT JOIN LATERAL (
      SELECT f.status
      FROM waitlist_offers f
      WHERE f.waitlist_entry_id = e.id AND f.opening_id = o.id
      ORDER BY f.attempt_no DESC
      LIMIT 1
    ) offer ON true
    LEFT JOIN LATERAL (
      -- The newest run that says something of this entry, else the newest.
      SELECT r.ran_at, told.ranked, told.skipped
      FROM match_runs r
      CROSS JOIN LATERAL (
        SELECT
          jsonb_path_query_first(r.candidates, '$[*] ? (@.entryId == $id)', who) AS ranked,
          jsonb_path_query_first(r.skipped, '$[*] ? (@.entryId == $id)', who) AS skipped
        FROM jsonb_build_object('id', e.id::text) who
      ) told
      WHERE r.opening_id = o.id AND r.outcome IN ('offered', 'nobody')
      ORDER BY (told.ranked IS NOT NULL OR told.skipped IS NOT NULL) DESC, r.ran_at DESC, r.id DESC
      LIMIT 1
    ) run ON true
    LEFT JOIN LATERAL (
      SELECT v.to_status
      FROM waitlist_lifecycle_events v
      WHERE v.waitlist_entry_id = e.id AND v.occurred_at <= run.ran_at
      ORDER BY v.sequence DESC
      LIMIT 1
    ) past ON true
    LEFT JOIN LATERAL (
      SELECT slot.* FROM (${slotColumns}) slot WHERE slot.opening_id = o.id AND slot.service_id = e.service_id
    ) slot ON true
    ORDER BY o.created_at DESC, o.id`;
  return rows.map((row) => ({
    openingId: idOf<OpeningId>(row.openingId),
    startsAt: row.startsAt.toISOString(),
    employeeName: row.employeeName,
    openingStatus: openingStatusSchema.parse(row.openingStatus),
    createdAt: row.createdAt.toISOString(),
    result: resultOf(row),
  }));
}

function resultOf({
  offerStatus,
  wasOffered,
  ranAt,
  resumesAt,
  ranked,
  skipped,
  reasonNow,
}: Row): Consideration['result'] {
  if (offerStatus !== null) return { kind: 'offered', status: offerStatusSchema.parse(offerStatus) };
  if (ranAt === null && wasOffered) return { kind: 'by_hand' };
  if (ranAt === null && reasonNow === null)
    return { kind: 'not_matched', resumesAt: resumesAt?.toISOString() ?? null };
  if (ranked !== null) return { kind: 'outranked', rank: rankedSchema.parse(ranked).rank };
  if (skipped !== null) return { kind: 'skipped', reason: skippedSchema.parse(skipped).reason };
  return reasonNow === null
    ? { kind: 'outranked', rank: null }
    : { kind: 'skipped', reason: skipReasonSchema.parse(reasonNow) };
}
