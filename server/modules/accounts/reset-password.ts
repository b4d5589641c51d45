import type { z } from 'zod';
import { hashToken } from '#server/platform/crypto.ts';
import type { Deps } from '#server/platform/deps.ts';
import { idOf, newId, type PasswordResetId, type UserId } from '#server/platform/ids.schema.ts';
import { answerSteadily } from '#server/platform/steady-answer.ts';
import type { Tx } from '#server/platform/tx.ts';
import { recordAudit } from '../audit/record-audit.ts';
import { endLogIns } from '../auth/end-log-ins.ts';
import { hashPassword } from '../auth/password.ts';
import { passwordProblem } from '../auth/password.rules.ts';
import { queueAccountMail } from '../notifications/staff-mail.ts';
import type { requestResetOutput, resetPasswordOutput, viewResetOutput } from './accounts.schema.ts';

/** So long a link works. */
const resetLifetimeMs = 30 * 60_000;

/**
 * Sends a link to set a new password to who has an account, and nothing to anybody else: the answer, its time and its limits are the same.
 * A new link takes the place of the one before.
 */
export async function requestReset(
  deps: Deps,
  { email, address }: { email: string; address: string },
): Promise<z.infer<typeof requestResetOutput>> {
  for (const counted of [
    await deps.limits.consume('password-reset-address', address),
    await deps.limits.consume('password-reset', email),
  ]) {
    if (!counted.ok) {
      return { ok: false, reason: 'too_many_tries', retryAfterSeconds: counted.retryAfterSeconds };
    }
  }
  return answerSteadily(deps, async () => {
    await deps.inTransaction((tx) => sendLink(tx, deps, email));
    return { ok: true };
  });
}

async function sendLink(tx: Tx, { links }: Pick<Deps, 'links'>, email: string): Promise<void> {
  // The lock makes two at once one after the other.
  const [user] = await tx.db.$queryRaw<{ id: string }[]>`
    SELECT id FROM users WHERE email = ${email} AND disabled_at IS NULL FOR NO KEY UPDATE`;
  if (!user) return;
  const id = newId<PasswordResetId>();
  await tx.db.passwordReset.deleteMany({ where: { userId: user.id } });
  await tx.db.passwordReset.create({
    data: {
      id,
      userId: user.id,
      tokenHash: hashToken(links.signLink('password_reset', { id, version: 1 })),
      createdAt: tx.now,
      expiresAt: new Date(tx.now.getTime() + resetLifetimeMs),
    },
    select: { id: true },
  });
  await queueAccountMail(tx, { template: 'password_reset', passwordResetId: id });
}

/** The page of a link. It changes nothing. */
export async function viewReset(
  deps: Pick<Deps, 'db' | 'links' | 'clock'>,
  { token }: { token: string },
): Promise<z.infer<typeof viewResetOutput>> {
  const claims = deps.links.readLink('password_reset', token);
  if (!claims) return { outcome: 'unknown' };
  const reset = await findOpen(deps, token);
  return reset ? { outcome: 'open', email: reset.user.email } : { outcome: 'over' };
}

/** Sets a new password by a link, once. Whoever is logged in with the old one is so no more. */
export async function resetPassword(
  deps: Deps,
  { token, password, address }: { token: string; password: string; address: string },
): Promise<z.infer<typeof resetPasswordOutput>> {
  if (!deps.links.readLink('password_reset', token)) return { ok: false, reason: 'unknown' };
  const reset = await findOpen(deps, token);
  if (!reset) return { ok: false, reason: 'over' };
  const { email, name } = reset.user;
  const problem = passwordProblem(password, [name, email]);
  if (problem) return { ok: false, reason: 'weak', problem };
  const userId = idOf<UserId>(reset.userId);
  const passwordHash = await hashPassword(password);
  const isSet = await deps.inTransaction(async (tx) => {
    const { count } = await tx.db.passwordReset.deleteMany({
      where: { id: reset.id, expiresAt: { gt: tx.now }, user: { disabledAt: null } },
    });
    if (count === 0) return false;
    await tx.db.user.update({ where: { id: userId }, data: { passwordHash }, select: { id: true } });
    const sessionsEnded = await endLogIns(tx, userId);
    await recordAudit(tx, {
      actor: { type: 'user', id: userId },
      action: 'auth.password_reset',
      subjectType: 'user',
      subjectId: userId,
      data: { sessionsEnded },
    });
    return true;
  });
  if (!isSet) return { ok: false, reason: 'over' };
  // Who forgot it has mostly used up the tries to log in.
  await deps.limits.reset('login', `${email} ${address}`);
  return { ok: true };
}

function findOpen({ db, clock }: Pick<Deps, 'db' | 'clock'>, token: string) {
  return db.passwordReset.findFirst({
    where: { tokenHash: hashToken(token), expiresAt: { gt: clock.now() }, user: { disabledAt: null } },
    include: { user: { select: { email: true, name: true } } },
  });
}
