import type { Deps } from '#server/platform/deps.ts';
import { enforceLimit } from '#server/platform/enforce-limit.ts';
import { emailKeyOf } from '../salon/customers/contact.rules.ts';
import type { Contact } from '../salon/customers/contact.schema.ts';

/**
 * Counts a request to join: for the address that it comes from, and for each contact that it names, whatever the address.
 * @throws AppError `rate_limited`
 */
export async function limitIntake(
  deps: Pick<Deps, 'limits'>,
  address: string,
  { email, phone }: Pick<Contact, 'email' | 'phone'>,
): Promise<void> {
  await enforceLimit(deps, 'public-waitlist-intake', address);
  // As joining tells contacts apart: a tag does not make another one of an address.
  const contacts = [email && emailKeyOf(email), phone?.replace(/[\s()./-]/g, '')];
  for (const contact of contacts) {
    if (contact) await enforceLimit(deps, 'public-waitlist-intake-contact', contact);
  }
}
