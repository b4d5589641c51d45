import type { Actor } from '#server/platform/actor.ts';
import { idOf, type EntryId, type OpeningId } from '#server/platform/ids.schema.ts';
import type { Tx } from '#server/platform/tx.ts';
import { actAs } from '../audit/act-as.ts';
import { queueMessages } from '../notifications/queue-messages.ts';
import { enqueueMatch } from '../openings/enqueue-match.ts';

export type CancelledEntry =
  /** `passedOn`: it had a live offer, whose slot goes to the next customer. */
  { ok: true; repeated: boolean; passedOn: boolean } | { ok: false; reason: 'unknown' | 'final' };

/** Takes an entry off the list, on the customer's or on staff's word, and tells the customer. */
export async function cancelEntry(
  tx: Tx,
  {
    entryId,
    reason,
    actor,
  }: { entryId: EntryId; reason: 'cancelled_by_staff' | 'left_by_customer'; actor: Actor },
): Promise<CancelledEntry> {
  await actAs(tx, actor);
  const [row] = await tx.db.$queryRaw<
    {
      outcome: 'cancelled' | 'repeated' | 'final' | 'unknown';
      opening_id: string | null;
      needs_match: boolean;
    }[]
  >`SELECT * FROM cancel_waitlist_entry(${entryId}::uuid, ${reason}, ${tx.now}::timestamptz)`;
  if (!row || row.outcome === 'unknown') return { ok: false, reason: 'unknown' };
  if (row.outcome === 'final') return { ok: false, reason: 'final' };
  if (row.outcome === 'repeated') return { ok: true, repeated: true, passedOn: false };

  const template = reason === 'left_by_customer' ? 'waitlist_left' : 'waitlist_ended';
  await queueMessages(tx, [{ template, entryId }]);
  const passedOn = row.opening_id !== null && row.needs_match;
  if (passedOn && row.opening_id) await enqueueMatch(tx, [idOf<OpeningId>(row.opening_id)]);
  return { ok: true, repeated: false, passedOn };
}
