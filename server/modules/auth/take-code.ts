import { hashToken } from '#server/platform/crypto.ts';
import type { Deps } from '#server/platform/deps.ts';
import type { UserId } from '#server/platform/ids.schema.ts';
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
 * Uses a code of the app up. Whoever looks over a shoulder must not use it as well (RFC 6238, 5.2): neither its step nor one before it is
 * taken again, which the update itself asks for, so that of two at once the second finds it taken.
 */
export async function takeAppCode(
  tx: Tx,
  { sealer }: Pick<Deps, 'sealer'>,
  userId: UserId,
  code: string,
): Promise<boolean> {
  const factor = await tx.db.secondFactor.findUnique({ where: { userId }, select: { sealedSecret: true } });
  if (!factor) return false;
  const secret = sealer.open(userId, factor.sealedSecret);
  const step = stepOfCode(secret, code, tx.now);
  if (step === null) return false;
  const { count } = await tx.db.secondFactor.updateMany({
    where: { userId, sealedSecret: factor.sealedSecret, lastStep: { lt: step } },
    data: {
      lastStep: step,
      ...(sealer.isStale(factor.sealedSecret) && { sealedSecret: sealer.seal(userId, secret) }),
    },
  });
  return count > 0;
}
