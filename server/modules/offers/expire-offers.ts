import type { Deps } from '#server/platform/deps.ts';
import type { EntryId, OfferId, OpeningId } from '#server/platform/ids.schema.ts';
import type { Tx } from '#server/platform/tx.ts';
import { enqueueMatch } from '../openings/enqueue-match.ts';
import { enqueueReactivation } from '../waitlist/reactivation-queue.ts';

interface ExpiredRow {
  entryId: EntryId;
  openingId: OpeningId | null;
  outcome: string;
  needsMatch: boolean;
}

/** Rows of one transaction: few enough that its locks are short. */
const batchRows = 100;
/** What one call does at most; the next one goes on. */
const mostBatches = 50;

/** Times an offer out that has run out; its opening looks for its next customer at once. Otherwise nothing happens. */
export async function expireOffer(deps: Pick<Deps, 'inTransaction'>, offerId: OfferId): Promise<void> {
  await deps.inTransaction((tx) => expireInTransaction(tx, offerId));
}

export async function expireInTransaction(tx: Tx, offerId: OfferId): Promise<void> {
  const rows = await tx.db.$queryRaw<ExpiredRow[]>`
    SELECT waitlist_entry_id AS "entryId", opening_id AS "openingId", outcome, needs_match AS "needsMatch"
    FROM expire_waitlist_entries(1, ${tx.now}::timestamptz, ${offerId}::uuid)`;
  await goOn(tx, rows);
}

/**
 * Times out whatever has run out, and ends entries whose last window has passed, in batches.
 * @returns how many
 */
export async function expireDue(deps: Pick<Deps, 'inTransaction' | 'logger'>): Promise<number> {
  let count = 0;
  for (let batch = 0; batch < mostBatches; batch += 1) {
    const rows = await deps.inTransaction(async (tx) => {
      const expired = await tx.db.$queryRaw<ExpiredRow[]>`
        SELECT waitlist_entry_id AS "entryId", opening_id AS "openingId", outcome, needs_match AS "needsMatch"
        FROM expire_waitlist_entries(${batchRows}::int, ${tx.now}::timestamptz)`;
      await goOn(tx, expired);
      return expired;
    });
    const failed = rows.filter(({ outcome }) => outcome === 'error').length;
    if (failed > 0) deps.logger.error({ failed }, 'offers could not be expired; see last_error');
    count += rows.length - failed;
    // A batch of nothing but broken rows would come again and again.
    if (rows.length < batchRows || failed === rows.length) break;
  }
  return count;
}

async function goOn(tx: Tx, rows: readonly ExpiredRow[]): Promise<void> {
  const openings = rows.flatMap(({ openingId, needsMatch }) => (openingId && needsMatch ? [openingId] : []));
  await enqueueMatch(tx, [...new Set(openings)]);
  await enqueueReactivation(
    tx,
    rows.flatMap(({ entryId, outcome }) => (outcome === 'cooldown' ? [entryId] : [])),
  );
}
