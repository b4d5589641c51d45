import type { Actor } from '#server/platform/actor.ts';
import type { Tx } from '#server/platform/tx.ts';

/** Says who acts in the rest of the transaction: the database writes it into the history of waitlist entries. */
export async function actAs(tx: Tx, actor: Actor): Promise<void> {
  await tx.db.$queryRaw`
    SELECT set_config('ledig.actor_type', ${actor.type}, true), set_config('ledig.actor_id', ${actor.id ?? ''}, true)`;
}
