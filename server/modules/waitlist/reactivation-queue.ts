import type { EntryId } from '#server/platform/ids.schema.ts';
import type { Tx } from '#server/platform/tx.ts';

/** The queue whose job ends a cooldown at the moment at which it has passed. */
export const reactivateEntryQueue = 'waitlist.reactivate-entry';

/** For each of these entries that is in a cooldown with an end: a job just then. To be called when they have got it. */
export async function enqueueReactivation(tx: Tx, entryIds: readonly EntryId[]): Promise<void> {
  if (entryIds.length === 0) return;
  const cooling = await tx.db.$queryRaw<{ entryId: EntryId; until: Date }[]>`
    SELECT id AS "entryId", cooldown_until AS until
    FROM waitlist_entries
    WHERE id = ANY (${[...entryIds]}::uuid[]) AND status = 'cooldown' AND cooldown_until IS NOT NULL`;
  await tx.enqueueMany(
    cooling.map(({ entryId, until }) => ({
      queue: reactivateEntryQueue,
      data: { entryId },
      startAfter: until,
    })),
  );
}
