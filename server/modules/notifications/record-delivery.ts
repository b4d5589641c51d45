import type { MessageId } from '#server/platform/ids.schema.ts';
import type { Tx } from '#server/platform/tx.ts';
import { failureOfDelivery } from './provider-errors.ts';
import { lockOffer, passOnWhenUnreached } from './pass-on.ts';

/** What a provider tells of a message after it has taken it. */
export interface DeliveryNews {
  messageId: MessageId;
  provider: 'twilio' | 'postmark';
  providerId: string;
  status: 'sent' | 'delivered' | 'undelivered';
  /** Why it was not delivered, as the provider codes it: `twilio:30003`. */
  code: string | null;
}

/**
 * Keeps what a provider tells. News come twice, late and in any order: what is further along stays, and delivered is the end. They may even
 * come before the answer to the call, or for a call of which nobody knew whether it went out.
 * @returns whether it was news
 */
export async function recordDelivery(
  tx: Tx,
  { messageId, provider, providerId, status, code }: DeliveryNews,
): Promise<boolean> {
  const message = await tx.db.message.findUnique({
    where: { id: messageId },
    select: { offerId: true },
  });
  if (!message) return false;
  await lockOffer(tx, message.offerId);
  const isNews = await tx.db.$executeRaw`
    UPDATE messages
    SET status = ${status},
        provider = ${provider},
        provider_id = ${providerId},
        last_error = ${code},
        failure = ${status === 'undelivered' ? failureOfDelivery(code) : null},
        sent_at = coalesce(sent_at, ${tx.now}::timestamptz)
    WHERE id = ${messageId}::uuid
      AND coalesce(provider, ${provider}) = ${provider}
      AND coalesce(provider_id, ${providerId}) = ${providerId}
      AND array_position(ARRAY['sent', 'undelivered', 'delivered'], ${status})
        > coalesce(array_position(ARRAY['sent', 'undelivered', 'delivered'], status), 0)
      AND status IN ('queued', 'sending', 'unknown', 'sent', 'undelivered')`;
  if (isNews > 0 && status === 'undelivered') await passOnWhenUnreached(tx, message.offerId);
  return isNews > 0;
}
