import type { Deps } from '#server/platform/deps.ts';
import { enforceLimit } from '#server/platform/enforce-limit.ts';
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
  for (const contact of [email, phone]) {
    const subject = contact?.toLowerCase().replace(/[\s()./-]/g, '');
    if (subject) await enforceLimit(deps, 'public-waitlist-intake-contact', subject);
  }
}
