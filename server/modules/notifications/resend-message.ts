import type { z } from 'zod';
import type { Actor } from '#server/platform/actor.ts';
import type { Deps } from '#server/platform/deps.ts';
import { notFound } from '#server/platform/errors.ts';
import type { MessageId, SalonId, ServiceId } from '#server/platform/ids.schema.ts';
import type { Tx } from '#server/platform/tx.ts';
import { recordAudit } from '../audit/record-audit.ts';
import type { Channel, ResendOutcome, resendMessageInput } from './notifications.schema.ts';
import type { NightFacts, NightStep } from './night.rules.ts';
import { nightOf } from './put-off-at-night.ts';
import { queueMessages, type MessageSubject } from './queue-messages.ts';
import { senseOf } from './message-sense.ts';

/**
 * Staff have a message sent once more, as a message of its own: on the same channel, to the contact that the customer has now, with
 * today's facts and the newest link. In the quiet hours no SMS rings: it waits for the morning, or what can't wait goes by e-mail. Refused
 * while the same is on its way, when what it tells is over, and when the customer can't be reached there.
 * @throws AppError `not_found`, also for another salon's message
 */
export async function resendMessage(
  { inTransaction }: Pick<Deps, 'inTransaction'>,
  { salonId, messageId, actor }: z.output<typeof resendMessageInput> & { actor: Actor },
): Promise<ResendOutcome> {
  return inTransaction(async (tx) => {
    const message = await lockMessage(tx, salonId, messageId);
    if (!message) throw notFound('message');
    const { makesSense, onItsWay, channel, night, ...subject } = message;
    if (onItsWay) return { ok: false, reason: 'on_its_way' };
    if (!makesSense) return { ok: false, reason: 'pointless' };

    const now: NightStep = channel === 'sms' ? await nightOf(tx.db, night, tx.now) : { step: 'send' };
    const [queued] = await queueMessages(tx, [
      {
        ...subject,
        channels: [now.step === 'email' ? 'email' : channel],
        occasion: `again:${tx.now.toISOString()}`,
        ...(now.step === 'wait' && { sendAfter: now.until }),
      },
    ]);
    if (!queued) return { ok: false, reason: now.step === 'email' ? 'night' : 'no_channel' };
    await recordAudit(tx, {
      actor,
      action: 'message.resent',
      subjectType: 'message',
      subjectId: messageId,
      salonId,
      data: { resentAs: queued.id },
    });
    return { ok: true, messageId: queued.id, way: ways[now.step] };
  });
}

const ways = { send: 'now', wait: 'morning', email: 'email' } as const;

type Night = NightFacts & { salonId: SalonId; timeZone: string; serviceId: ServiceId | null };

type ToldMessage = MessageSubject & {
  makesSense: boolean;
  onItsWay: boolean;
  channel: Channel;
  night: Night;
};

/** Two statements: the second one must see what a double click has queued while the first one waited. */
async function lockMessage(tx: Tx, salonId: SalonId, messageId: MessageId): Promise<ToldMessage | undefined> {
  await tx.db.$queryRaw`
    SELECT id FROM messages WHERE id = ${messageId}::uuid AND salon_id = ${salonId}::uuid FOR NO KEY UPDATE`;
  type Row = Omit<ToldMessage, 'night'> & {
    startsAt: Date | null;
    timeZone: string;
    serviceId: ServiceId | null;
  };
  const [row] = await tx.db.$queryRaw<(MessageSubject & Row)[]>`
    SELECT
      sense.makes_sense AS "makesSense",
      -- Indexes messages (offer_id), (booking_id) and (waitlist_entry_id).
      EXISTS (
        SELECT FROM messages same
        WHERE same.template = m.template AND same.channel = m.channel AND same.status IN ('queued', 'sending')
          AND (same.offer_id = m.offer_id OR same.booking_id = m.booking_id
            OR same.waitlist_entry_id = m.waitlist_entry_id AND m.offer_id IS NULL)
      ) AS "onItsWay",
      m.channel, m.template, m.offer_id AS "offerId", m.booking_id AS "bookingId", m.waitlist_entry_id AS "entryId",
      b.starts_at AS "startsAt", s.time_zone AS "timeZone", o.service_id AS "serviceId"
    FROM messages m
    JOIN (${senseOf(messageId, tx.now)}) sense ON sense.id = m.id
    JOIN salons s ON s.id = m.salon_id
    LEFT JOIN bookings b ON b.id = m.booking_id
    LEFT JOIN waitlist_offers o ON o.id = m.offer_id
    WHERE m.salon_id = ${salonId}::uuid`;
  if (!row) return undefined;
  const { startsAt, timeZone, serviceId, ...message } = row;
  const { template } = message;
  return {
    ...message,
    night: { template, createdAt: tx.now, dueAt: null, startsAt, salonId, timeZone, serviceId },
  };
}
