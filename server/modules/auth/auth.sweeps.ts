import type { SweepStep } from '#server/jobs/definition.ts';

/** So many rows a minute at most, so that no sweep keeps locks for long. */
const mostRows = 1_000;

/** Removes sessions that have run out. Nobody can use them any more: this is only so that the table stays small. */
const removeEndedSessions: SweepStep = {
  name: 'sessions-removed',
  run: ({ inTransaction }) =>
    inTransaction(
      // Index sessions (expires_at).
      (tx) => tx.db.$executeRaw`
        DELETE FROM sessions
        WHERE id IN (
          SELECT id
          FROM sessions
          WHERE expires_at <= ${tx.now}::timestamptz
          ORDER BY expires_at
          LIMIT ${mostRows}
          FOR UPDATE SKIP LOCKED
        )`,
    ),
};

/** Log-ins whose code never came. */
const removeEndedChallenges: SweepStep = {
  name: 'login-challenges-removed',
  run: ({ inTransaction }) =>
    inTransaction(
      // Index login_challenges (expires_at).
      (tx) => tx.db.$executeRaw`
        DELETE FROM login_challenges
        WHERE id IN (
          SELECT id
          FROM login_challenges
          WHERE expires_at <= ${tx.now}::timestamptz
          ORDER BY expires_at
          LIMIT ${mostRows}
          FOR UPDATE SKIP LOCKED
        )`,
    ),
};

export const sessionSweeps: readonly SweepStep[] = [removeEndedSessions, removeEndedChallenges];
