import type { SweepStep } from '#server/jobs/definition.ts';

/** So many rows a minute at most, so that no sweep keeps locks for long. */
const mostRows = 5_000;

/** Whoever reads the feed is seconds behind it; who was away for longer reads the rows themselves again. */
const kept = '2 days';

/**
 * Removes changes that everybody has read. It looks at the oldest only: ids rise with time, so the primary key finds them, and no
 * index on the time has to be written in the transactions that the feed records.
 */
const removeOldChanges: SweepStep = {
  name: 'changes-removed',
  run: ({ inTransaction }) =>
    inTransaction(
      (tx) => tx.db.$executeRaw`
        WITH oldest AS (
          SELECT id, changed_at
          FROM change_events
          ORDER BY id
          LIMIT ${mostRows}
        )
        DELETE FROM change_events c
        USING oldest o
        WHERE c.id = o.id
          AND o.changed_at < ${tx.now}::timestamptz - ${kept}::interval`,
    ),
};

export const changeFeedSweeps: readonly SweepStep[] = [removeOldChanges];
