import type { z } from 'zod';
import type { Actor } from '#server/platform/actor.ts';
import type { Deps } from '#server/platform/deps.ts';
import { recordAudit } from '../audit/record-audit.ts';
import { queueMessages } from '../notifications/queue-messages.ts';
import { localeOf } from '#server/texts/catalogue.ts';
import { addEntry } from './add-entry.ts';
import type { createEntryInput, CreateEntryOutcome } from './waitlist.schema.ts';

/** Staff put somebody on the list, also while it takes nobody from the public. An entry for the same wish is named instead. */
export async function createEntry(
  deps: Deps,
  { actor, ...input }: z.output<typeof createEntryInput> & { actor: Actor },
): Promise<CreateEntryOutcome> {
  return deps.inTransaction(async (tx) => {
    const salon = await tx.db.salon.findUniqueOrThrow({
      where: { id: input.salonId },
      select: { locale: true },
    });
    const locale = input.locale ?? localeOf(salon.locale);
    const added = await addEntry(tx, { ...input, locale, actor, by: 'staff' });
    if (!added.ok) {
      if (added.reason === 'joining_closed') throw new Error('Joining is never closed for staff.');
      return added.reason === 'invalid' ? added : { ok: false, reason: added.reason };
    }
    const { entryId } = added;
    if (added.existed) return { ok: false, reason: 'exists', entryId };
    await queueMessages(tx, [{ template: 'waitlist_joined', entryId }]);
    await recordAudit(tx, {
      actor,
      action: 'waitlist.created',
      subjectType: 'waitlist_entry',
      subjectId: entryId,
      salonId: input.salonId,
    });
    return { ok: true, entryId };
  });
}
