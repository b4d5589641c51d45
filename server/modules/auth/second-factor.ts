import type { z } from 'zod';
import type { Deps } from '#server/platform/deps.ts';
import { hashToken } from '#server/platform/crypto.ts';
import type { UserId } from '#server/platform/ids.schema.ts';
import type { Tx } from '#server/platform/tx.ts';
import { recordAudit } from '../audit/record-audit.ts';
import type {
  confirmSecondFactorOutput,
  passwordOutput,
  renewCodesOutput,
  secondFactorOutput,
} from './auth.schema.ts';
import { checkPassword } from './check-password.ts';
import { newRecoveryCodes, newSecret, plainCode, setupAddress } from './second-factor.rules.ts';
import type { StaffSession } from './session.ts';
import { takeAppCode } from './take-code.ts';

type Who = Pick<StaffSession, 'user'>;

/** So long a secret that nobody has confirmed may be looked at. */
const setupLifetimeMs = 30 * 60_000;

/** Whether somebody's log-in asks for a code. While it is being set up, what their app is to be told. */
export async function viewSecondFactor(
  { db, sealer, clock }: Pick<Deps, 'db' | 'sealer' | 'clock'>,
  { user }: Who,
): Promise<z.input<typeof secondFactorOutput>> {
  const factor = await db.secondFactor.findUnique({
    where: { userId: user.id },
    include: { _count: { select: { codes: true } } },
  });
  if (factor?.confirmedAt) {
    return { state: 'on', since: factor.confirmedAt.toISOString(), codesLeft: factor._count.codes };
  }
  if (!factor || isOver(factor, clock.now())) return { state: 'off' };
  const secret = sealer.open(user.id, factor.sealedSecret);
  return { state: 'setup', secret, address: setupAddress(secret, user.email) };
}

/** Makes a secret for who knows the password. It asks nobody for a code until its first one has been confirmed. */
export async function startSecondFactor(
  deps: Deps,
  { user, password }: Who & { password: string },
): Promise<z.infer<typeof passwordOutput>> {
  const checked = await checkPassword(deps, user.id, password);
  if (!checked.ok) return checked;
  const sealedSecret = deps.sealer.seal(user.id, newSecret());
  await deps.inTransaction(async (tx) => {
    // One that is on stays as it is, whoever comes from an older page.
    await tx.db.secondFactor.deleteMany({ where: { userId: user.id, confirmedAt: null } });
    await tx.db.secondFactor.createMany({
      data: { userId: user.id, sealedSecret, createdAt: tx.now },
      skipDuplicates: true,
    });
  });
  return { ok: true };
}

/** Turns it on: the code shows that the app has the secret. From then on logging in asks for one. */
export async function confirmSecondFactor(
  deps: Deps,
  { user, code }: Who & { code: string },
): Promise<z.infer<typeof confirmSecondFactorOutput>> {
  const counted = await deps.limits.consume('login-code', user.id);
  if (!counted.ok) {
    return { ok: false, reason: 'too_many_tries', retryAfterSeconds: counted.retryAfterSeconds };
  }
  const outcome = await deps.inTransaction(async (tx) => {
    const factor = await tx.db.secondFactor.findUnique({ where: { userId: user.id } });
    if (!factor || factor.confirmedAt || isOver(factor, tx.now))
      return { ok: false, reason: 'over' } as const;
    if (!(await takeAppCode(tx, deps, user.id, plainCode(code))))
      return { ok: false, reason: 'wrong' } as const;
    const { count } = await tx.db.secondFactor.updateMany({
      where: { userId: user.id, confirmedAt: null },
      data: { confirmedAt: tx.now },
    });
    if (count === 0) return { ok: false, reason: 'over' } as const;
    await auditOf(tx, user.id, 'auth.second_factor_on');
    return { ok: true, recoveryCodes: await writeRecoveryCodes(tx, user.id) } as const;
  });
  if (outcome.ok) await deps.limits.reset('login-code', user.id);
  return outcome;
}

/** Turns it off for who knows the password. */
export async function endSecondFactor(
  deps: Deps,
  { user, password }: Who & { password: string },
): Promise<z.infer<typeof passwordOutput>> {
  const checked = await checkPassword(deps, user.id, password);
  if (!checked.ok) return checked;
  await deps.inTransaction(async (tx) => {
    const { count } = await tx.db.secondFactor.deleteMany({ where: { userId: user.id } });
    if (count > 0) await auditOf(tx, user.id, 'auth.second_factor_off');
  });
  return { ok: true };
}

/** New recovery codes for who knows the password; those from before are good for nothing. */
export async function renewRecoveryCodes(
  deps: Deps,
  { user, password }: Who & { password: string },
): Promise<z.infer<typeof renewCodesOutput>> {
  const checked = await checkPassword(deps, user.id, password);
  if (!checked.ok) return checked;
  return deps.inTransaction(async (tx) => {
    const [factor] = await tx.db.$queryRaw<unknown[]>`
      SELECT FROM second_factors WHERE user_id = ${user.id}::uuid AND confirmed_at IS NOT NULL FOR NO KEY UPDATE`;
    if (!factor) return { ok: false, reason: 'over' } as const;
    await auditOf(tx, user.id, 'auth.recovery_codes_renewed');
    return { ok: true, recoveryCodes: await writeRecoveryCodes(tx, user.id) } as const;
  });
}

async function writeRecoveryCodes(tx: Tx, userId: UserId): Promise<string[]> {
  const codes = newRecoveryCodes();
  await tx.db.recoveryCode.deleteMany({ where: { userId } });
  await tx.db.recoveryCode.createMany({
    data: codes.map((code) => ({ userId, codeHash: hashToken(plainCode(code)) })),
  });
  return codes;
}

function isOver({ createdAt }: { createdAt: Date }, now: Date): boolean {
  return now.getTime() >= createdAt.getTime() + setupLifetimeMs;
}

function auditOf(tx: Tx, userId: UserId, action: `auth.${string}`): Promise<void> {
  return recordAudit(tx, {
    actor: { type: 'user', id: userId },
    action,
    subjectType: 'user',
    subjectId: userId,
  });
}
