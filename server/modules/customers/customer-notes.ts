import type { Actor } from '#server/platform/actor.ts';
import { notFound } from '#server/platform/errors.ts';
import type { CustomerId, OrganisationId, SalonId } from '#server/platform/ids.schema.ts';
import type { Tx } from '#server/platform/tx.ts';
import { expectVersion } from '#server/platform/version.ts';
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

interface Note extends Place {
  noteId: string;
  /** Left out: whatever is written in it. */
  version?: string | undefined;
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

/**
 * @throws AppError `not_found`, also when a colleague has deleted it meanwhile; `conflict` when they have changed it since `version`
 */
export async function changeNote(tx: Tx, { text, ...about }: Note & { text: string }): Promise<void> {
  await lockNote(tx, about);
  await tx.db.customerNote.update({
    where: { id: about.noteId },
    data: { text, editedById: about.actor.id, editedAt: tx.now },
    select: { id: true },
  });
  await record(tx, about, 'customer.note_changed');
}

/** @throws AppError `not_found`; `conflict` when somebody else has written on in it since `version` */
export async function removeNote(tx: Tx, about: Note): Promise<void> {
  await lockNote(tx, about);
  await tx.db.customerNote.delete({ where: { id: about.noteId }, select: { id: true } });
  await record(tx, about, 'customer.note_removed');
}

/** Changes of a customer's notes come one after the other; this one as `version` knows it. */
async function lockNote(tx: Tx, { noteId, version, ...place }: Note): Promise<void> {
  await lockPlace(tx, place);
  const note = await tx.db.customerNote.findFirst({
    where: { id: noteId, customerId: place.customerId },
    select: { text: true },
  });
  if (!note) throw notFound('note');
  expectVersion(version, note.text);
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
