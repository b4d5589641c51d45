import type { Deps } from '#server/platform/deps.ts';
import { enforceLimit } from '#server/platform/enforce-limit.ts';
import { queueMessages } from '../notifications/queue-messages.ts';
import { liveOfferOf, maskedContacts } from './view-offer.ts';

type Resent = { ok: true; sentTo: string[] } | { ok: false; reason: 'unknown' | 'closed' };

/**
 * Sends an offer's newest link again, to the contact that it belongs to, whoever asks.
 * @throws AppError `rate_limited`
 */
export async function resendLink(deps: Deps, token: string): Promise<Resent> {
  const live = await liveOfferOf(deps, token);
  if (typeof live === 'string') return { ok: false, reason: live };
  await enforceLimit(deps, 'resend-link', live.offerId);
  await deps.inTransaction((tx) =>
    queueMessages(tx, [
      { template: 'offer', offerId: live.offerId, occasion: `again:${tx.now.toISOString()}` },
    ]),
  );
  return { ok: true, sentTo: await maskedContacts(deps, live.customerId) };
}
