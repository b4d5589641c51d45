import { recordAudit } from '#server/modules/audit/record-audit.ts';
import type { SessionToken } from '#server/platform/crypto.ts';
import type { Deps } from '#server/platform/deps.ts';
import { idOf, type SessionId, type UserId } from '#server/platform/ids.ts';
import { browserName } from './browser.rules.ts';
import { passwordMatches } from './password.ts';
import { startSession } from './session.ts';

export interface LogInInput {
  /** Lower case. */
  email: string;
  password: string;
  /** What the caller's network address counts as. */
  address: string;
  /** The session that the browser had before: it ends. */
  replaces: SessionId | null;
  /** What the browser says it is. */
  userAgent?: string | undefined;
}

export type LogInOutcome =
  | { ok: true; token: SessionToken; expiresAt: Date }
  | { ok: false; reason: 'wrong' }
  | { ok: false; reason: 'too_many_tries'; retryAfterSeconds: number };

/** Checks a password and starts a session. Counts tries for the account from that address, and for the address. */
export async function logIn(
  deps: Deps,
  { email, password, address, replaces, userAgent }: LogInInput,
): Promise<LogInOutcome> {
  const account = `${email} ${address}`;
  for (const counted of [
    await deps.limits.consume('login', account),
    await deps.limits.consume('login-address', address),
  ]) {
    if (!counted.ok)
      return { ok: false, reason: 'too_many_tries', retryAfterSeconds: counted.retryAfterSeconds };
  }

  const user = await deps.db.user.findUnique({ where: { email } });
  const matches = await passwordMatches(user?.passwordHash ?? null, password);
  if (!user || !matches || user.disabledAt) return { ok: false, reason: 'wrong' };

  await deps.limits.reset('login', account);
  const userId = idOf<UserId>(user.id);
  const session = await deps.inTransaction(async (tx) => {
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
  });
  return { ok: true, ...session };
}
