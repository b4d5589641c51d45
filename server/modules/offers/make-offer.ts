import { hashToken } from '#server/platform/crypto.ts';
import type { Links } from '#server/platform/crypto.ts';
import { newId, type EntryId, type OfferId, type OpeningId } from '#server/platform/ids.schema.ts';
import type { NewJob, Tx } from '#server/platform/tx.ts';
import { queueMessages } from '../notifications/queue-messages.ts';
import type { Channel } from '../notifications/notifications.schema.ts';
import type { LifecycleReason } from '../waitlist/waitlist.schema.ts';
import { expireOfferQueue, remindOfferQueue } from './offer-queues.ts';

export interface MadeOffer {
  offerId: OfferId;
  expiresAt: Date;
  reminderLeadMinutes: number;
}

export interface NewOffer {
  openingId: OpeningId;
  entryId: EntryId;
  reason: Extract<LifecycleReason, 'slot_matched' | 'manual_notify'>;
  /** It is accepted in the same transaction, so neither the notice nor the shortest life counts. */
  atOnce?: boolean;
  /** A claim window that is shorter than the policy's, in minutes. */
  claimMinutes?: number;
}

/**
 * Offers an opening to a waiting entry. Calendar and opening are locked. Tells nobody: see `announceOffers`.
 * @returns null when the entry does not wait any more, or the offer would live too short
 */
export async function makeOffer(
  tx: Tx,
  links: Links,
  { openingId, entryId, reason, atOnce = false, claimMinutes }: NewOffer,
): Promise<MadeOffer | null> {
  const offerId = newId<OfferId>();
  const hash = hashToken(links.signLink('offer', { id: offerId, version: 1 }));
  const [made] = await tx.db.$queryRaw<{ expiresAt: Date; reminderLeadMinutes: number }[]>`
    SELECT token_expires_at AS "expiresAt", reminder_lead_minutes AS "reminderLeadMinutes"
    FROM make_offer(${offerId}::uuid, ${hash}, ${openingId}::uuid, ${entryId}::uuid, ${reason}, ${tx.now}::timestamptz, ${atOnce}, ${claimMinutes ?? null}::int)`;
  return made ? { offerId, ...made } : null;
}

/** A claim window that leaves less than this before its reminder gets none. */
const shortestBeforeReminderMinutes = 5;

/** Writes the messages with the links, and the jobs that remind of and expire the offers just in time: a constant number of round trips. */
export async function announceOffers(
  tx: Tx,
  offers: readonly MadeOffer[],
  channels: readonly Channel[],
): Promise<void> {
  if (offers.length === 0) return;
  await queueMessages(
    tx,
    offers.map(({ offerId }) => ({ template: 'offer', offerId, channels })),
  );
  await tx.enqueueMany(offers.flatMap((offer) => timedJobs(offer, tx.now)));
}

function timedJobs({ offerId, expiresAt, reminderLeadMinutes }: MadeOffer, now: Date): NewJob[] {
  const expire: NewJob = { queue: expireOfferQueue, data: { offerId }, startAfter: expiresAt };
  const remindAt = reminderTime(expiresAt, now, reminderLeadMinutes);
  return remindAt ? [expire, { queue: remindOfferQueue, data: { offerId }, startAfter: remindAt }] : [expire];
}

/** When an offer that its customer was told of at `toldAt` is reminded of; null when too little of its claim window was left then. */
export function reminderTime(expiresAt: Date, toldAt: Date, leadMinutes: number): Date | null {
  const windowMinutes = (expiresAt.getTime() - toldAt.getTime()) / 60_000;
  if (leadMinutes === 0 || windowMinutes < leadMinutes + shortestBeforeReminderMinutes) return null;
  return new Date(expiresAt.getTime() - leadMinutes * 60_000);
}
