import type { MessageId } from '#server/platform/ids.schema.ts';
import type { Tx } from '#server/platform/tx.ts';
import { lockOffer, passOnWhenUnreached } from './pass-on.ts';
import { queueEmailInstead } from './queue-messages.ts';
import { monthOf } from './reserve-segments.ts';
import { warnOfQuota } from './warn-of-quota.ts';

interface Blocked {
  offerId: string | null;
  salonId: string;
  month: string;
  included: number;
  hardCap: number | null;
}

/**
 * Keeps back an SMS for which the salon's month has no room. It is no fault of the customer: `trouble`. The e-mail takes its place; when there is
 * none, and nothing else reaches them, the next one has their turn. That staff hear of it does not depend on the cap being met exactly: a message
 * of two segments is blocked where one is left.
 */
export async function blockMessage(tx: Tx, messageId: MessageId): Promise<void> {
  const message = await tx.db.message.findUnique({ where: { id: messageId }, select: { offerId: true } });
  await lockOffer(tx, message?.offerId ?? null);
  const [blocked] = await tx.db.$queryRaw<Blocked[]>`
    UPDATE messages m
    SET status = 'blocked', last_error = 'quota', failure = 'trouble'
    FROM salons s
    LEFT JOIN sms_usage u ON u.salon_id = s.id AND u.month = ${monthOf(tx.now)}
    WHERE m.id = ${messageId}::uuid AND s.id = m.salon_id AND m.status = 'queued'
    RETURNING m.offer_id AS "offerId", s.id AS "salonId", (${monthOf(tx.now)})::text AS month,
      coalesce(u.segments_included, s.sms_included_segments) AS included, coalesce(u.hard_cap, s.sms_hard_cap) AS "hardCap"`;
  if (!blocked) return;
  await queueEmailInstead(tx, messageId);
  await passOnWhenUnreached(tx, blocked.offerId);
  if (blocked.hardCap !== null) await warnOfQuota(tx, { ...blocked, percent: 100 });
}
