import type { z } from 'zod';
import type { Deps } from '#server/platform/deps.ts';
import { recordAudit } from '../audit/record-audit.ts';
import type { changePasswordOutput } from './auth.schema.ts';
import { checkPassword } from './check-password.ts';
import { endLogIns } from './end-log-ins.ts';
import { hashPassword } from './password.ts';
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
  deps: Pick<Deps, 'db' | 'limits' | 'inTransaction'>,
  { current, password, session: { id: sessionId, user } }: ChangePasswordInput,
): Promise<z.infer<typeof changePasswordOutput>> {
  const problem = passwordProblem(password, [user.name, user.email]);
  if (problem) return { ok: false, reason: 'weak', problem };
  const checked = await checkPassword(deps, user.id, current);
  if (!checked.ok) return checked;

  const passwordHash = await hashPassword(password);
  const isChanged = await deps.inTransaction(async (tx) => {
    // The old one, as it was checked: of two changes at once the second no longer knows it.
    const { count } = await tx.db.user.updateMany({
      where: { id: user.id, passwordHash: checked.passwordHash },
      data: { passwordHash },
    });
    if (count === 0) return false;
    const sessionsEnded = await endLogIns(tx, user.id, { except: sessionId });
    await recordAudit(tx, {
      actor: { type: 'user', id: user.id },
      action: 'auth.password_changed',
      subjectType: 'user',
      subjectId: user.id,
      data: { sessionsEnded },
    });
    return true;
  });
  return isChanged ? { ok: true } : { ok: false, reason: 'wrong' };
}
