import type { SweepStep } from '#server/jobs/definition.ts';
import { tellStaff } from './tell-staff.ts';

/** So many rows a minute at most, so that no sweep keeps locks for long. */
const mostRows = 1_000;

/** As long as the mails themselves; nothing of which somebody may be told is as old. */
const kept = '30 days';

const removeOldNotices: SweepStep = {
  name: 'staff-notices-removed',
  run: ({ inTransaction }) =>
    inTransaction(
      // Index staff_notices (told_at).
      (tx) => tx.db.$executeRaw`
        DELETE FROM staff_notices
        WHERE id IN (
          SELECT id
          FROM staff_notices
          WHERE told_at <= ${tx.now}::timestamptz - ${kept}::interval
          ORDER BY told_at
          LIMIT ${mostRows}
          FOR UPDATE SKIP LOCKED
        )`,
    ),
};

export const noticeSweeps: readonly SweepStep[] = [{ name: 'staff-told', run: tellStaff }, removeOldNotices];
