import type { BookingId, CustomerId, EntryId, MessageId, OfferId } from '#server/platform/ids.schema.ts';
import type { Db } from '#server/platform/db.ts';
import type { Tx } from '#server/platform/tx.ts';
import { Prisma } from '#server/generated/prisma/client.ts';
import { sendMessageQueue } from './notifications.jobs.ts';
import { channels, type Channel, type Template } from './notifications.schema.ts';

/** What to tell, and the row that it is about: who gets it, in which language and with which link follow from that row. */
export type MessageSubject =
  | { template: Extract<Template, `offer${string}`>; offerId: OfferId }
  | { template: Extract<Template, `booking_${string}`>; bookingId: BookingId }
  | { template: Extract<Template, `waitlist_${string}`>; entryId: EntryId };

export type MessageRequest = MessageSubject & {
  /**
   * Tells several messages of one template about one row apart, such as the new start of a booking that was moved twice.
   * Without it the version of the link does: the same message with the same link is written once, however often it is asked for.
   */
  occasion?: string;
  /** Only these; both when left out. */
  channels?: readonly Channel[];
  /** Not before then, so that it can be taken back until then. */
  sendAfter?: Date;
};

export interface QueuedMessage {
  id: MessageId;
  channel: Channel;
  template: Template;
  sendAfter: Date | null;
}

/**
 * Writes one message for each channel on which the customer can be reached, and queues its sending, in the caller's
 * transaction: two round trips, however many are asked for. The rows that they are about must have been written before.
 * @returns what was written now; a message that was written before is not in it
 */
export async function queueMessages(tx: Tx, requests: readonly MessageRequest[]): Promise<QueuedMessage[]> {
  if (requests.length === 0) return [];
  const asked = JSON.stringify(requests.map((request) => ({ channels, ...request })));
  const queued = await tx.db.$queryRaw<QueuedMessage[]>`
    WITH asked AS (
      SELECT *
      FROM jsonb_to_recordset(${asked}::jsonb)
        AS a (template text, "offerId" uuid, "entryId" uuid, "bookingId" uuid, occasion text, channels text[], "sendAfter" timestamptz)
    ), told AS (
      SELECT
        a.template,
        coalesce(e.salon_id, b.salon_id) AS salon_id,
        coalesce(e.customer_id, b.customer_id) AS customer_id,
        coalesce(e.locale, b.locale) AS locale,
        e.id AS entry_id,
        o.id AS offer_id,
        b.id AS booking_id,
        link.version,
        concat_ws(':', a.template, coalesce(o.id, e.id, b.id), coalesce(a.occasion, 'v' || link.version)) AS key,
        a.channels,
        a."sendAfter" AS send_after
      FROM asked a
      -- OFFSET 0 makes each a look-up by its key. The planner takes what is asked for to be a hundred rows, and would read all bookings.
      LEFT JOIN LATERAL (SELECT x.* FROM waitlist_offers x WHERE x.id = a."offerId" OFFSET 0) o ON true
      LEFT JOIN LATERAL (
        SELECT x.* FROM waitlist_entries x WHERE x.id = coalesce(a."entryId", o.waitlist_entry_id) OFFSET 0
      ) e ON true
      LEFT JOIN LATERAL (SELECT x.* FROM bookings x WHERE x.id = a."bookingId" OFFSET 0) b ON true
      CROSS JOIN LATERAL (
        SELECT CASE
          WHEN a.template IN ('offer', 'offer_reminder') THEN o.link_version
          ELSE coalesce(e.link_version, b.link_version)
        END AS version
      ) link
    )
    INSERT INTO messages (
      salon_id, customer_id, waitlist_entry_id, offer_id, booking_id, channel, template, locale, recipient,
      link_version, status, idempotency_key, created_at, send_after
    )
    SELECT
      t.salon_id, t.customer_id, t.entry_id, t.offer_id, t.booking_id, reach.channel, t.template, t.locale, reach.recipient,
      t.version, 'queued', t.key || ':' || reach.channel, ${tx.now}::timestamptz, t.send_after
    FROM told t
    CROSS JOIN LATERAL (SELECT x.* FROM customers x WHERE x.id = t.customer_id OFFSET 0) c
    CROSS JOIN LATERAL ${reachOfCustomer} reach
    WHERE reach.channel = ANY (t.channels)
    ON CONFLICT (idempotency_key) DO NOTHING
    RETURNING id, channel, template, send_after AS "sendAfter"`;
  await tx.enqueueMany(
    queued.map(({ id, sendAfter }) => ({
      queue: sendMessageQueue,
      data: { messageId: id },
      ...(sendAfter && { startAfter: sendAfter }),
    })),
  );
  return queued;
}

/**
 * Says by e-mail what an SMS can't: the same message, unless it was written before or the customer can't be reached there.
 * It has the key that it would have had from the beginning.
 */
export async function queueEmailInstead(tx: Tx, messageId: MessageId): Promise<void> {
  const queued = await tx.db.$queryRaw<{ id: MessageId }[]>`
    INSERT INTO messages (
      salon_id, customer_id, waitlist_entry_id, offer_id, booking_id, channel, template, locale, recipient,
      link_version, status, idempotency_key, created_at
    )
    SELECT
      m.salon_id, m.customer_id, m.waitlist_entry_id, m.offer_id, m.booking_id, reach.channel, m.template, m.locale, reach.recipient,
      m.link_version, 'queued', regexp_replace(m.idempotency_key, ':sms$', ':email'), ${tx.now}::timestamptz
    FROM messages m
    JOIN customers c ON c.id = m.customer_id
    CROSS JOIN LATERAL ${reachOfCustomer} reach
    WHERE m.id = ${messageId}::uuid AND m.channel = 'sms' AND reach.channel = 'email'
    ON CONFLICT (idempotency_key) DO NOTHING
    RETURNING id`;
  await tx.enqueueMany(queued.map(({ id }) => ({ queue: sendMessageQueue, data: { messageId: id } })));
}

/** Takes back what has not been sent yet of the messages that a booking was moved. */
export async function withdrawMoved(tx: Tx, bookingId: BookingId): Promise<void> {
  await tx.db.message.updateMany({
    where: { bookingId, template: 'booking_moved', status: 'queued' },
    data: { status: 'cancelled' },
  });
}

/** On which channels a customer can be reached: where there is an address and the newest consent does not refuse it. */
export async function usableChannels(db: Db, customerId: CustomerId): Promise<Channel[]> {
  const channelsOf = await usableChannelsOf(db, [customerId]);
  return channelsOf(customerId);
}

/** The same of several at once. */
export async function usableChannelsOf(
  db: Db,
  customerIds: readonly string[],
): Promise<(customerId: string) => Channel[]> {
  const rows = await db.$queryRaw<{ id: string; channel: Channel }[]>`
    SELECT c.id::text AS id, reach.channel
    FROM customers c
    CROSS JOIN LATERAL ${reachOfCustomer} reach
    WHERE c.id = ANY (${customerIds}::uuid[])`;
  return (customerId) => rows.filter(({ id }) => id === customerId).map(({ channel }) => channel);
}

/** The channels of customer `c`, by the index consents_customer_id_channel_occurred_at_idx. */
export const reachOfCustomer = Prisma.sql`(
  SELECT way.channel, way.recipient
  FROM (VALUES ('sms', c.phone), ('email', c.email)) AS way (channel, recipient)
  WHERE way.recipient IS NOT NULL
    AND c.erased_at IS NULL
    AND (
      SELECT n.granted
      FROM consents n
      WHERE n.customer_id = c.id AND n.channel = way.channel
      ORDER BY n.occurred_at DESC, n.id DESC
      LIMIT 1
    ) IS DISTINCT FROM false
)`;
