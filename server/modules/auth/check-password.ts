import type { Deps } from '#server/platform/deps.ts';
import type { UserId } from '#server/platform/ids.schema.ts';
import { passwordMatches } from './password.ts';

export type CheckedPassword =
  | { ok: true; passwordHash: string }
  | { ok: false; reason: 'wrong' }
  | { ok: false; reason: 'too_many_tries'; retryAfterSeconds: number };

/** Asks somebody who is logged in for the password once more: a tablet that was left open must not do for what they decide here. */
export async function checkPassword(
  { db, limits }: Pick<Deps, 'db' | 'limits'>,
  userId: UserId,
  password: string,
): Promise<CheckedPassword> {
  const counted = await limits.consume('check-password', userId);
  if (!counted.ok) {
    return { ok: false, reason: 'too_many_tries', retryAfterSeconds: counted.retryAfterSeconds };
  }
  const account = await db.user.findUnique({ where: { id: userId }, select: { passwordHash: true } });
  const passwordHash = account?.passwordHash ?? null;
  if (passwordHash === null || !(await passwordMatches(passwordHash, password))) {
    return { ok: false, reason: 'wrong' };
  }
  await limits.reset('check-password', userId);
  return { ok: true, passwordHash };
}
