import type { Tx } from '#server/platform/tx.ts';
import type { Channel } from './notifications.schema.ts';

/** How a customer told us themselves, beside the words that stood there. */
const wordings = { sms: 'sms-reply-1', email: 'mail-provider-1' } as const;
/** Beside the link of the mail itself, and on its page. */
export const linkWording = 'unsubscribe-link-1';

/**
 * Writes down that whoever has this number or address wants no messages there, or wants them again. It holds for every salon that knows them:
 * they said it to a sender that all of these share. Who has said so already is left as they are.
 * @param recipient an E.164 number, or an e-mail address in any case
 * @returns how many customers it was news for
 */
export async function recordOptOut(
  tx: Tx,
  {
    channel,
    recipient,
    granted,
    source,
    wording = wordings[channel],
  }: { channel: Channel; recipient: string; granted: boolean; source: string; wording?: string },
): Promise<number> {
  return tx.db.$executeRaw`
    INSERT INTO consents (customer_id, channel, granted, wording_version, source, occurred_at)
    SELECT c.id, ${channel}, ${granted}, ${wording}, ${source}, ${tx.now}::timestamptz
    FROM customers c
    WHERE c.erased_at IS NULL
      AND c.merged_into_id IS NULL
      AND CASE WHEN ${channel} = 'sms' THEN c.phone = ${recipient} ELSE lower(c.email) = lower(${recipient}) END
      AND coalesce((
        SELECT n.granted
        FROM consents n
        WHERE n.customer_id = c.id AND n.channel = ${channel}
        ORDER BY n.occurred_at DESC, n.id DESC
        LIMIT 1
      ), true) <> ${granted}`;
}
