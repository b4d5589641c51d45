import type { z } from 'zod';
import type { Actor } from '#server/platform/actor.ts';
import type { Deps } from '#server/platform/deps.ts';
import { idOf, type EntryId, type OrganisationId, type SalonId } from '#server/platform/ids.schema.ts';
import type { Tx } from '#server/platform/tx.ts';
import { recordAudit } from '../audit/record-audit.ts';
import {
  countryOfSalon,
  normaliseContact,
  notWhoBooked,
  type NormalContact,
} from '../salon/customers/contact.rules.ts';
import { createCustomer, findCustomer } from '../salon/customers/find-or-create-customer.ts';
import { localeOf } from '#server/texts/catalogue.ts';
import { changeWish } from './change-wish.ts';
import { reactivateEntry } from './reactivate-entry.ts';
import { isEditedSince } from './entries.queries.ts';
import type { changeEntryInput, ChangeEntryOutcome } from './waitlist.schema.ts';

/**
 * Staff change a wish and, where given, the contact and the notes. With a new contact an entry that was set aside as unreachable
 * waits again.
 */
export async function changeEntry(
  deps: Deps,
  input: z.output<typeof changeEntryInput> & { actor: Actor },
): Promise<ChangeEntryOutcome> {
  const { salonId, entryId, wish, contact, notes, seen, actor } = input;
  return deps.inTransaction(async (tx) => {
    const entry = await tx.db.waitlistEntry.findFirst({
      where: { id: entryId, salonId, removedAt: null },
      select: {
        customerId: true,
        movesBookingId: true,
        locale: true,
        salon: { select: { organisationId: true, phone: true } },
      },
    });
    if (!entry) return { ok: false, reason: 'unknown' };
    const normal = contact && normaliseContact(contact, countryOfSalon(entry.salon));
    if (normal && !normal.ok) return { ok: false, reason: 'invalid', fields: normal.fields };
    const request = normal && {
      organisationId: idOf<OrganisationId>(entry.salon.organisationId),
      contact: normal.contact,
      locale: localeOf(entry.locale),
    };
    // The contact's lock comes before the entry's, as when somebody joins.
    const known = request && (await findCustomer(tx, request));
    if (request && entry.movesBookingId !== null && known !== entry.customerId) {
      return { ok: false, reason: 'invalid', fields: [notWhoBooked(request.contact)] };
    }
    const customerId = request && (known ?? (await createCustomer(tx, request)));

    if (
      seen !== undefined &&
      (await isEditedSince(tx, entryId, { seen, reasons: ['preferences_changed'] }))
    ) {
      return { ok: false, reason: 'changed' };
    }
    const changed = await changeWish(tx, { entryId, wish, actor });
    if (!changed.ok) return changed;
    const { cooldownReason } = await tx.db.waitlistEntry.update({
      where: { id: entryId },
      data: { notes, ...(normal && customerId && contactColumns(normal.contact, customerId)) },
      select: { cooldownReason: true },
    });
    if (customerId && cooldownReason === 'unreachable')
      await reactivateEntry(tx, { salonId, entryId, actor });
    await recordAudit(tx, {
      actor,
      action: 'waitlist.changed',
      subjectType: 'waitlist_entry',
      subjectId: entryId,
      salonId,
      // Which parts: what stands in them is personal.
      data: { contact: contact !== undefined, notes: notes !== undefined },
    });
    return { ok: true };
  });
}

function contactColumns(contact: NormalContact, customerId: string) {
  return {
    customerId,
    customerName: contact.name,
    customerEmail: contact.email,
    customerPhone: contact.phone,
    // A new address has not failed yet.
    unreachableCount: 0,
  };
}

/** Out of staff's lists; the row and its history stay. Only booked, expired and cancelled entries. */
export async function removeEntry(
  tx: Tx,
  { salonId, entryId }: Pick<z.output<typeof changeEntryInput>, 'salonId' | 'entryId'>,
): Promise<boolean> {
  const { count } = await tx.db.waitlistEntry.updateMany({
    where: { id: entryId, salonId, status: { in: ['booked', 'expired', 'cancelled'] } },
    data: { removedAt: tx.now, updatedAt: tx.now },
  });
  return count === 1;
}

/** Back in staff's lists, as it was. False when it was not out of them, or is another salon's. */
export async function restoreEntry(
  tx: Tx,
  { salonId, entryId, actor }: { salonId: SalonId; entryId: EntryId; actor: Actor },
): Promise<boolean> {
  const { count } = await tx.db.waitlistEntry.updateMany({
    where: { id: entryId, salonId, removedAt: { not: null } },
    data: { removedAt: null, updatedAt: tx.now },
  });
  if (count === 0) return false;
  await recordAudit(tx, {
    actor,
    action: 'waitlist.restored',
    subjectType: 'waitlist_entry',
    subjectId: entryId,
    salonId,
  });
  return true;
}
