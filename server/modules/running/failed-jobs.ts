import type { z } from 'zod';
import { Prisma } from '#server/generated/prisma/client.ts';
import type { Actor } from '#server/platform/actor.ts';
import type { Db } from '#server/platform/db.ts';
import type { SalonId } from '#server/platform/ids.schema.ts';
import type { JobData, Tx } from '#server/platform/tx.ts';
import { recordAudit } from '../audit/record-audit.ts';
import { failureOf, workOf } from './failed-jobs.rules.ts';
import type { listFailedOutput } from './running.schema.ts';

/** So many are shown; who has dealt with these sees the next. */
const mostListed = 50;
/** So many are tried again in one transaction. */
const mostRetried = 1_000;

/** The row that a job's data names, by its own kind of id; data that holds none finds nothing. */
const named = (key: string) => Prisma.sql`
  CASE WHEN j.data->>${key}::text ~ '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$' THEN (j.data->>${key}::text)::uuid END`;

/** The dead letters of a salon: those whose data names something of its own. Those of no salon are for operators alone. */
const ofSalon = (salonId: SalonId) => Prisma.sql`
  j.name = 'dead-letter' AND j.state < 'active' AND ${salonId}::uuid IN (
    SELECT salon_id FROM openings WHERE id = ${named('openingId')}
    UNION ALL SELECT salon_id FROM waitlist_offers WHERE id = ${named('offerId')}
    UNION ALL SELECT salon_id FROM waitlist_entries WHERE id = ${named('entryId')}
    UNION ALL SELECT salon_id FROM messages WHERE id = ${named('messageId')}
  )`;

interface StoredFailure {
  id: string;
  queue: string | null;
  failedAt: Date;
  tries: number;
  error: string | null;
}

/** What was tried as often as its queue allows, and did not succeed. */
export async function listFailed(
  db: Db,
  { salonId }: { salonId: SalonId },
): Promise<z.input<typeof listFailedOutput>> {
  const rows = await db.$queryRaw<(StoredFailure & { total: number })[]>`
    SELECT j.id, j.source_name AS queue, j.created_on AS "failedAt", coalesce(j.source_retry_count, 0)::int + 1 AS tries,
      j.source_output->>'error' AS error, count(*) OVER ()::int AS total
    FROM pgboss.job j
    WHERE ${ofSalon(salonId)}
    ORDER BY j.created_on DESC, j.id
    LIMIT ${mostListed}`;
  return {
    jobs: rows.map(({ id, queue, failedAt, tries, error }) => ({
      id,
      work: workOf(queue),
      failure: failureOf(error),
      failedAt: failedAt.toISOString(),
      tries,
    })),
    total: rows[0]?.total ?? 0,
  };
}

export async function countFailed(db: Db, { salonId }: { salonId: SalonId }): Promise<number> {
  const [row] = await db.$queryRaw<{ count: number }[]>`
    SELECT count(*)::int AS count FROM pgboss.job j WHERE ${ofSalon(salonId)}`;
  return row?.count ?? 0;
}

interface Act {
  salonId: SalonId;
  actor: Actor;
}

/**
 * Queues them again where they came from. Their handlers read again and find nothing to do where it was done meanwhile.
 * @param jobId left out: all of the salon's
 * @returns how many it was
 */
export async function retryFailed(
  tx: Tx,
  { salonId, actor, jobId }: Act & { jobId?: string },
): Promise<number> {
  const taken = await tx.db.$queryRaw<{ queue: string; data: JobData; key: string | null }[]>`
    WITH chosen AS (
      SELECT j.id
      FROM pgboss.job j
      JOIN pgboss.queue q ON q.name = j.source_name
      WHERE ${ofSalon(salonId)} AND ${jobId === undefined ? Prisma.sql`true` : Prisma.sql`j.id = ${jobId}::uuid`}
      ORDER BY j.created_on
      LIMIT ${mostRetried}
      FOR UPDATE OF j SKIP LOCKED
    )
    DELETE FROM pgboss.job j
    USING chosen
    WHERE j.name = 'dead-letter' AND j.id = chosen.id
    RETURNING j.source_name AS queue, j.data, j.singleton_key AS key`;
  if (taken.length === 0) return 0;
  await tx.enqueueMany(
    taken.map(({ queue, data, key }) => ({ queue, data, ...(key !== null && { singletonKey: key }) })),
  );
  await recordAudit(tx, about('job.retried', { salonId, actor }, taken.length));
  return taken.length;
}

/** Gives one up for good. @returns how many it was */
export async function dropFailed(
  tx: Tx,
  { salonId, actor, jobId }: Act & { jobId: string },
): Promise<number> {
  const count = await tx.db.$executeRaw`
    DELETE FROM pgboss.job j WHERE j.id = ${jobId}::uuid AND ${ofSalon(salonId)}`;
  if (count > 0) await recordAudit(tx, about('job.dropped', { salonId, actor }, count));
  return count;
}

function about(action: 'job.retried' | 'job.dropped', { salonId, actor }: Act, count: number) {
  return { actor, action, subjectType: 'salon', subjectId: salonId, salonId, data: { count } } as const;
}
