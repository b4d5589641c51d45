import type { Actor } from '#server/platform/actor.ts';
import { idOf, type EntryId, type SalonId } from '#server/platform/ids.schema.ts';
import type { Tx } from '#server/platform/tx.ts';
import { lockEntry } from './entries.queries.ts';
import { judgeWish } from './judge-wish.ts';
import { setLifecycle } from './lifecycle.ts';
import { wishColumns, writeWishRows } from './write-wish.ts';
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

  const by = actor.type === 'customer' ? 'public' : 'staff';
  const judged = await judgeWish(tx, { salonId: idOf<SalonId>(entry.salonId), wish, by });
  if (judged === 'employee_mismatch') return { ok: false, reason: 'employee_mismatch' };
  if (!judged.ok) return { ok: false, reason: 'invalid', fields: judged.fields };
  const { employeeIds } = judged.wishedFor;

  await setLifecycle(tx, 'preferences_changed', actor);
  await tx.db.waitlistEntry.update({
    where: { id: entryId },
    data: {
      ...wishColumns(tx, wish, judged.wish, employeeIds),
      // Of two who change it at one moment the second has changed it later: it tells the wish apart from the one before.
      wishChangedAt: new Date(Math.max(tx.now.getTime(), entry.wishChangedAt.getTime() + 1)),
      declineCount: 0,
      lastMissAt: null,
    },
    select: { id: true },
  });
  await writeWishRows(tx, entryId, judged.wish, employeeIds);
  return { ok: true };
}
