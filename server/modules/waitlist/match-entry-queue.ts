import type { EntryId } from '#server/platform/ids.schema.ts';
import type { Tx } from '#server/platform/tx.ts';

/** The queue whose job looks whether time that came free before, and is free still, fits an entry that waits again. */
export const matchEntryQueue = 'waitlist.match-entry';

export async function enqueueMatchEntry(tx: Tx, entryIds: readonly EntryId[]): Promise<void> {
  if (entryIds.length === 0) return;
  await tx.enqueueMany(entryIds.map((entryId) => ({ queue: matchEntryQueue, data: { entryId } })));
}
