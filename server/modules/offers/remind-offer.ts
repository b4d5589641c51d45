import { hashToken } from '#server/platform/crypto.ts';
import type { Deps } from '#server/platform/deps.ts';
import {
  idOf,
  type CustomerId,
  type EntryId,
  type OfferId,
  type SalonId,
  type ServiceId,
} from '#server/platform/ids.schema.ts';
import { queueMessages, usableChannels } from '../notifications/queue-messages.ts';
import { toldOfOffer } from '../notifications/told-of-offer.ts';
import { resolvePolicy } from '../policy/resolve-policy.ts';
import { lockEntry } from '../waitlist/entries.queries.ts';
import { setLifecycle } from '../waitlist/lifecycle.ts';
import { reminderTime } from './make-offer.ts';
import { remindOfferQueue } from './offer-queues.ts';
import { channelsAt } from '../notifications/quiet-hours.rules.ts';

/**
 * Reminds of an offer once, with a fresh link, when its time has come; `reminder_sent_at` makes it happen once. The link before it stays
 * good until the provider has accepted the reminder. An offer that went out late reminds of itself: nobody gets both within a few minutes of
 * each other, and nobody is reminded on a channel that did not tell them of it.
 * @returns whether a reminder was queued
 */
export async function remindOffer(
  deps: Pick<Deps, 'inTransaction' | 'links'>,
  offerId: OfferId,
): Promise<boolean> {
  return deps.inTransaction(async (tx) => {
    const found = await tx.db.offer.findUnique({ where: { id: offerId }, select: { waitlistEntryId: true } });
    if (!found) return false;
    const entryId = idOf<EntryId>(found.waitlistEntryId);
    await lockEntry(tx, entryId);
    const offer = await tx.db.offer.findUniqueOrThrow({
      where: { id: offerId },
      include: { salon: { select: { timeZone: true } }, entry: { select: { customerId: true } } },
    });
    const policy = await resolvePolicy(tx.db, idOf<SalonId>(offer.salonId), idOf<ServiceId>(offer.serviceId));
    const live = offer.status === 'pending' && offer.tokenExpiresAt > tx.now;
    if (!live || offer.reminderSentAt !== null) return false;
    const told = await toldOfOffer(tx.db, offerId);
    if (told.lastAt === null || told.onItsWay) return false;
    const due = reminderTime(offer.tokenExpiresAt, told.lastAt, policy.reminderLeadMinutes);
    if (due === null || due > tx.now) return false;

    // At night a customer without e-mail can't be told: a new link that nobody gets would only spoil the one they have.
    const reach = await usableChannels(tx.db, idOf<CustomerId>(offer.entry.customerId));
    const channels = channelsAt(policy, offer.salon.timeZone, tx.now).filter(
      (way) => reach.includes(way) && told.channels.includes(way),
    );
    if (channels.length === 0) return false;

    const linkVersion = offer.linkVersion + 1;
    const tokenHash = hashToken(deps.links.signLink('offer', { id: offerId, version: linkVersion }));
    await setLifecycle(tx, 'reminder_sent', { type: 'job', id: remindOfferQueue }, { offerId });
    await tx.db.waitlistEntry.update({
      where: { id: entryId },
      data: { remindedAt: tx.now, updatedAt: tx.now },
      select: { id: true },
    });
    await tx.db.offer.update({
      where: { id: offerId },
      data: { reminderSentAt: tx.now, linkVersion, tokenHash, previousTokenHash: offer.tokenHash },
      select: { id: true },
    });
    await queueMessages(tx, [{ template: 'offer_reminder', offerId, channels }]);
    return true;
  });
}
