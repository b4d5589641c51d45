import { recordAudit } from '#server/modules/audit/record-audit.ts';
import type { SessionToken } from '#server/platform/crypto.ts';
import type { SessionId, UserId } from '#server/platform/ids.schema.ts';
import type { Tx } from '#server/platform/tx.ts';
import { browserName } from './browser.rules.ts';
import { startSession } from './session.ts';

export interface NewSession {
  userId: UserId;
  /** The session that the browser had before: it ends. */
  replaces: SessionId | null;
  /** What the browser says it is. */
  userAgent?: string | undefined;
}

/** Logs somebody in who has shown who they are, and writes that down. */
export async function beginSession(
  tx: Tx,
  { userId, replaces, userAgent }: NewSession,
): Promise<{ token: SessionToken; expiresAt: Date }> {
  await tx.db.session.deleteMany({
    where: { userId, OR: [{ expiresAt: { lte: tx.now } }, ...(replaces ? [{ id: replaces }] : [])] },
  });
  await recordAudit(tx, {
    actor: { type: 'user', id: userId },
    action: 'auth.logged_in',
    subjectType: 'user',
    subjectId: userId,
  });
  return startSession(tx, userId, browserName(userAgent ?? ''));
}
