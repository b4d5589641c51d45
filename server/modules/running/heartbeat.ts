import type { Deps } from '#server/platform/deps.ts';
import type { Db } from '#server/platform/db.ts';

/** A worker says so often that it is there. */
export const beatEveryMs = 30_000;
/** After so long without a word nobody works: four beats that did not come. */
export const silentAfterMs = 120_000;
/** Those that ended are kept for a look back, and no longer. */
const keptDays = 7;

/** Says that the worker is there. */
export async function beat(deps: Pick<Deps, 'inTransaction'>, workerId: string): Promise<void> {
  await deps.inTransaction(async (tx) => {
    await tx.db.$executeRaw`
      INSERT INTO workers (id, started_at, seen_at)
      VALUES (${workerId}::uuid, ${tx.now}::timestamptz, ${tx.now}::timestamptz)
      ON CONFLICT (id) DO UPDATE SET seen_at = greatest(workers.seen_at, excluded.seen_at)`;
    await tx.db.$executeRaw`
      DELETE FROM workers WHERE seen_at < ${tx.now}::timestamptz - make_interval(days => ${keptDays}::int)`;
  });
}

export interface WorkerState {
  isSilent: boolean;
  /** When any worker was last seen; null when there never was one. */
  seenAt: Date | null;
}

/** Whether anybody works the queues. Index workers (seen_at). */
export async function findWorkerState(db: Db, now: Date): Promise<WorkerState> {
  const last = await db.worker.findFirst({ orderBy: { seenAt: 'desc' }, select: { seenAt: true } });
  const seenAt = last?.seenAt ?? null;
  return { seenAt, isSilent: seenAt === null || now.getTime() - seenAt.getTime() > silentAfterMs };
}
