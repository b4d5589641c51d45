import type { Deps } from './deps.ts';
import { AppError } from './errors.ts';
import type { LimitName } from './rate-limits.ts';

/**
 * Counts one use.
 * @param subject whom it counts for: an address, a contact, a user's id
 * @throws AppError `rate_limited`, with the seconds until the next try
 */
export async function enforceLimit(
  deps: Pick<Deps, 'limits'>,
  limit: LimitName,
  subject: string,
): Promise<void> {
  const answer = await deps.limits.consume(limit, subject);
  if (!answer.ok) throw new AppError('rate_limited', { retryAfter: answer.retryAfterSeconds });
}
