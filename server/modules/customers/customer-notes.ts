import type { Actor } from '#server/platform/actor.ts';
import { notFound } from '#server/platform/errors.ts';
import type { CustomerId, OrganisationId, SalonId } from '#server/platform/ids.ts';
import type { Tx } from '#server/platform/tx.ts';
import type { SalonAction } from '../audit/audit.schema.ts';
import { recordAudit } from '../audit/record-audit.ts';
import { lockCustomer } from '../salon/customers/lock-customer.ts';
import { requireCustomer } from '../salon/customers/require-customer.ts';

// What staff want to remember of a customer: their own words, with who wrote and changed them.

interface Place {
  salonId: SalonId;
  organisationId: OrganisationId;
  customerId: CustomerId;
  /** A user of the staff. */
  actor: Actor;
}

/** @throws AppError `not_found` */
export async function addNote(tx: Tx, { text, ...place }: Place & { text: string }): Promise<void> {
  await lockPlace(tx, place);
  const { customerId, actor } = place;
  await tx.db.customerNote.create({
    data: { customerId, text, authorId: actor.id, createdAt: tx.now },
    select: { id: true },
  });
  await record(tx, place, 'customer.note_added');
}

/** @throws AppError `not_found`, also when a colleague has deleted it meanwhile */
export async function changeNote(
  tx: Tx,
  { noteId, text, ...place }: Place & { noteId: string; text: string },
): Promise<void> {
  await lockPlace(tx, place);
  const { count } = await tx.db.customerNote.updateMany({
    where: { id: noteId, customerId: place.customerId },
    data: { text, editedById: place.actor.id, editedAt: tx.now },
  });
  if (count === 0) throw notFound('note');
  await record(tx, place, 'customer.note_changed');
}

/** @throws AppError `not_found` */
export async function removeNote(tx: Tx, { noteId, ...place }: Place & { noteId: string }): Promise<void> {
  await lockPlace(tx, place);
  const { count } = await tx.db.customerNote.deleteMany({
    where: { id: noteId, customerId: place.customerId },
  });
  if (count === 0) throw notFound('note');
  await record(tx, place, 'customer.note_removed');
}

/** Erasing and merging come before or after. */
async function lockPlace(tx: Tx, { organisationId, customerId }: Place): Promise<void> {
  await requireCustomer(tx.db, organisationId, customerId);
  if ((await lockCustomer(tx, customerId)).isErased) throw notFound('customer');
}

async function record(
  tx: Tx,
  { actor, customerId, salonId, organisationId }: Place,
  action: SalonAction,
): Promise<void> {
  await recordAudit(tx, {
    actor,
    action,
    subjectType: 'customer',
    subjectId: customerId,
    salonId,
    organisationId,
  });
}
