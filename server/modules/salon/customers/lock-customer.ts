import type { CustomerId } from '#server/platform/ids.ts';
import type { Tx } from '#server/platform/tx.ts';

/**
 * Lets what a customer does come one after the other, so that they can't take two appointments at one time: the lock before all others
 * (calendars come next). The claim takes it too.
 */
export async function lockCustomer(tx: Tx, customerId: CustomerId): Promise<void> {
  await tx.db.$queryRaw`SELECT id FROM customers WHERE id = ${customerId}::uuid FOR NO KEY UPDATE`;
}
