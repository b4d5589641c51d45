import { idOf, newId, type CustomerId, type OrganisationId } from '#server/platform/ids.schema.ts';
import { RetryTransaction, type Tx } from '#server/platform/tx.ts';
import type { Locale } from '#server/texts/catalogue.ts';
import { isReachable, type NormalContact } from './contact.rules.ts';
import { lockCustomer } from './lock-customer.ts';

interface CustomerRequest {
  organisationId: OrganisationId;
  contact: NormalContact;
}

/**
 * The organisation's customer whom this contact reaches. Somebody who gives one known and one unknown contact is none of
 * them: else a stranger who knows an address could have its messages sent to a phone of theirs. (Staff can merge.) Nor is who gives a name
 * alone: many have the same.
 * It locks the contact and the customer until the transaction ends, so that two requests of one person come one after the other: call it
 * before `lockCalendars`.
 */
export async function findCustomer(
  tx: Tx,
  { organisationId, contact }: CustomerRequest,
): Promise<CustomerId | null> {
  if (!isReachable(contact)) return null;
  await lockContacts(tx, organisationId, [contact.emailKey, contact.phone]);
  // Indexes customers (organisation_id, email_key) and (organisation_id, phone).
  const known = await tx.db.customer.findMany({
    where: {
      organisationId,
      erasedAt: null,
      mergedIntoId: null,
      OR: [
        ...(contact.emailKey === null ? [] : [{ emailKey: contact.emailKey }]),
        ...(contact.phone === null ? [] : [{ phone: contact.phone }]),
      ],
    },
    orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
    select: { id: true, emailKey: true, phone: true },
  });
  const same = known.find(
    (customer) =>
      (contact.emailKey === null || customer.emailKey === contact.emailKey) &&
      (contact.phone === null || customer.phone === contact.phone),
  );
  if (!same) return null;
  const customerId = idOf<CustomerId>(same.id);
  // Erased between the look and the lock: nobody has this contact any more.
  if ((await lockCustomer(tx, customerId)).isErased) throw new RetryTransaction();
  return customerId;
}

/** For a contact that `findCustomer` has not found in the same transaction. */
export async function createCustomer(
  tx: Tx,
  { organisationId, contact, locale }: CustomerRequest & { locale: Locale },
): Promise<CustomerId> {
  const id = newId<CustomerId>();
  await tx.db.customer.create({
    data: { id, organisationId, locale, createdAt: tx.now, ...contact },
    select: { id: true },
  });
  return id;
}

/** Both at once, for who needs the customer whatever happens next. */
export async function findOrCreateCustomer(
  tx: Tx,
  request: CustomerRequest & { locale: Locale },
): Promise<CustomerId> {
  return (await findCustomer(tx, request)) ?? createCustomer(tx, request);
}

/**
 * Lets who books, joins or is written down with a contact come one after the other. The contacts of one request are locked in the order of
 * their keys, so that nobody deadlocks.
 */
export async function lockContacts(
  tx: Tx,
  organisationId: OrganisationId,
  contacts: readonly (string | null)[],
): Promise<void> {
  const keys = contacts.filter((key) => key !== null);
  await tx.db.$queryRaw`
    SELECT count(pg_advisory_xact_lock(key))
    FROM (
      SELECT DISTINCT hashtextextended(contact, hashtext(${organisationId})) AS key
      FROM unnest(${keys}::text[]) AS contact
      ORDER BY key
    ) AS keys`;
}
