import type { Deps } from '#server/platform/deps.ts';
import { enforceLimit } from '#server/platform/enforce-limit.ts';
import type { Contact } from '../salon/customers/contact.schema.ts';
import { limitContact } from '../salon/customers/limit-contact.ts';

/**
 * Counts a request to join: for the address that it comes from, and for each contact that it names, whatever the address.
 * @throws AppError `rate_limited`
 */
export async function limitIntake(
  deps: Pick<Deps, 'limits'>,
  address: string,
  contact: Pick<Contact, 'email' | 'phone'>,
): Promise<void> {
  await enforceLimit(deps, 'public-waitlist-intake', address);
  await limitContact(deps, 'public-waitlist-intake-contact', contact);
}
