import { Prisma } from '#server/generated/prisma/client.ts';
import type { MessageId } from '#server/platform/ids.schema.ts';
import { noticeRecipients, quotaRecipients } from '../auth/notices.ts';

/** Whether a message still has something to say: `id` and `makes_sense`. */
export function senseOf(messageId: MessageId, now: Date): Prisma.Sql {
  return Prisma.sql`
    SELECT m.id, coalesce(
      CASE
        WHEN m.template IN ('offer', 'offer_reminder') THEN
          o.status = 'pending'
          AND o.token_expires_at > ${now}
          AND m.link_version >= o.link_version - CASE WHEN o.previous_token_hash IS NULL THEN 0 ELSE 1 END
        -- Nobody is told that an offer is gone who was not told of it on that channel.
        WHEN m.template = 'offer_withdrawn' THEN EXISTS (
          SELECT FROM messages told
          WHERE told.offer_id = m.offer_id AND told.channel = m.channel AND told.template IN ('offer', 'offer_reminder')
            AND told.status IN ('sending', 'sent', 'delivered', 'unknown')
        )
        WHEN m.template IN ('booking_confirmed', 'booking_moved') THEN b.status <> 'cancelled'
        WHEN m.template = 'booking_reminder' THEN
          b.status IN ('confirmed', 'pending_payment') AND b.starts_at > ${now} AND b.starts_at <= ${now}::timestamptz + interval '24 hours'
        WHEN m.template = 'staff_invitation' THEN
          invited.accepted_at IS NULL AND invited.taken_back_at IS NULL
          AND invited.expires_at > ${now} AND invited.link_version = m.link_version
        WHEN m.template = 'password_reset' THEN reset.expires_at > ${now}
        -- Who has left, or wants no more of them, learns nothing of the salon's customers.
        WHEN m.template = 'staff_notice' THEN EXISTS (
          SELECT FROM staff_notices n
          JOIN (${noticeRecipients}) r ON r.user_id = n.user_id AND r.salon_id = n.salon_id
          WHERE n.id = m.staff_notice_id
        )
        WHEN m.template = 'sms_quota' THEN EXISTS (
          SELECT FROM sms_warnings w
          JOIN (${quotaRecipients}) r ON r.salon_id = w.salon_id
          JOIN users u ON u.id = r.user_id AND u.email = m.recipient
          WHERE w.id = m.sms_warning_id
        )
        ELSE true
      END, false) AS makes_sense
    FROM messages m
    LEFT JOIN waitlist_offers o ON o.id = m.offer_id
    LEFT JOIN bookings b ON b.id = m.booking_id
    LEFT JOIN invitations invited ON invited.id = m.invitation_id
    LEFT JOIN password_resets reset ON reset.id = m.password_reset_id
    WHERE m.id = ${messageId}::uuid`;
}
