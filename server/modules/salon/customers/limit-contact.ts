import type { Deps } from '#server/platform/deps.ts';
import { enforceLimit } from '#server/platform/enforce-limit.ts';
import type { LimitName } from '#server/platform/rate-limits.ts';
import { contactKeys } from './contact.rules.ts';
import type { Contact } from './contact.schema.ts';

/**
 * Counts a use for each of the e-mail and the phone that somebody names, from whatever address: they get the messages.
 * @throws AppError `rate_limited`
 */
export async function limitContact(
  deps: Pick<Deps, 'limits'>,
  limit: LimitName,
  contact: Pick<Contact, 'email' | 'phone'>,
): Promise<void> {
  for (const key of contactKeys(contact)) await enforceLimit(deps, limit, key);
}
