import type { z } from 'zod';
import type { Actor } from '#server/platform/actor.ts';
import type { Deps } from '#server/platform/deps.ts';
import { idOf, type CustomerId, type OrganisationId } from '#server/platform/ids.schema.ts';
import type { Tx } from '#server/platform/tx.ts';
import { recordAudit } from '../audit/record-audit.ts';
import { queueMessages } from '../notifications/queue-messages.ts';
import type { Contact } from '../salon/customers/contact.schema.ts';
import { lockCustomer } from '../salon/customers/lock-customer.ts';
import { requireCustomer } from '../salon/customers/require-customer.ts';
import { localeOf } from '#server/texts/catalogue.ts';
import { addEntry } from './add-entry.ts';
import type { createEntryInput, CreateEntryOutcome } from './waitlist.schema.ts';

/**
 * Staff put somebody on the list, also while it takes nobody from the public. An entry for the same wish is named instead.
 * @throws AppError `not_found` for a customer who is unknown, erased, merged or another organisation's
 */
export async function createEntry(
  deps: Deps,
  { actor, ...input }: z.output<typeof createEntryInput> & { actor: Actor },
): Promise<CreateEntryOutcome> {
  return deps.inTransaction(async (tx) => {
    const salon = await tx.db.salon.findUniqueOrThrow({
      where: { id: input.salonId },
      select: { locale: true, organisationId: true },
    });
    const { customerId, contact, ...wanted } = input;
    const who = customerId
      ? { customerId, contact: await contactOf(tx, idOf(salon.organisationId), customerId) }
      : { contact };
    const locale = input.locale ?? localeOf(salon.locale);
    const added = await addEntry(tx, { ...wanted, ...who, locale, actor, by: 'staff' });
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

async function contactOf(tx: Tx, organisationId: OrganisationId, customerId: CustomerId): Promise<Contact> {
  await lockCustomer(tx, customerId);
  const { name, email, phone } = await requireCustomer(tx.db, organisationId, customerId);
  return { name, email, phone };
}
