import type { Actor } from '#server/platform/actor.ts';
import type { EntryId, SalonId } from '#server/platform/ids.schema.ts';
import type { Tx } from '#server/platform/tx.ts';
import { recordAudit } from '../audit/record-audit.ts';
import { isEditedSince, lastEventOf } from './entries.queries.ts';
import { setLifecycle } from './lifecycle.ts';
import type { LifecycleReason, PriorityOutcome } from './waitlist.schema.ts';

interface Override {
  score: number;
  /** Why, in staff's words. */
  reason: string;
}

const openStatuses = ['waiting', 'notified', 'cooldown'];

/**
 * Sets staff's own score for an entry in place of the computed one, or (null) clears it. It counts from the next match on.
 * `final`: the entry is booked, expired or cancelled.
 */
export async function setPriority(
  tx: Tx,
  {
    salonId,
    entryId,
    override,
    seen,
    actor,
  }: {
    salonId: SalonId;
    entryId: EntryId;
    override: Override | null;
    seen?: number | undefined;
    actor: Actor;
  },
): Promise<PriorityOutcome> {
  if (seen !== undefined) {
    const reasons: LifecycleReason[] = ['priority_override_set', 'priority_override_cleared'];
    if (await isEditedSince(tx, entryId, { seen, reasons })) return { ok: false, reason: 'changed' };
  }
  await setLifecycle(
    tx,
    override ? 'priority_override_set' : 'priority_override_cleared',
    actor,
    override ? { score: override.score } : {},
  );
  const { count } = await tx.db.waitlistEntry.updateMany({
    where: { id: entryId, salonId, status: { in: openStatuses } },
    data: {
      priorityOverrideScore: override?.score ?? null,
      priorityOverrideReason: override?.reason ?? null,
      updatedAt: tx.now,
    },
  });
  if (count === 0) return { ok: false, reason: 'final' };
  await recordAudit(tx, {
    actor,
    action: override ? 'waitlist.priority_set' : 'waitlist.priority_cleared',
    subjectType: 'waitlist_entry',
    subjectId: entryId,
    salonId,
    data: override ? { score: override.score } : {},
  });
  return { ok: true, seen: await lastEventOf(tx, entryId) };
}
