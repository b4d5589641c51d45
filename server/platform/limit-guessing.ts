import { AppError } from './errors.ts';
import { linkPurposes, type Links } from './crypto.ts';
import type { Deps } from './deps.ts';

/**
 * Stops an address that keeps coming with links that are nobody's. A link that we have signed is no guess, so it is never stopped:
 * many customers of one mobile network share an address, and an offer does not wait.
 * @param isUnknown tells of the work's answer that the link was nobody's
 * @throws AppError `rate_limited`
 */
export async function limitGuessing<T>(
  deps: Pick<Deps, 'links' | 'limits'>,
  { token, address }: { token: unknown; address: string },
  work: () => Promise<T>,
  isUnknown: (answer: T) => boolean,
): Promise<T> {
  if (isSigned(deps.links, token)) return work();
  const allowed = await deps.limits.check('unknown-link', address);
  if (!allowed.ok) throw new AppError('rate_limited', { retryAfter: allowed.retryAfterSeconds });
  const answer = await work();
  if (isUnknown(answer)) await deps.limits.consume('unknown-link', address);
  return answer;
}

function isSigned(links: Links, token: unknown): boolean {
  return typeof token === 'string' && linkPurposes.some((purpose) => links.readLink(purpose, token) !== null);
}
