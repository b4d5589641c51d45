import type { CustomerId, UserId } from '#server/platform/ids.ts';
import type { Tx } from '#server/platform/tx.ts';

/** Who did something. A job's id is its queue's name. */
export type Actor =
  | { type: 'user'; id: UserId }
  | { type: 'customer'; id: CustomerId | null }
  | { type: 'api_key'; id: string }
  | { type: 'job'; id: string }
  | { type: 'system'; id: null };

/** Says who acts in the rest of the transaction: the database writes it into the history of waitlist entries. */
export async function actAs(tx: Tx, actor: Actor): Promise<void> {
  await tx.db.$queryRaw`
    SELECT set_config('ledig.actor_type', ${actor.type}, true), set_config('ledig.actor_id', ${actor.id ?? ''}, true)`;
}
