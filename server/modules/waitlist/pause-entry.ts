import { Temporal } from 'temporal-polyfill';
import type { Actor } from '#server/platform/actor.ts';
import { idOf, type EntryId } from '#server/platform/ids.schema.ts';
import type { Tx } from '#server/platform/tx.ts';
import { lockEntry } from './entries.queries.ts';
import { setLifecycle } from './lifecycle.ts';
import { enqueueReactivation } from './reactivation-queue.ts';
import { enqueueMatchEntry } from './match-entry-queue.ts';
import type { PauseOutcome, ResumeOutcome } from './waitlist.schema.ts';

/**
 * Pauses a waiting entry until the beginning of a local date of its salon, or (null) until it is resumed. A repeat answers the same.
 * @returns `invalid` when that date has begun already
 */
export async function pauseEntry(
  tx: Tx,
  { entryId, until, actor }: { entryId: EntryId; until: string | null; actor: Actor },
): Promise<PauseOutcome & { repeated?: boolean }> {
  const entry = await lockEntry(tx, entryId);
  if (!entry) return { ok: false, reason: 'unknown' };
  const resumesAt = until === null ? null : startOfDate(until, entry.timeZone);
  if (isPaused(entry) && entry.cooldownUntil?.getTime() === resumesAt?.getTime())
    return { ok: true, repeated: true };
  if (entry.status !== 'waiting') return { ok: false, reason: 'not_waiting' };
  if (resumesAt !== null && resumesAt <= tx.now) {
    return { ok: false, reason: 'invalid', fields: [{ field: 'until', problem: 'in_past' }] };
  }

  await setLifecycle(tx, 'paused', actor, { until });
  await tx.db.waitlistEntry.update({
    where: { id: entryId },
    data: { status: 'cooldown', cooldownReason: 'paused', cooldownUntil: resumesAt, updatedAt: tx.now },
    select: { id: true },
  });
  await enqueueReactivation(tx, [entryId]);
  return { ok: true };
}

/** Ends a pause on the customer's word: not a cooldown after a miss, which only staff can end early. A repeat answers the same. */
export async function resumeEntry(
  tx: Tx,
  { entryId, actor }: { entryId: EntryId; actor: Actor },
): Promise<ResumeOutcome> {
  const entry = await lockEntry(tx, entryId);
  if (!entry) return { ok: false, reason: 'unknown' };
  if (entry.status === 'waiting') return { ok: true };
  if (!isPaused(entry)) return { ok: false, reason: 'not_paused' };

  await setLifecycle(tx, 'resumed_by_customer', actor);
  await tx.db.waitlistEntry.update({
    where: { id: entryId },
    data: { status: 'waiting', cooldownReason: null, cooldownUntil: null, updatedAt: tx.now },
    select: { id: true },
  });
  await enqueueMatchEntry(tx, [idOf<EntryId>(entry.id)]);
  return { ok: true };
}

function isPaused({ status, cooldownReason }: { status: string; cooldownReason: string | null }): boolean {
  return status === 'cooldown' && cooldownReason === 'paused';
}

function startOfDate(date: string, timeZone: string): Date {
  return new Date(Temporal.PlainDate.from(date).toZonedDateTime(timeZone).epochMilliseconds);
}
