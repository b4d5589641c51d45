import type { Deps } from '#server/platform/deps.ts';
import { idOf, type EntryId, type SalonId, type ServiceId } from '#server/platform/ids.schema.ts';
import { resolvePolicy } from '../policy/resolve-policy.ts';
import { localeOf } from '#server/texts/catalogue.ts';
import { eventsOfWish } from './entries.queries.ts';
import { entryParts, presentEvent, presentFacts } from './present-entry.ts';
import type { EntryByTokenOutcome } from './waitlist.schema.ts';

/** The row that a link to an entry is for; null for any other text, and for a link that was replaced. */
export async function entryOfToken(
  { db, links }: Pick<Deps, 'db' | 'links'>,
  token: string,
): Promise<EntryId | null> {
  const claims = links.readLink('entry', token);
  if (!claims) return null;
  const count = await db.waitlistEntry.count({ where: { id: claims.id, linkVersion: claims.version } });
  return count === 1 ? idOf<EntryId>(claims.id) : null;
}

/** The misses that count still: old ones are forgotten, as `miss_offer` does. */
async function countedMisses(db: Deps['db'], entryId: EntryId, now: Date): Promise<number> {
  const [entry] = await db.$queryRaw<{ misses: number }[]>`
    SELECT CASE WHEN last_miss_at < ${now}::timestamptz - miss_memory() THEN 0 ELSE decline_count END AS misses
    FROM waitlist_entries
    WHERE id = ${entryId}::uuid`;
  return entry?.misses ?? 0;
}

/** An entry as its customer sees it, with links to its live offer and to the booking that came of it. */
export async function viewOwnEntry(deps: Deps, token: string): Promise<EntryByTokenOutcome> {
  const { db, links, clock } = deps;
  const entryId = await entryOfToken(deps, token);
  if (!entryId) return { ok: false, reason: 'unknown' };
  const entry = await db.waitlistEntry.findUniqueOrThrow({
    where: { id: entryId },
    include: {
      ...entryParts,
      salon: {
        select: {
          id: true,
          slug: true,
          name: true,
          street: true,
          postalCode: true,
          city: true,
          phone: true,
          timeZone: true,
          currency: true,
          accentColour: true,
          logoUrl: true,
        },
      },
      offers: {
        where: { status: 'pending', tokenExpiresAt: { gt: clock.now() } },
        include: { employee: { select: { name: true } } },
      },
      booking: { select: { id: true, linkVersion: true, startsAt: true, status: true } },
      movesBooking: { select: { startsAt: true, status: true } },
      continuedBy: { select: { id: true, linkVersion: true } },
    },
  });
  const policy = await resolvePolicy(db, idOf<SalonId>(entry.salonId), idOf<ServiceId>(entry.serviceId));
  const facts = presentFacts(entry);
  const [offer] = entry.offers;
  const offerToken =
    offer && links.rebuildLink('offer', { id: offer.id, version: offer.linkVersion }, offer.tokenHash);
  const open = facts.status === 'waiting' || facts.status === 'cooldown';

  return {
    ok: true,
    entry: {
      ...facts,
      customerName: entry.customerName,
      locale: localeOf(entry.locale),
      salon: { ...entry.salon, id: idOf<SalonId>(entry.salon.id) },
      offer:
        offer && offerToken
          ? {
              token: offerToken,
              slotStart: offer.slotStart.toISOString(),
              slotEnd: offer.slotEnd.toISOString(),
              expiresAt: offer.tokenExpiresAt.toISOString(),
              employeeName: offer.employee.name,
            }
          : null,
      booking: entry.booking && {
        token: links.signLink('booking', { id: entry.booking.id, version: entry.booking.linkVersion }),
        startsAt: entry.booking.startsAt.toISOString(),
        cancelled: entry.booking.status === 'cancelled',
      },
      continuedBy: entry.continuedBy && {
        token: links.signLink('entry', { id: entry.continuedBy.id, version: entry.continuedBy.linkVersion }),
      },
      moves:
        entry.movesBooking && entry.movesBooking.status === 'confirmed'
          ? { startsAt: entry.movesBooking.startsAt.toISOString() }
          : null,
      events: (await eventsOfWish(db, entryId)).map(presentEvent),
      consequences: {
        claimExpiryMinutes: policy.claimExpiryMinutes,
        cooldownMinutes: policy.cooldownMinutes,
        longCooldownMinutes: policy.longCooldownMinutes,
        declineThreshold: policy.declineThreshold,
        timeoutOutcome: policy.timeoutOutcome,
        misses: await countedMisses(db, entryId, clock.now()),
      },
      can: {
        change: open,
        pause: facts.status === 'waiting',
        resume: facts.cooldownReason === 'paused',
        leave: open || facts.status === 'notified',
      },
    },
  };
}
