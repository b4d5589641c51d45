import { z } from 'zod';
import { messageIdSchema } from '#server/platform/ids.schema.ts';
import { messageIdField } from './postmark-provider.ts';
import type { DeliveryNews } from './record-delivery.ts';

/** https://www.twilio.com/docs/messaging/guides/track-outbound-message-status; what is still on its way there is no news. */
const twilioStatuses: Record<string, DeliveryNews['status']> = {
  sent: 'sent',
  delivered: 'delivered',
  undelivered: 'undelivered',
  failed: 'undelivered',
};

/**
 * What became of an SMS.
 * @param query of the address that Twilio was given with the message
 * @returns null when it says nothing new, or is about no message of ours
 */
export function readTwilioStatus(form: Record<string, string>, query: unknown): DeliveryNews | null {
  const status = twilioStatuses[form.MessageStatus ?? ''];
  const named = z.object({ message: messageIdSchema }).safeParse(query);
  if (!status || !form.MessageSid || !named.success) return null;
  return {
    messageId: named.data.message,
    provider: 'twilio',
    providerId: form.MessageSid,
    status,
    code: status === 'undelivered' ? `twilio:${form.ErrorCode ?? 'unknown'}` : null,
  };
}

const metadata = z.object({ [messageIdField]: messageIdSchema });

/** https://postmarkapp.com/developer/webhooks/webhooks-overview */
const postmarkNews = z.discriminatedUnion('RecordType', [
  z.object({ RecordType: z.literal('Delivery'), MessageID: z.string(), Metadata: metadata }),
  z.object({
    RecordType: z.literal('Bounce'),
    MessageID: z.string(),
    Metadata: metadata,
    Type: z.string(),
  }),
  z.object({ RecordType: z.literal('SpamComplaint'), Email: z.string() }),
  z.object({
    RecordType: z.literal('SubscriptionChange'),
    Recipient: z.string(),
    SuppressSending: z.boolean(),
  }),
]);

/** What Postmark calls a bounce and still tries, or was an answer of a machine. https://postmarkapp.com/developer/api/bounce-api#bounce-types */
const noBounces = new Set([
  'Transient',
  'AutoResponder',
  'Subscribe',
  'Unsubscribe',
  'ChallengeVerification',
  'OpenRelayTest',
  'Unknown',
  'VirusNotification',
  'AddressChange',
  'DMARCPolicy',
]);

/** What became of an e-mail, or that somebody wants none. Both null: nothing that concerns us. */
export function readPostmarkNews(body: unknown): {
  delivery: DeliveryNews | null;
  consent: { recipient: string; granted: boolean; source: string } | null;
} {
  const { data: news } = postmarkNews.safeParse(body);
  switch (news?.RecordType) {
    case 'Delivery':
      return { delivery: mailNews(news, 'delivered', null), consent: null };
    case 'Bounce':
      return {
        delivery: noBounces.has(news.Type) ? null : mailNews(news, 'undelivered', `postmark:${news.Type}`),
        consent: null,
      };
    case 'SpamComplaint':
      return { delivery: null, consent: { recipient: news.Email, granted: false, source: 'mail_complaint' } };
    case 'SubscriptionChange':
      return {
        delivery: null,
        consent: {
          recipient: news.Recipient,
          granted: !news.SuppressSending,
          source: 'mail_subscription',
        },
      };
    default:
      return { delivery: null, consent: null };
  }
}

function mailNews(
  { MessageID: providerId, Metadata }: { MessageID: string; Metadata: z.output<typeof metadata> },
  status: DeliveryNews['status'],
  code: string | null,
): DeliveryNews {
  return { messageId: Metadata[messageIdField], provider: 'postmark', providerId, status, code };
}
