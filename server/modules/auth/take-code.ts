import { hashToken } from '#server/platform/crypto.ts';
import type { Deps } from '#server/platform/deps.ts';
import type { UserId } from '#server/platform/ids.ts';
import type { Tx } from '#server/platform/tx.ts';
import { isAppCode, plainCode, stepOfCode } from './second-factor.rules.ts';

/** Uses a code up: one of the app, or a recovery code. False: it is none, or was used before. */
export async function takeCode(
  tx: Tx,
  deps: Pick<Deps, 'sealer'>,
  userId: UserId,
  typed: string,
): Promise<boolean> {
  const code = plainCode(typed);
  if (isAppCode(code)) return takeAppCode(tx, deps, userId, code);
  const { count } = await tx.db.recoveryCode.deleteMany({ where: { userId, codeHash: hashToken(code) } });
  return count > 0;
}

/**
 * Uses a code of the app up. Whoever looks over a shoulder must not use it as well (RFC 6238, 5.2), so a step is taken once, under a lock:
 * neither it nor one before it is taken again.
 */
export async function takeAppCode(
  tx: Tx,
  { sealer }: Pick<Deps, 'sealer'>,
  userId: UserId,
  code: string,
): Promise<boolean> {
  const [factor] = await tx.db.$queryRaw<{ sealedSecret: string; lastStep: number }[]>`
    SELECT sealed_secret AS "sealedSecret", last_step AS "lastStep"
    FROM second_factors
    WHERE user_id = ${userId}::uuid
    FOR NO KEY UPDATE`;
  if (!factor) return false;
  const secret = sealer.open(userId, factor.sealedSecret);
  const step = stepOfCode(secret, code, tx.now);
  if (step === null || step <= factor.lastStep) return false;
  await tx.db.secondFactor.update({
    where: { userId },
    data: {
      lastStep: step,
      ...(sealer.isStale(factor.sealedSecret) && { sealedSecret: sealer.seal(userId, secret) }),
    },
    select: { userId: true },
  });
  return true;
}
