import type { Actor } from '#server/platform/actor.ts';
import { idOf, type EntryId, type SalonId } from '#server/platform/ids.ts';
import type { Tx } from '#server/platform/tx.ts';
import { lockEntry } from './entries.queries.ts';
import { setLifecycle } from './lifecycle.ts';
import { storeWish } from './wish.rules.ts';
import { loadWishedFor, wishColumns, writeWishRows } from './write-wish.ts';
import type { ChangeWishOutcome, Wish } from './waitlist.schema.ts';

/**
 * Changes what an entry waits for, and takes its score anew; its misses are forgotten. Its place among equals (when it joined) stays.
 * Refused while an offer is open (answer first), and when it is booked, expired or cancelled.
 */
export async function changeWish(
  tx: Tx,
  { entryId, wish, actor }: { entryId: EntryId; wish: Wish; actor: Actor },
): Promise<ChangeWishOutcome> {
  const entry = await lockEntry(tx, entryId);
  if (!entry) return { ok: false, reason: 'unknown' };
  if (entry.status === 'notified') return { ok: false, reason: 'answer_first' };
  if (entry.status !== 'waiting' && entry.status !== 'cooldown') return { ok: false, reason: 'final' };

  const wishedFor = await loadWishedFor(tx, idOf<SalonId>(entry.salonId), wish);
  if (wishedFor === 'employee_mismatch') return { ok: false, reason: 'employee_mismatch' };
  const { salon, durationMinutes, employeeIds } = wishedFor;
  const decision = storeWish(wish, { timeZone: salon.timeZone, now: tx.now, durationMinutes });
  if (!decision.ok) {
    const fields = decision.fields.map((problem) => ({ ...problem, field: `wish.${problem.field}` }));
    return { ok: false, reason: 'invalid', fields };
  }

  await setLifecycle(tx, 'preferences_changed', actor);
  await tx.db.waitlistEntry.update({
    where: { id: entryId },
    data: { ...wishColumns(tx, wish, decision.wish, employeeIds), declineCount: 0, lastMissAt: null },
    select: { id: true },
  });
  await writeWishRows(tx, entryId, decision.wish, employeeIds);
  return { ok: true };
}
