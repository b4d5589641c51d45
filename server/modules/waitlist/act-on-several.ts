import type { z } from 'zod';
import { recordAudit } from '#server/modules/audit/record-audit.ts';
import type { Actor } from '#server/platform/actor.ts';
import type { Deps } from '#server/platform/deps.ts';
import { notFound } from '#server/platform/errors.ts';
import type { EntryId, SalonId } from '#server/platform/ids.schema.ts';
import type { Tx } from '#server/platform/tx.ts';
import { cancelEntry } from './cancel-entry.ts';
import { lockSeveral } from './lock-several.ts';
import { pauseEntry } from './pause-entry.ts';
import { reactivateEntry } from './reactivate-entry.ts';
import type { ActOnSeveralOutcome, actOnSeveralInput, SeveralAct } from './waitlist.schema.ts';

const auditActions = {
  pause: 'waitlist.paused',
  reactivate: 'waitlist.reactivated',
  cancel: 'waitlist.cancelled',
} as const satisfies Record<SeveralAct, string>;

/**
 * Does one thing to several entries of a salon at once, each as it would be done to it alone. One whose state is not the one that it was chosen
 * in stays as it is, and so does one that the act makes no sense for.
 * @throws AppError `not_found` when one of them is not the salon's: nothing is then done to any
 */
export async function actOnSeveral(
  deps: Pick<Deps, 'inTransaction'>,
  { salonId, act, entries, actor }: z.output<typeof actOnSeveralInput> & { actor: Actor },
): Promise<ActOnSeveralOutcome> {
  const seen = new Map(entries.map(({ entryId, status }) => [entryId, status]));
  return deps.inTransaction(async (tx) => {
    const found = await lockSeveral(tx, { salonId, entryIds: [...seen.keys()] });
    if (found.length < seen.size) throw notFound('waitlist entry');
    const outcome: ActOnSeveralOutcome = { done: [], skipped: [], passedOn: 0, canUndo: true };
    for (const entry of found) {
      const { id: entryId, name, status } = entry;
      const result =
        seen.get(entryId) === status ? await actOnOne(tx, { act, salonId, entryId, actor }) : null;
      if (!result) {
        outcome.skipped.push({ entryId, name, status });
        continue;
      }
      await recordAudit(tx, {
        actor,
        action: auditActions[act],
        subjectType: 'waitlist_entry',
        subjectId: entryId,
        salonId,
      });
      outcome.done.push({ entryId, name });
      if (result.passedOn) outcome.passedOn += 1;
      outcome.canUndo &&= act === 'pause' || (act === 'reactivate' && isPlainlyPaused(entry));
    }
    return outcome;
  });
}

/** @returns null when nothing was done, since its state does not allow it or it is so already */
async function actOnOne(
  tx: Tx,
  { act, ...one }: { act: SeveralAct; salonId: SalonId; entryId: EntryId; actor: Actor },
): Promise<{ passedOn: boolean } | null> {
  switch (act) {
    case 'pause': {
      const paused = await pauseEntry(tx, { ...one, until: null });
      return paused.ok && !paused.repeated ? { passedOn: false } : null;
    }
    case 'reactivate':
      return (await reactivateEntry(tx, one)) ? { passedOn: false } : null;
    case 'cancel': {
      const cancelled = await cancelEntry(tx, { ...one, reason: 'cancelled_by_staff' });
      return cancelled.ok && !cancelled.repeated ? { passedOn: cancelled.passedOn } : null;
    }
  }
}

/** Whether another pause would bring it back to just what it was: no date and no missed offer is forgotten with this one. */
function isPlainlyPaused({
  cooldownReason,
  cooldownUntil,
  declineCount,
}: {
  cooldownReason: string | null;
  cooldownUntil: Date | null;
  declineCount: number;
}): boolean {
  return cooldownReason === 'paused' && cooldownUntil === null && declineCount === 0;
}
