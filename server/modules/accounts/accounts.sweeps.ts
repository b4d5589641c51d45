import type { SweepStep } from '#server/jobs/definition.ts';

/** So many rows a minute at most, so that no sweep keeps locks for long. */
const mostRows = 1_000;

/** How long it is still told why a link does not work, and what was sent. */
const kept = '30 days';

/** An address that was invited and did not come is nobody's business any more. */
const removeEndedInvitations: SweepStep = {
  name: 'invitations-removed',
  run: ({ inTransaction }) =>
    inTransaction(
      // Index invitations (expires_at).
      (tx) => tx.db.$executeRaw`
        DELETE FROM invitations
        WHERE id IN (
          SELECT id
          FROM invitations
          WHERE expires_at <= ${tx.now}::timestamptz - ${kept}::interval
          ORDER BY expires_at
          LIMIT ${mostRows}
          FOR UPDATE SKIP LOCKED
        )`,
    ),
};

const removeEndedResets: SweepStep = {
  name: 'password-resets-removed',
  run: ({ inTransaction }) =>
    inTransaction(
      // Index password_resets (expires_at).
      (tx) => tx.db.$executeRaw`
        DELETE FROM password_resets
        WHERE id IN (
          SELECT id
          FROM password_resets
          WHERE expires_at <= ${tx.now}::timestamptz
          ORDER BY expires_at
          LIMIT ${mostRows}
          FOR UPDATE SKIP LOCKED
        )`,
    ),
};

const removeOldMails: SweepStep = {
  name: 'staff-mails-removed',
  run: ({ inTransaction }) =>
    inTransaction(
      // Index messages (salon_id, created_at).
      (tx) => tx.db.$executeRaw`
        DELETE FROM messages
        WHERE id IN (
          SELECT id
          FROM messages
          WHERE salon_id IS NULL AND created_at <= ${tx.now}::timestamptz - ${kept}::interval
          ORDER BY created_at
          LIMIT ${mostRows}
          FOR UPDATE SKIP LOCKED
        )`,
    ),
};

export const accountSweeps: readonly SweepStep[] = [
  removeEndedInvitations,
  removeEndedResets,
  removeOldMails,
];
