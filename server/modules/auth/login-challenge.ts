import type { SessionToken } from '#server/platform/crypto.ts';
import { hashToken, newSessionToken } from '#server/platform/crypto.ts';
import type { Deps } from '#server/platform/deps.ts';
import { idOf, type SessionId, type UserId } from '#server/platform/ids.schema.ts';
import type { Tx } from '#server/platform/tx.ts';
import { beginSession } from './begin-session.ts';
import { takeCode } from './take-code.ts';

declare const brand: unique symbol;

/** What the browser has between the password and the code: it opens nothing. */
export type ChallengeToken = string & { readonly [brand]: 'ChallengeToken' };

/** So long somebody has to find their phone. */
const challengeLifetimeMs = 10 * 60_000;

/** @returns what the browser is to hold until the code comes; only its hash is stored */
export async function startChallenge(
  tx: Tx,
  userId: UserId,
): Promise<{ token: ChallengeToken; expiresAt: Date }> {
  const token = newSessionToken();
  const expiresAt = new Date(tx.now.getTime() + challengeLifetimeMs);
  await tx.db.loginChallenge.create({
    data: { userId, tokenHash: hashToken(token), expiresAt },
    select: { id: true },
  });
  return { token: token as string as ChallengeToken, expiresAt };
}

export type ConfirmOutcome =
  | { ok: true; token: SessionToken; expiresAt: Date }
  /** `wrong`: no such code, or it was used before. `over`: the password has to be given again. */
  | { ok: false; reason: 'wrong' | 'over' }
  | { ok: false; reason: 'too_many_tries'; retryAfterSeconds: number };

/** The second step of logging in: takes a code of the app, or a recovery code, and starts the session. Counts tries for the account. */
export async function confirmLogIn(
  deps: Deps,
  {
    challenge,
    code,
    ...browser
  }: { challenge: string; code: string; replaces: SessionId | null; userAgent?: string | undefined },
): Promise<ConfirmOutcome> {
  const open = await deps.db.loginChallenge.findFirst({
    where: {
      tokenHash: hashToken(challenge),
      expiresAt: { gt: deps.clock.now() },
      user: { disabledAt: null, secondFactor: { confirmedAt: { not: null } } },
    },
    select: { id: true, userId: true },
  });
  if (!open) return { ok: false, reason: 'over' };
  const userId = idOf<UserId>(open.userId);
  const counted = await deps.limits.consume('login-code', userId);
  if (!counted.ok) {
    return { ok: false, reason: 'too_many_tries', retryAfterSeconds: counted.retryAfterSeconds };
  }
  const outcome = await deps.inTransaction<ConfirmOutcome>(async (tx) => {
    if (!(await takeCode(tx, deps, userId, code))) return { ok: false, reason: 'wrong' };
    // A password that was changed meanwhile has ended it.
    const { count } = await tx.db.loginChallenge.deleteMany({ where: { id: open.id } });
    if (count === 0) return { ok: false, reason: 'over' };
    return { ok: true, ...(await beginSession(tx, { userId, ...browser })) };
  });
  if (outcome.ok) await deps.limits.reset('login-code', userId);
  return outcome;
}
