import type { z } from 'zod';
import type { Customer } from '#server/generated/prisma/client.ts';
import type { Actor } from '#server/platform/actor.ts';
import type { Deps } from '#server/platform/deps.ts';
import { notFound } from '#server/platform/errors.ts';
import type { CustomerId, OrganisationId, SalonId } from '#server/platform/ids.schema.ts';
import type { Tx } from '#server/platform/tx.ts';
import { recordAudit } from '../audit/record-audit.ts';
import { isReachable } from '../salon/customers/contact.rules.ts';
import { findOptOuts } from './compare-customers.ts';
import type { mergeCustomersInput, MergeCustomersOutcome } from './customers.schema.ts';
import { followContact } from './follow-contact.ts';
import { findObstacles } from './merge-obstacles.ts';

type Merge = z.output<typeof mergeCustomersInput> & { organisationId: OrganisationId; actor: Actor };

/**
 * Makes one customer of two who are the same person: what the other one has booked, waits for, was sent and agreed to becomes that of the one
 * who is kept, and of each fact one of the two is kept. Refused when they would then be in two places at once. A repeat answers as the
 * first time did.
 * @throws AppError `not_found`, also for the same customer twice
 */
export async function mergeCustomers(
  { inTransaction }: Pick<Deps, 'inTransaction'>,
  { organisationId, customerId, otherId, salonId, actor, ...choices }: Merge,
): Promise<MergeCustomersOutcome> {
  if (customerId === otherId) throw notFound('another customer');
  return inTransaction(async (tx) => {
    const [kept, other] = await lockBoth(tx, organisationId, [customerId, otherId]);
    if (other.mergedIntoId === customerId) return { ok: true };
    if (other.erasedAt || other.mergedIntoId) throw notFound('customer');
    const facts = choose(kept, other, choices);
    if (!isReachable(facts) && (isReachable(kept) || isReachable(other))) {
      return { ok: false, reason: 'invalid', fields: [{ field: 'phone', problem: 'contact_missing' }] };
    }
    // Who matches passes over what is locked, so no offer is made to either meanwhile.
    await lockEntries(tx, [customerId, otherId]);
    const obstacles = await findObstacles(tx.db, { kept: customerId, other: otherId, now: tx.now });
    if (obstacles.length > 0) return { ok: false, reason: 'obstacles', obstacles };

    const optedOut = await findOptOuts(tx.db, [customerId, otherId]);
    const moved = await moveAll(tx, otherId, customerId);
    await leaveNothing(tx, otherId, customerId);
    await tx.db.customer.update({ where: { id: customerId }, data: facts, select: { id: true } });
    await keepOptOuts(tx, customerId, optedOut);
    await followContact(tx, customerId, facts, actor);
    await recordMerge(tx, { actor, customerId, otherId, salonId, organisationId }, { ...choices, ...moved });
    return { ok: true };
  });
}

/** Both in the order of their ids, so that two merges the other way round do not deadlock; then read. */
async function lockBoth(
  tx: Tx,
  organisationId: OrganisationId,
  ids: readonly [CustomerId, CustomerId],
): Promise<[Customer, Customer]> {
  await tx.db.$queryRaw`
    SELECT id FROM customers
    WHERE id = ANY (${[...ids]}::uuid[]) AND organisation_id = ${organisationId}::uuid
    ORDER BY id
    FOR NO KEY UPDATE`;
  const found = await tx.db.customer.findMany({ where: { id: { in: [...ids] }, organisationId } });
  const [kept, other] = ids.map((id) => found.find((each) => each.id === id));
  if (!kept || !other || kept.erasedAt || kept.mergedIntoId) throw notFound('customer');
  return [kept, other];
}

type Choices = Pick<Merge, 'name' | 'phone' | 'email' | 'locale'>;

/** A contact keeps whether it was verified. */
function choose(kept: Customer, other: Customer, choices: Choices) {
  const from = (choice: 'kept' | 'other') => (choice === 'kept' ? kept : other);
  const { email, emailKey, emailVerifiedAt } = from(choices.email);
  const { phone, phoneVerifiedAt } = from(choices.phone);
  return {
    name: from(choices.name).name,
    locale: from(choices.locale).locale,
    email,
    emailKey,
    emailVerifiedAt,
    phone,
    phoneVerifiedAt,
    // Known since the first of them was.
    createdAt: kept.createdAt < other.createdAt ? kept.createdAt : other.createdAt,
  };
}

async function lockEntries(tx: Tx, customerIds: readonly CustomerId[]): Promise<void> {
  await tx.db.$queryRaw`
    SELECT id FROM waitlist_entries WHERE customer_id = ANY (${[...customerIds]}::uuid[]) ORDER BY id FOR NO KEY UPDATE`;
}

async function moveAll(tx: Tx, from: CustomerId, to: CustomerId): Promise<Record<string, number>> {
  const theirs = { where: { customerId: from }, data: { customerId: to } };
  const bookings = await tx.db.booking.updateMany(theirs);
  const entries = await tx.db.waitlistEntry.updateMany(theirs);
  const messages = await tx.db.message.updateMany(theirs);
  const consents = await tx.db.consent.updateMany(theirs);
  const notes = await tx.db.customerNote.updateMany(theirs);
  return {
    bookings: bookings.count,
    entries: entries.count,
    messages: messages.count,
    consents: consents.count,
    notes: notes.count,
  };
}

/** What is left of the other one says into whom they were merged; so do those who had been merged into them before. */
async function leaveNothing(tx: Tx, otherId: CustomerId, customerId: CustomerId): Promise<void> {
  await tx.db.customer.update({
    where: { id: otherId },
    data: {
      mergedIntoId: customerId,
      name: '',
      email: null,
      emailKey: null,
      emailVerifiedAt: null,
      phone: null,
      phoneVerifiedAt: null,
    },
    select: { id: true },
  });
  await tx.db.customer.updateMany({ where: { mergedIntoId: otherId }, data: { mergedIntoId: customerId } });
}

/** An opt-out of either stays: with the rows of both in one list, the newest could else be the other one's consent. */
async function keepOptOuts(
  tx: Tx,
  customerId: CustomerId,
  optedOut: Awaited<ReturnType<typeof findOptOuts>>,
): Promise<void> {
  await tx.db.consent.createMany({
    data: optedOut.map((channel) => ({
      customerId,
      channel,
      granted: false,
      wordingVersion: 'merge-1',
      source: 'merge',
      occurredAt: tx.now,
    })),
  });
}

async function recordMerge(
  tx: Tx,
  {
    otherId,
    customerId,
    ...by
  }: {
    actor: Actor;
    customerId: CustomerId;
    otherId: CustomerId;
    salonId: SalonId;
    organisationId: OrganisationId;
  },
  what: Record<string, string | number>,
): Promise<void> {
  await recordAudit(tx, {
    ...by,
    action: 'customer.merged',
    subjectType: 'customer',
    subjectId: customerId,
    data: { otherId, ...what },
  });
}
