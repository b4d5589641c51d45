import type { z } from 'zod';
import type { Actor } from '#server/platform/actor.ts';
import type { Deps } from '#server/platform/deps.ts';
import { notFound } from '#server/platform/errors.ts';
import type { MessageId, SalonId } from '#server/platform/ids.ts';
import type { Tx } from '#server/platform/tx.ts';
import { recordAudit } from '../audit/record-audit.ts';
import type { Channel, ResendOutcome, resendMessageInput } from './notifications.schema.ts';
import { queueMessages, type MessageSubject } from './queue-messages.ts';
import { senseOf } from './send-message.ts';

/**
 * Staff have a message sent once more, as a message of its own: on the same channel, to the contact that the customer has now, with
 * today's facts and the newest link. Refused while the same is on its way, when what it tells is over, and when the customer
 * can't be reached there.
 * @throws AppError `not_found`, also for another salon's message
 */
export async function resendMessage(
  { inTransaction }: Pick<Deps, 'inTransaction'>,
  { salonId, messageId, actor }: z.output<typeof resendMessageInput> & { actor: Actor },
): Promise<ResendOutcome> {
  return inTransaction(async (tx) => {
    const message = await lockMessage(tx, salonId, messageId);
    if (!message) throw notFound('message');
    const { makesSense, onItsWay, channel, ...subject } = message;
    if (onItsWay) return { ok: false, reason: 'on_its_way' };
    if (!makesSense) return { ok: false, reason: 'pointless' };

    const [queued] = await queueMessages(tx, [
      { ...subject, channels: [channel], occasion: `again:${tx.now.toISOString()}` },
    ]);
    if (!queued) return { ok: false, reason: 'no_channel' };
    await recordAudit(tx, {
      actor,
      action: 'message.resent',
      subjectType: 'message',
      subjectId: messageId,
      salonId,
      data: { resentAs: queued.id },
    });
    return { ok: true, messageId: queued.id };
  });
}

type ToldMessage = MessageSubject & { makesSense: boolean; onItsWay: boolean; channel: Channel };

/** Two statements: the second one must see what a double click has queued while the first one waited. */
async function lockMessage(tx: Tx, salonId: SalonId, messageId: MessageId): Promise<ToldMessage | undefined> {
  await tx.db.$queryRaw`
    SELECT id FROM messages WHERE id = ${messageId}::uuid AND salon_id = ${salonId}::uuid FOR NO KEY UPDATE`;
  const [message] = await tx.db.$queryRaw<ToldMessage[]>`
    SELECT
      sense.makes_sense AS "makesSense",
      -- Indexes messages (offer_id), (booking_id) and (waitlist_entry_id).
      EXISTS (
        SELECT FROM messages same
        WHERE same.template = m.template AND same.channel = m.channel AND same.status IN ('queued', 'sending')
          AND (same.offer_id = m.offer_id OR same.booking_id = m.booking_id
            OR same.waitlist_entry_id = m.waitlist_entry_id AND m.offer_id IS NULL)
      ) AS "onItsWay",
      m.channel, m.template, m.offer_id AS "offerId", m.booking_id AS "bookingId", m.waitlist_entry_id AS "entryId"
    FROM messages m
    JOIN (${senseOf(messageId, tx.now)}) sense ON sense.id = m.id
    WHERE m.salon_id = ${salonId}::uuid`;
  return message;
}
