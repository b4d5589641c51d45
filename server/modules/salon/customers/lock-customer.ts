import type { CustomerId } from '#server/platform/ids.schema.ts';
import { RetryTransaction, type Tx } from '#server/platform/tx.ts';

/**
 * Lets what a customer does come one after the other, so that they can't take two appointments at one time: the lock before all others
 * (calendars come next). The claim takes it too.
 * @returns whether they have been erased, which the caller can know only now
 * @throws RetryTransaction when they have been merged into another customer since the look: what was theirs is that one's
 */
export async function lockCustomer(tx: Tx, customerId: CustomerId): Promise<{ isErased: boolean }> {
  const [row] = await tx.db.$queryRaw<{ isErased: boolean; isMerged: boolean }[]>`
    SELECT erased_at IS NOT NULL AS "isErased", merged_into_id IS NOT NULL AS "isMerged"
    FROM customers WHERE id = ${customerId}::uuid FOR NO KEY UPDATE`;
  if (row?.isMerged) throw new RetryTransaction();
  return { isErased: row?.isErased ?? false };
}
