import type { z } from 'zod';
import type { Deps } from '#server/platform/deps.ts';
import { recordAudit } from '../audit/record-audit.ts';
import type { changePasswordOutput } from './auth.schema.ts';
import { hashPassword, passwordMatches } from './password.ts';
import { passwordProblem } from './password.rules.ts';
import type { StaffSession } from './session.ts';

export interface ChangePasswordInput {
  current: string;
  password: string;
  /** The one in which it is asked for: it goes on, all others end. */
  session: Pick<StaffSession, 'id' | 'user'>;
}

/** Takes a new password from who knows the old one. Whoever else was logged in with the old one is so no more. */
export async function changePassword(
  { db, limits, inTransaction }: Pick<Deps, 'db' | 'limits' | 'inTransaction'>,
  { current, password, session: { id: sessionId, user } }: ChangePasswordInput,
): Promise<z.infer<typeof changePasswordOutput>> {
  const problem = passwordProblem(password, [user.name, user.email]);
  if (problem) return { ok: false, reason: 'weak', problem };
  const counted = await limits.consume('change-password', user.id);
  if (!counted.ok) {
    return { ok: false, reason: 'too_many_tries', retryAfterSeconds: counted.retryAfterSeconds };
  }
  const account = await db.user.findUnique({ where: { id: user.id }, select: { passwordHash: true } });
  const oldHash = account?.passwordHash ?? null;
  if (oldHash === null || !(await passwordMatches(oldHash, current))) return { ok: false, reason: 'wrong' };

  const passwordHash = await hashPassword(password);
  const isChanged = await inTransaction(async (tx) => {
    // The old one, as it was checked: of two changes at once the second no longer knows it.
    const { count } = await tx.db.user.updateMany({
      where: { id: user.id, passwordHash: oldHash },
      data: { passwordHash },
    });
    if (count === 0) return false;
    const ended = await tx.db.session.deleteMany({ where: { userId: user.id, id: { not: sessionId } } });
    await recordAudit(tx, {
      actor: { type: 'user', id: user.id },
      action: 'auth.password_changed',
      subjectType: 'user',
      subjectId: user.id,
      data: { sessionsEnded: ended.count },
    });
    return true;
  });
  if (!isChanged) return { ok: false, reason: 'wrong' };
  await limits.reset('change-password', user.id);
  return { ok: true };
}
