import type { z } from 'zod';
import type { Actor } from '#server/platform/actor.ts';
import type { Deps } from '#server/platform/deps.ts';
import { notFound } from '#server/platform/errors.ts';
import { idOf, type CustomerId, type EntryId, type OrganisationId } from '#server/platform/ids.schema.ts';
import type { Tx } from '#server/platform/tx.ts';
import type { Locale } from '#server/texts/catalogue.ts';
import { recordAudit } from '../audit/record-audit.ts';
import { messageTexts } from '../notifications/message-texts.ts';
import { lockCustomer } from '../salon/customers/lock-customer.ts';
import { cancelEntry } from '../waitlist/cancel-entry.ts';
import type { eraseCustomerInput, EraseCustomerOutcome } from './customers.schema.ts';
import { readComing } from './get-customer.ts';

type Erasure = z.output<typeof eraseCustomerInput> & {
  organisationId: OrganisationId;
  /** In which what stands in place of the name is written. */
  locale: Locale;
  actor: Actor;
};

/**
 * Takes a person out of everything that is kept: names, contacts, notes and staff's words. Times, services, prices and states stay, for
 * the figures. What is still to come has to be cancelled before; open entries leave the waitlist here. It can't be undone, and a repeat answers
 * the same.
 * @throws AppError `not_found`
 */
export async function eraseCustomer(
  { inTransaction }: Pick<Deps, 'inTransaction'>,
  { salonId, organisationId, customerId, confirmation, locale, actor }: Erasure,
): Promise<EraseCustomerOutcome> {
  return inTransaction(async (tx) => {
    const found = await tx.db.customer.findFirst({
      where: { id: customerId, organisationId, mergedIntoId: null },
      select: { id: true },
    });
    if (!found) throw notFound('customer');
    if ((await lockCustomer(tx, customerId)).isErased) return { ok: true, left: 0 };
    const { name } = await tx.db.customer.findUniqueOrThrow({ where: { id: customerId } });
    if (!isSameName(confirmation, name)) return { ok: false, reason: 'not_confirmed' };
    const bookings = await readComing(tx.db, { customerId, now: tx.now });
    if (bookings.length > 0) return { ok: false, reason: 'has_bookings', bookings };

    const left = await leaveWaitlist(tx, customerId, actor);
    await forget(tx, customerId, messageTexts(locale).text('customer', 'erased'));
    await recordAudit(tx, {
      actor,
      action: 'customer.erased',
      subjectType: 'customer',
      subjectId: customerId,
      salonId,
      organisationId,
      data: { left },
    });
    return { ok: true, left };
  });
}

/** Typed by hand: case and spaces are no matter. */
function isSameName(typed: string, name: string): boolean {
  const plain = (text: string) => text.normalize('NFC').trim().replace(/\s+/g, ' ').toLowerCase();
  return plain(typed) === plain(name);
}

/** Each as when staff take it off the list; their offers pass on. All locks first, in their order, since there may be several. */
async function leaveWaitlist(tx: Tx, customerId: CustomerId, actor: Actor): Promise<number> {
  const pending = await tx.db.offer.findMany({
    where: { status: 'pending', entry: { customerId } },
    select: { calendarId: true, openingId: true },
  });
  const calendarIds = pending.map(({ calendarId }) => calendarId);
  const openingIds = pending.map(({ openingId }) => openingId);
  await tx.db
    .$queryRaw`SELECT id FROM calendars WHERE id = ANY (${calendarIds}::uuid[]) ORDER BY id FOR NO KEY UPDATE`;
  await tx.db
    .$queryRaw`SELECT id FROM openings WHERE id = ANY (${openingIds}::uuid[]) ORDER BY id FOR NO KEY UPDATE`;
  const open = await tx.db.$queryRaw<{ id: EntryId }[]>`
    SELECT id FROM waitlist_entries
    WHERE customer_id = ${customerId}::uuid AND status IN ('waiting', 'notified', 'cooldown')
    ORDER BY id
    FOR NO KEY UPDATE`;
  for (const { id } of open) await cancelEntry(tx, { entryId: id, reason: 'cancelled_by_staff', actor });
  return open.length;
}

/** @param instead what stands where the name stood */
async function forget(tx: Tx, customerId: CustomerId, instead: string): Promise<void> {
  const merged = await tx.db.customer.findMany({ where: { mergedIntoId: customerId }, select: { id: true } });
  const ids = [customerId, ...merged.map(({ id }) => idOf<CustomerId>(id))];
  const theirs = { customerId: { in: ids } };
  await tx.db.customer.updateMany({
    where: { id: { in: ids } },
    data: {
      email: null,
      emailKey: null,
      emailVerifiedAt: null,
      phone: null,
      phoneVerifiedAt: null,
      externalSource: null,
      externalId: null,
      erasedAt: tx.now,
    },
  });
  await tx.db.customer.update({ where: { id: customerId }, data: { name: instead }, select: { id: true } });
  await tx.db.customerNote.deleteMany({ where: theirs });
  await tx.db.booking.updateMany({ where: theirs, data: { notes: '' } });
  await tx.db.waitlistEntry.updateMany({
    where: theirs,
    data: { customerName: instead, customerEmail: null, customerPhone: null, notes: '' },
  });
  await tx.db.waitlistEntry.updateMany({
    where: { ...theirs, priorityOverrideReason: { not: null } },
    data: { priorityOverrideReason: '' },
  });
  // Nobody is there any more to be told, not even that they have left.
  await tx.db.message.updateMany({ where: { ...theirs, status: 'queued' }, data: { status: 'cancelled' } });
  await tx.db.message.updateMany({
    where: theirs,
    data: { recipient: '', providerId: null, lastError: null },
  });
}
