import type { SessionId, UserId } from '#server/platform/ids.schema.ts';
import type { Tx } from '#server/platform/tx.ts';

/**
 * Ends where somebody is logged in, and where they are about to: whoever knew the old password is out.
 * @returns how many sessions there were
 */
export async function endLogIns(
  tx: Tx,
  userId: UserId,
  { except }: { except?: SessionId } = {},
): Promise<number> {
  await tx.db.loginChallenge.deleteMany({ where: { userId } });
  const { count } = await tx.db.session.deleteMany({
    where: { userId, ...(except && { id: { not: except } }) },
  });
  return count;
}
