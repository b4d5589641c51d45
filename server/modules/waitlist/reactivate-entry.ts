import type { Actor } from '#server/platform/actor.ts';
import type { EntryId, SalonId } from '#server/platform/ids.schema.ts';
import type { Tx } from '#server/platform/tx.ts';
import { setLifecycle } from './lifecycle.ts';
import { enqueueMatchEntry } from './match-entry-queue.ts';

/**
 * Ends a cooldown, a pause or a rest as unreachable on staff's word; misses are forgotten.
 * @returns false when the entry is in none of them
 */
export async function reactivateEntry(
  tx: Tx,
  { salonId, entryId, actor }: { salonId: SalonId; entryId: EntryId; actor: Actor },
): Promise<boolean> {
  await setLifecycle(tx, 'reactivated_by_staff', actor);
  const { count } = await tx.db.waitlistEntry.updateMany({
    where: { id: entryId, salonId, status: 'cooldown' },
    data: {
      status: 'waiting',
      cooldownUntil: null,
      cooldownReason: null,
      declineCount: 0,
      lastMissAt: null,
      unreachableCount: 0,
      updatedAt: tx.now,
    },
  });
  if (count === 0) return false;
  await enqueueMatchEntry(tx, [entryId]);
  return true;
}
