import type { MessageId } from '#server/platform/ids.schema.ts';
import type { Tx } from '#server/platform/tx.ts';
import { quotaRecipients } from '../auth/notices.ts';
import { sendMessageQueue } from './notifications.jobs.ts';
import { limitOf, type SmsUse, type WarnedPercent } from './sms-quota.rules.ts';

/**
 * Tells those who run a salon, and want such e-mail, that so much of its month's limit is used: once for each month, mark and limit, since a
 * limit that was raised is to be warned of anew. In the transaction of what took the use there.
 */
export async function warnOfQuota(
  tx: Tx,
  warning: Omit<SmsUse, 'used'> & { salonId: string; month: string; percent: WarnedPercent },
): Promise<void> {
  const limit = limitOf(warning);
  if (limit === null) return;
  const queued = await tx.db.$queryRaw<{ id: MessageId }[]>`
    WITH warned AS (
      INSERT INTO sms_warnings (salon_id, month, percent, segment_limit, created_at)
      VALUES (${warning.salonId}::uuid, ${warning.month}::date, ${warning.percent}, ${limit}, ${tx.now}::timestamptz)
      ON CONFLICT (salon_id, month, percent, segment_limit) DO NOTHING
      RETURNING id, salon_id
    ), told AS (
      SELECT w.id AS warning_id, u.id AS user_id, u.email, u.locale
      FROM warned w
      JOIN (${quotaRecipients}) r ON r.salon_id = w.salon_id
      JOIN users u ON u.id = r.user_id
    )
    INSERT INTO messages (sms_warning_id, channel, template, locale, recipient, status, idempotency_key, created_at)
    SELECT warning_id, 'email', 'sms_quota', locale, email, 'queued',
      concat_ws(':', 'sms_quota', warning_id, user_id, 'email'), ${tx.now}::timestamptz
    FROM told
    RETURNING id`;
  await tx.enqueueMany(queued.map(({ id }) => ({ queue: sendMessageQueue, data: { messageId: id } })));
}
