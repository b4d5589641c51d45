import type { Actor } from '#server/platform/actor.ts';
import type { Deps } from '#server/platform/deps.ts';
import {
  idOf,
  newId,
  type CalendarId,
  type EmployeeId,
  type EntryId,
  type OfferId,
  type OpeningId,
  type SalonId,
  type ServiceId,
} from '#server/platform/ids.schema.ts';
import type { Tx } from '#server/platform/tx.ts';
import { actAs } from '../audit/act-as.ts';
import { resolvePolicy } from '../policy/resolve-policy.ts';
import { lockEntry } from '../waitlist/entries.queries.ts';
import { expireInTransaction } from './expire-offers.ts';
import { makeOffer, type MadeOffer } from './make-offer.ts';

export interface PlacedSlot {
  salonId: SalonId;
  entryId: EntryId;
  employeeId: EmployeeId;
  startsAt: Date;
  actor: Actor;
  /** After a miss it goes on to the others. */
  thenNext: boolean;
  /** Accepted in the same transaction. */
  atOnce: boolean;
  /** Live offers of the slot to take back for it; they must be all that there are. */
  insteadOf: readonly OfferId[];
}

export type PlacedOffer =
  | {
      ok: true;
      openingId: OpeningId;
      /** The time was being offered before: an open opening goes on with this offer. */
      takesOver: boolean;
      offer: MadeOffer;
      takenBack: OfferId[];
    }
  | {
      ok: false;
      reason: 'duplicate';
      offerId: OfferId;
      customerName: string;
      expiresAt: string;
      /** All live offers of the slot; none when the entry itself has an offer. */
      couldReplace: OfferId[];
    }
  | { ok: false; reason: 'held'; openingId: OpeningId }
  | { ok: false; reason: 'not_waiting' | 'taken' | 'away' | 'too_near' | 'employee_mismatch' };

/** What stands in the way of a manual offer, or what it can use. */
interface SlotFacts {
  serviceId: ServiceId;
  calendarId: CalendarId;
  rangeStart: Date;
  rangeEnd: Date;
}

/**
 * Staff's own offer: this slot, with the entry's service, to this entry. Opens the time (or takes over an open opening at that start that
 * is between offers) and offers it. The slot's calendar is locked by the caller, with stale holds reaped. Tells nobody. When it answers
 * `too_near` the caller rolls back: offers may have been taken back for it.
 */
export async function placeOffer(tx: Tx, links: Deps['links'], slot: PlacedSlot): Promise<PlacedOffer> {
  const facts = await loadSlot(tx, slot);
  if (!facts) return { ok: false, reason: 'employee_mismatch' };
  const live = await liveOffers(tx, slot);
  const duplicate = findDuplicate(live, slot);
  if (duplicate) return duplicate;
  // Those that are taken back wait again: entries are locked in the order of their ids.
  await lockEntries(tx, [slot.entryId, ...live.map(({ entryId }) => entryId)]);
  const entry = await lockEntry(tx, slot.entryId);
  if (entry?.status !== 'waiting') return { ok: false, reason: 'not_waiting' };

  const obstacle = await findObstacle(tx, slot, facts);
  if (obstacle === 'taken' || obstacle === 'away') return { ok: false, reason: obstacle };
  if (obstacle && obstacle.startsAt.getTime() !== slot.startsAt.getTime()) {
    return { ok: false, reason: 'held', openingId: obstacle.openingId };
  }

  await actAs(tx, slot.actor);
  const takenBack = obstacle && live.length > 0 ? await takeBack(tx, obstacle.openingId) : [];
  const openingId = obstacle ? obstacle.openingId : await open(tx, slot, facts);
  await tx.db.opening.update({
    where: { id: openingId },
    data: { continues: slot.thenNext, needsMatch: false, resumesAt: null },
    select: { id: true },
  });
  const offer = await makeOffer(tx, links, {
    openingId,
    entryId: slot.entryId,
    reason: 'manual_notify',
    atOnce: slot.atOnce,
  });
  if (offer) return { ok: true, openingId, takesOver: obstacle !== null, offer, takenBack };
  await undoOpening(tx, openingId, obstacle !== null);
  return { ok: false, reason: 'too_near' };
}

async function loadSlot(
  tx: Tx,
  { salonId, entryId, employeeId, startsAt }: PlacedSlot,
): Promise<SlotFacts | null> {
  const [row] = await tx.db.$queryRaw<SlotFacts[]>`
    SELECT s.id AS "serviceId", c.id AS "calendarId",
      ${startsAt}::timestamptz - make_interval(mins => s.buffer_before_minutes) AS "rangeStart",
      ${startsAt}::timestamptz + make_interval(mins => s.duration_minutes + s.buffer_after_minutes) AS "rangeEnd"
    FROM waitlist_entries e
    JOIN services s ON s.id = e.service_id
    JOIN employee_services p ON p.service_id = s.id AND p.employee_id = ${employeeId}::uuid
    JOIN calendars c ON c.employee_id = p.employee_id AND c.salon_id = e.salon_id
    WHERE e.id = ${entryId}::uuid AND e.salon_id = ${salonId}::uuid`;
  return row ?? null;
}

interface LiveOffer {
  offerId: OfferId;
  entryId: EntryId;
  customerName: string;
  expiresAt: Date;
}

/** The live offers of this slot and of this entry. Those that have run out but were not swept yet are timed out on the way. */
async function liveOffers(tx: Tx, slot: PlacedSlot): Promise<LiveOffer[]> {
  const pending = await tx.db.offer.findMany({
    where: {
      status: 'pending',
      salonId: slot.salonId,
      OR: [{ employeeId: slot.employeeId, slotStart: slot.startsAt }, { waitlistEntryId: slot.entryId }],
    },
    select: {
      id: true,
      waitlistEntryId: true,
      tokenExpiresAt: true,
      entry: { select: { customerName: true } },
    },
    orderBy: { id: 'asc' },
  });
  const live: LiveOffer[] = [];
  for (const { id, waitlistEntryId, tokenExpiresAt, entry } of pending) {
    const offerId = idOf<OfferId>(id);
    if (tokenExpiresAt <= tx.now) await expireInTransaction(tx, offerId);
    else
      live.push({
        offerId,
        entryId: idOf<EntryId>(waitlistEntryId),
        customerName: entry.customerName,
        expiresAt: tokenExpiresAt,
      });
  }
  return live;
}

/** The live offer that stands in the way: the entry's own before all, else one of the slot that is not to be taken back. */
function findDuplicate(
  live: readonly LiveOffer[],
  { entryId, insteadOf }: PlacedSlot,
): Extract<PlacedOffer, { reason: 'duplicate' }> | null {
  const own = live.find((offer) => offer.entryId === entryId);
  const offer = own ?? live.find(({ offerId }) => !insteadOf.includes(offerId));
  if (!offer) return null;
  const { offerId, customerName, expiresAt } = offer;
  return {
    ok: false,
    reason: 'duplicate',
    offerId,
    customerName,
    expiresAt: expiresAt.toISOString(),
    couldReplace: own ? [] : live.map((other) => other.offerId),
  };
}

async function lockEntries(tx: Tx, entryIds: readonly EntryId[]): Promise<void> {
  await tx.db.$queryRaw`
    SELECT id FROM waitlist_entries WHERE id = ANY (${[...entryIds]}::uuid[]) ORDER BY id FOR NO KEY UPDATE`;
}

async function takeBack(tx: Tx, openingId: OpeningId): Promise<OfferId[]> {
  const [row] = await tx.db.$queryRaw<{ offers: OfferId[] }[]>`
    SELECT take_back_offers(${openingId}::uuid, NULL, 'staff', ${tx.now}::timestamptz) AS offers`;
  return row?.offers ?? [];
}

/** What lies in the slot's range: an opening between offers, something else, or nothing (null). */
async function findObstacle(
  tx: Tx,
  { employeeId, startsAt }: PlacedSlot,
  { calendarId, rangeStart, rangeEnd }: SlotFacts,
): Promise<{ openingId: OpeningId; startsAt: Date } | 'taken' | 'away' | null> {
  const [away] = await tx.db.$queryRaw<{ away: boolean }[]>`
    SELECT employee_is_away(${employeeId}::uuid, ${startsAt}::timestamptz) AS away`;
  if (away?.away) return 'away';
  const items = await tx.db.calendarItem.findMany({
    where: { calendarId, startsAt: { lt: rangeEnd }, endsAt: { gt: rangeStart } },
    select: { kind: true, opening: { select: { id: true, startsAt: true } } },
  });
  if (items.some(({ kind }) => kind === 'booking')) return 'taken';
  // Two holds: whichever does not start here is in the way.
  const openings = items.flatMap(({ opening }) => (opening ? [opening] : []));
  const inTheWay =
    openings.find((opening) => opening.startsAt.getTime() !== startsAt.getTime()) ?? openings[0];
  return inTheWay ? { openingId: idOf<OpeningId>(inTheWay.id), startsAt: inTheWay.startsAt } : null;
}

async function open(
  tx: Tx,
  slot: PlacedSlot,
  { serviceId, calendarId, rangeStart, rangeEnd }: SlotFacts,
): Promise<OpeningId> {
  const openingId = newId<OpeningId>();
  const { maxHoldMinutes } = await resolvePolicy(tx.db, slot.salonId, serviceId);
  await tx.db.opening.create({
    data: {
      id: openingId,
      salonId: slot.salonId,
      calendarId,
      employeeId: slot.employeeId,
      startsAt: slot.startsAt,
      freeFrom: rangeStart,
      freeUntil: rangeEnd,
      status: 'open',
      cause: 'manual_notify',
      offersAtOnce: 1,
      heldUntil: tx.now,
      offersUntil: new Date(tx.now.getTime() + maxHoldMinutes * 60_000),
      needsMatch: false,
      createdAt: tx.now,
      hold: { create: { calendarId, kind: 'hold', startsAt: rangeStart, endsAt: rangeEnd } },
    },
    select: { id: true },
  });
  return openingId;
}

/** Nothing was offered: an opening made for it goes, one that was taken over goes on as it was. */
async function undoOpening(tx: Tx, openingId: OpeningId, takenOver: boolean): Promise<void> {
  if (takenOver) {
    await tx.db.opening.update({
      where: { id: openingId },
      data: { continues: true, needsMatch: true },
      select: { id: true },
    });
  } else {
    await tx.db.opening.delete({ where: { id: openingId }, select: { id: true } });
  }
}
