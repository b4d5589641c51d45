import type { SweepStep } from '#server/jobs/definition.ts';

/** So many rows of a table a minute at most, so that no sweep keeps locks for long. */
const mostRows = 5_000;

/** A program that has had no answer for so long does not ask again by itself. docs/api.md promises it. */
const answersKept = '24 hours';

/** Counts that are over are kept a little longer: a web process whose clock is behind may still count with them. */
const clocksDifferAtMost = '1 hour';

const removeOldAnswers: SweepStep = {
  name: 'answers-removed',
  run: ({ inTransaction }) =>
    inTransaction(
      // Index idempotency_keys (created_at).
      (tx) => tx.db.$executeRaw`
        DELETE FROM idempotency_keys
        WHERE (scope, key) IN (
          SELECT scope, key
          FROM idempotency_keys
          WHERE created_at < ${tx.now}::timestamptz - ${answersKept}::interval
          ORDER BY created_at
          LIMIT ${mostRows}
          FOR UPDATE SKIP LOCKED
        )`,
    ),
};

const removeEndedCounts: SweepStep = {
  name: 'counts-removed',
  run: ({ inTransaction }) =>
    inTransaction(
      // Index rate_limits (expire), in epoch milliseconds.
      (tx) => tx.db.$executeRaw`
        DELETE FROM rate_limits
        WHERE key IN (
          SELECT key
          FROM rate_limits
          WHERE expire < (date_part('epoch', ${tx.now}::timestamptz - ${clocksDifferAtMost}::interval) * 1000)::bigint
          ORDER BY expire
          LIMIT ${mostRows}
          FOR UPDATE SKIP LOCKED
        )`,
    ),
};

/** What requests leave behind: the answers kept for their repeats, and the counts of the rate limits. */
export const requestSweeps: readonly SweepStep[] = [removeOldAnswers, removeEndedCounts];
