import type { SessionToken } from '#server/platform/crypto.ts';
import type { Deps } from '#server/platform/deps.ts';
import { idOf, type SessionId, type UserId } from '#server/platform/ids.schema.ts';
import { beginSession } from './begin-session.ts';
import { startChallenge, type ChallengeToken } from './login-challenge.ts';
import { passwordMatches } from './password.ts';

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
  | { ok: false; reason: 'code_needed'; challenge: ChallengeToken; expiresAt: Date }
  | { ok: false; reason: 'too_many_tries'; retryAfterSeconds: number };

/**
 * Checks a password and starts a session; where a second factor is on, only asks for its code. Counts tries for the account from that address,
 * and for the address.
 */
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

  const user = await deps.db.user.findUnique({ where: { email }, include: { secondFactor: true } });
  const matches = await passwordMatches(user?.passwordHash ?? null, password);
  if (!user || !matches || user.disabledAt) return { ok: false, reason: 'wrong' };

  await deps.limits.reset('login', account);
  const userId = idOf<UserId>(user.id);
  if (user.secondFactor?.confirmedAt) {
    const challenge = await deps.inTransaction((tx) => startChallenge(tx, userId));
    return { ok: false, reason: 'code_needed', challenge: challenge.token, expiresAt: challenge.expiresAt };
  }
  const session = await deps.inTransaction((tx) => beginSession(tx, { userId, replaces, userAgent }));
  return { ok: true, ...session };
}
