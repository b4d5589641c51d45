import type { Deps } from '#server/platform/deps.ts';
import type { Db } from '#server/platform/db.ts';
import type { MessageId, SalonId, ServiceId } from '#server/platform/ids.schema.ts';
import type { Tx } from '#server/platform/tx.ts';
import { resolvePolicy } from '../policy/resolve-policy.ts';
import { senseOf } from './message-sense.ts';
import { nightStep, type NightFacts, type NightStep } from './night.rules.ts';
import { sendMessageQueue } from './notifications.jobs.ts';
import { lockOffer, passOnWhenUnreached } from './pass-on.ts';
import { queueEmailInstead } from './queue-messages.ts';

interface Found extends NightFacts {
  salonId: SalonId;
  timeZone: string;
  offerId: string | null;
  serviceId: ServiceId | null;
}

/**
 * Puts an SMS off that would ring at night because something held it up: an outage, a worker that stood still. See `nightStep`.
 * @returns whether it did; what makes no sense any more is left to the sender
 */
export async function putOffAtNight(
  { db, inTransaction, clock }: Pick<Deps, 'db' | 'inTransaction' | 'clock'>,
  messageId: MessageId,
): Promise<boolean> {
  const found = await findQueuedSms(db, messageId);
  if (!found) return false;
  const night = await nightOf(db, found, clock.now());
  if (night.step === 'send') return false;
  return inTransaction((tx) =>
    night.step === 'wait' ? wait(tx, messageId, night.until) : giveWay(tx, messageId, found.offerId),
  );
}

/** What becomes of an SMS of this salon now, by the quiet hours of the service that it is about. */
export async function nightOf(
  db: Db,
  message: NightFacts & Pick<Found, 'salonId' | 'timeZone' | 'serviceId'>,
  now: Date,
): Promise<NightStep> {
  const policy = await resolvePolicy(db, message.salonId, message.serviceId ?? undefined);
  return nightStep(message, policy, message.timeZone, now);
}

async function findQueuedSms(db: Db, messageId: MessageId): Promise<Found | undefined> {
  const [found] = await db.$queryRaw<Found[]>`
    SELECT m.template, m.created_at AS "createdAt", coalesce(m.send_after, m.created_at) AS "dueAt", b.starts_at AS "startsAt",
      s.id AS "salonId", s.time_zone AS "timeZone", o.id AS "offerId", o.service_id AS "serviceId"
    FROM messages m
    JOIN salons s ON s.id = m.salon_id
    LEFT JOIN bookings b ON b.id = m.booking_id
    LEFT JOIN waitlist_offers o ON o.id = m.offer_id
    WHERE m.id = ${messageId}::uuid AND m.channel = 'sms' AND m.status = 'queued'`;
  return found;
}

async function wait(tx: Tx, messageId: MessageId, until: Date): Promise<boolean> {
  const waits = await tx.db.$executeRaw`
    UPDATE messages m
    SET send_after = ${until}::timestamptz
    FROM (${senseOf(messageId, tx.now)}) sense
    WHERE m.id = sense.id AND sense.makes_sense AND m.status = 'queued'`;
  if (waits > 0) await tx.enqueue(sendMessageQueue, { messageId }, { startAfter: until });
  return waits > 0;
}

/** It is no fault of the customer: `trouble`. */
async function giveWay(tx: Tx, messageId: MessageId, offerId: string | null): Promise<boolean> {
  await lockOffer(tx, offerId);
  const gaveWay = await tx.db.$executeRaw`
    UPDATE messages m
    SET status = 'blocked', last_error = 'quiet_hours', failure = 'trouble'
    FROM (${senseOf(messageId, tx.now)}) sense
    WHERE m.id = sense.id AND sense.makes_sense AND m.status = 'queued'`;
  if (gaveWay === 0) return false;
  await queueEmailInstead(tx, messageId);
  await passOnWhenUnreached(tx, offerId);
  return true;
}
