import type { Deps } from '#server/platform/deps.ts';
import type { EntryId } from '#server/platform/ids.schema.ts';
import type { Tx } from '#server/platform/tx.ts';
import { enqueueMatchEntry } from '../waitlist/match-entry-queue.ts';

const batchRows = 100;
const mostBatches = 50;

interface ReactivatedRow {
  entryId: EntryId;
  outcome: 'waiting' | 'error';
}

/** Puts one entry back on the list when its cooldown has passed. Otherwise nothing happens. */
export async function reactivateEntryWhenDue(
  deps: Pick<Deps, 'inTransaction'>,
  entryId: EntryId,
): Promise<void> {
  await deps.inTransaction((tx) => reactivate(tx, 1, entryId));
}

/**
 * Puts entries whose cooldown has passed back on the list, in batches, and has each matched with time that came free meanwhile.
 * @returns how many
 */
export async function reactivateDue(deps: Pick<Deps, 'inTransaction' | 'logger'>): Promise<number> {
  let count = 0;
  for (let batch = 0; batch < mostBatches; batch += 1) {
    const rows = await deps.inTransaction((tx) => reactivate(tx, batchRows, null));
    const failed = rows.filter(({ outcome }) => outcome === 'error').length;
    if (failed > 0) deps.logger.error({ failed }, 'entries could not be reactivated; see the database log');
    count += rows.length - failed;
    // What failed comes first again the next time.
    if (rows.length < batchRows || failed > 0) break;
  }
  return count;
}

async function reactivate(tx: Tx, rows: number, only: EntryId | null): Promise<ReactivatedRow[]> {
  const reactivated = await tx.db.$queryRaw<ReactivatedRow[]>`
    SELECT waitlist_entry_id AS "entryId", outcome
    FROM reactivate_waitlist_entries(${rows}::int, ${tx.now}::timestamptz, ${only}::uuid)`;
  await enqueueMatchEntry(
    tx,
    reactivated.flatMap(({ entryId, outcome }) => (outcome === 'waiting' ? [entryId] : [])),
  );
  return reactivated;
}
