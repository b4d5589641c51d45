import type { Deps } from '#server/platform/deps.ts';
import type { EntryId } from '#server/platform/ids.ts';
import { enqueueMatchEntry } from '../waitlist/match-entry-queue.ts';

const batchRows = 100;
const mostBatches = 50;

/**
 * Puts entries whose cooldown has passed back on the list, in batches, and has each matched with time that came free meanwhile.
 * @returns how many
 */
export async function reactivateDue(deps: Pick<Deps, 'inTransaction'>): Promise<number> {
  let count = 0;
  for (let batch = 0; batch < mostBatches; batch += 1) {
    const done = await deps.inTransaction(async (tx) => {
      const rows = await tx.db.$queryRaw<{ entryId: EntryId }[]>`
        SELECT waitlist_entry_id AS "entryId" FROM reactivate_waitlist_entries(${batchRows}::int, ${tx.now}::timestamptz)`;
      await enqueueMatchEntry(
        tx,
        rows.map(({ entryId }) => entryId),
      );
      return rows.length;
    });
    count += done;
    if (done < batchRows) break;
  }
  return count;
}
