import type { Prisma } from '#server/generated/prisma/client.ts';
import type { Actor } from '#server/platform/actor.ts';
import type { Tx } from '#server/platform/tx.ts';
import type { LifecycleReason } from './waitlist.schema.ts';

/**
 * Says why the waitlist entries written next change, and on whose account: the database refuses a transition that does not go with
 * its reason, and writes both into the entry's history.
 */
export async function setLifecycle(
  tx: Tx,
  reason: LifecycleReason,
  actor: Actor,
  metadata: Prisma.InputJsonObject = {},
): Promise<void> {
  await tx.db.$executeRaw`
    SELECT set_lifecycle_context(${reason}, ${actor.type}, ${actor.id}, ${JSON.stringify(metadata)}::jsonb, ${tx.now}::timestamptz)`;
}
