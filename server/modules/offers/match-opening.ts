import type { Actor } from '#server/platform/actor.ts';
import type { Deps } from '#server/platform/deps.ts';
import type { Links } from '#server/platform/crypto.ts';
import {
  idOf,
  type CalendarId,
  type EmployeeId,
  type EntryId,
  type OfferId,
  type OpeningId,
  type SalonId,
  type ServiceId,
} from '#server/platform/ids.schema.ts';
import type { Tx } from '#server/platform/tx.ts';
import { recordAudit, type AuditRecord } from '../audit/record-audit.ts';
import { roomAround } from '../calendar/room-around.ts';
import { enqueueMatch, matchOpeningQueue } from '../openings/enqueue-match.ts';
import type { OpeningCause, OpeningStatus } from '../openings/openings.schema.ts';
import type { Policy } from '../policy/policy.schema.ts';
import { resolvePolicy } from '../policy/resolve-policy.ts';
import {
  explainEntries,
  fitsAnyone,
  takeCandidates,
  type Candidate,
  type Room,
} from './candidates.queries.ts';
import { expireInTransaction } from './expire-offers.ts';
import { announceOffers, makeOffer, type MadeOffer } from './make-offer.ts';
import type { Answers, OfferPlan } from './adaptive.rules.ts';
import { loadAnswers } from './answers.queries.ts';
import { decideOpening, type LastHour } from './opening.rules.ts';

/** A service that needs a little more time than came free may take this much free time on each side of it. */
export const mostExtraMinutes = 30;

/** How many entries in rank a match run keeps with their reasons. */
const explainedEntries = 50;

/** Who fits, but was being changed by somebody else just then, is looked for again so soon. */
const busyDelayMs = 1_000;

const matcher: Actor = { type: 'job', id: matchOpeningQueue };

/** How it went: offers made, and what the opening is now. */
export interface Match {
  offered: number;
  status: OpeningStatus;
}

/**
 * An opening's next step: offers it to the best-fitting waiting entries, puts it off for later, or ends it. Safe to run at any time
 * and as often as one likes: what it does follows from the rows that it reads under the calendar's lock.
 * @param urgent staff asked for it: quiet hours do not count
 * @returns null when there is no open opening of that id
 */
export async function matchOpening(
  deps: Pick<Deps, 'inTransaction' | 'links'>,
  { openingId, actor = matcher, urgent = false }: { openingId: OpeningId; actor?: Actor; urgent?: boolean },
): Promise<Match | null> {
  return deps.inTransaction((tx) => matchInTransaction(tx, deps.links, { openingId, actor, urgent }));
}

async function matchInTransaction(
  tx: Tx,
  links: Links,
  { openingId, actor, urgent }: { openingId: OpeningId; actor: Actor; urgent: boolean },
): Promise<Match | null> {
  const opening = await lockOpening(tx, openingId, actor);
  if (!opening) return null;
  if (actor.type === 'user') await recordAudit(tx, offeredNext(actor, opening));
  const policy = await resolvePolicy(tx.db, opening.salonId, opening.serviceId ?? undefined);
  // What staff meant for one customer alone goes to others only on their word.
  const goesOn = opening.matchingEnabled && (opening.continues || urgent);
  const next = goesOn
    ? decideOpening(
        {
          ...opening,
          answers: await answersFor(tx, opening, policy),
          lastHour: await countLastHour(tx, opening.salonId),
        },
        policy,
        tx.now,
        urgent,
      )
    : ({ step: opening.pending > 0 ? 'wait' : 'give_up' } as const);

  switch (next.step) {
    case 'wait':
      await setNeedsMatch(tx, openingId, false);
      return { offered: 0, status: 'open' };
    case 'settle':
      await enqueueMatch(tx, [openingId], next.until);
      return { offered: 0, status: 'open' };
    case 'lapse':
      return close(tx, opening, 'lapsed', 'lapsed');
    case 'give_up':
      return close(tx, opening, 'exhausted', 'capped');
    case 'postpone':
      if (opening.resumesAt?.getTime() !== next.until.getTime()) {
        await postpone(tx, openingId, next.until, policy.maxHoldMinutes);
        await recordRun(tx, opening, 'postponed', [], []);
      }
      return { offered: 0, status: 'open' };
    case 'hold_back':
      if (!opening.resumesAt) await recordRun(tx, opening, 'postponed', [], []);
      await holdBack(tx, openingId, next.until);
      return { offered: 0, status: 'open' };
    case 'offer': {
      const around = (await roomAround(tx.db, opening, mostExtraMinutes)) ?? staffsOwnTime(opening);
      if (!around) return close(tx, opening, 'exhausted', 'nobody');
      const room = { ...around, salonId: opening.salonId, openingId, channels: next.channels };
      if (next.plan.offersAtOnce !== opening.offersAtOnce) {
        await setOffersAtOnce(tx, openingId, next.plan.offersAtOnce);
      }
      const { candidates, offers } = await offerInTurn(tx, links, room, next);
      if (candidates.length === 0 && opening.pending === 0 && (await fitsAnyone(tx, room))) {
        await setNeedsMatch(tx, openingId, true);
        await enqueueMatch(tx, [openingId], new Date(tx.now.getTime() + busyDelayMs));
        return { offered: 0, status: 'open' };
      }
      await recordRun(tx, opening, offers.length > 0 ? 'offered' : 'nobody', candidates, offers, room);
      if (offers.length === 0 && opening.pending === 0) {
        await closeOpening(tx, openingId, 'exhausted');
        return { offered: 0, status: 'exhausted' };
      }
      await setNeedsMatch(tx, openingId, false);
      await announceOffers(tx, offers, next.channels);
      return { offered: offers.length, status: 'open' };
    }
  }
}

/** Where the number is fixed, nobody asks how customers answer. */
async function answersFor(tx: Tx, { salonId }: LockedOpening, { offering }: Policy): Promise<Answers> {
  return offering === 'auto' ? loadAnswers(tx.db, salonId, tx.now) : { accepted: 0, answered: 0 };
}

/** Locks nothing: runs at the same time may pass the number by what each of them makes, and no salon's runs wait for each other. */
async function countLastHour(tx: Tx, salonId: SalonId): Promise<LastHour> {
  const [counted] = await tx.db.$queryRaw<LastHour[]>`
    -- Index waitlist_offers (salon_id, created_at).
    SELECT count(*)::int AS offers, min(created_at) AS first
    FROM waitlist_offers
    WHERE salon_id = ${salonId}::uuid AND created_at > ${tx.now}::timestamptz - interval '1 hour'`;
  return counted ?? { offers: 0, first: null };
}

function offeredNext(actor: Actor, { openingId, salonId }: LockedOpening): AuditRecord {
  return {
    actor,
    action: 'opening.offered_next',
    subjectType: 'opening',
    subjectId: openingId,
    salonId,
  };
}

interface LockedOpening {
  openingId: OpeningId;
  salonId: SalonId;
  employeeId: EmployeeId;
  calendarId: CalendarId;
  timeZone: string;
  matchingEnabled: boolean;
  continues: boolean;
  cause: OpeningCause;
  /** Whose policy counts: its own service, that of the booking that it comes from, or the first that staff offered there. */
  serviceId: ServiceId | null;
  startsAt: Date;
  from: Date;
  until: Date;
  offersUntil: Date;
  resumesAt: Date | null;
  settlesAt: Date | null;
  offersMade: number;
  offersAtOnce: number;
  pending: number;
  /** Those of the pending ones that have run out and were not swept yet. */
  runOut: OfferId[];
  noticeMinutes: number;
}

/** Calendar, then opening; stale holds beside it stand in nobody's way. An offer that has run out but was not swept yet is timed out first, so that nothing waits for it. */
async function lockOpening(tx: Tx, openingId: OpeningId, actor: Actor): Promise<LockedOpening | null> {
  await tx.db.$queryRaw`
    SELECT c.id, set_config('ledig.actor_type', ${actor.type}, true), set_config('ledig.actor_id', ${actor.id ?? ''}, true)
    FROM calendars c
    WHERE c.id = (SELECT o.calendar_id FROM openings o WHERE o.id = ${openingId}::uuid)
    FOR NO KEY UPDATE`;
  await tx.db.$executeRaw`
    SELECT reap_stale_holds(ARRAY[o.calendar_id], ${tx.now}::timestamptz, o.id) FROM openings o WHERE o.id = ${openingId}::uuid`;
  const opening = await readOpening(tx, openingId);
  if (!opening || opening.runOut.length === 0) return opening;
  for (const offerId of opening.runOut) await expireInTransaction(tx, offerId);
  return readOpening(tx, openingId);
}

async function readOpening(tx: Tx, openingId: OpeningId): Promise<LockedOpening | null> {
  const [row] = await tx.db.$queryRaw<LockedOpening[]>`
    SELECT
      o.id AS "openingId", o.salon_id AS "salonId", o.employee_id AS "employeeId", o.calendar_id AS "calendarId",
      s.time_zone AS "timeZone", s.matching_enabled AS "matchingEnabled",
      o.continues, o.cause,
      coalesce(
        o.service_id,
        (SELECT i.service_id FROM booking_items i WHERE i.booking_id = o.cause_booking_id ORDER BY i.position LIMIT 1),
        (SELECT f.service_id FROM waitlist_offers f WHERE f.opening_id = o.id ORDER BY f.attempt_no LIMIT 1)
      ) AS "serviceId",
      o.starts_at AS "startsAt", o.free_from AS "from", o.free_until AS "until",
      o.offers_until AS "offersUntil", o.resumes_at AS "resumesAt", o.settles_at AS "settlesAt",
      o.offers_made AS "offersMade", o.offers_at_once AS "offersAtOnce",
      (SELECT count(*)::int FROM waitlist_offers f WHERE f.opening_id = o.id AND f.status = 'pending') AS pending,
      ARRAY(
        SELECT f.id FROM waitlist_offers f
        WHERE f.opening_id = o.id AND f.status = 'pending' AND f.token_expires_at <= ${tx.now}::timestamptz
        ORDER BY f.id
      ) AS "runOut",
      extract(epoch FROM shortest_notice(o.employee_id))::int / 60 AS "noticeMinutes"
    FROM openings o
    JOIN salons s ON s.id = o.salon_id
    WHERE o.id = ${openingId}::uuid AND o.status = 'open'
    FOR NO KEY UPDATE OF o`;
  return row ?? null;
}

/** Staff may deliberately offer time outside the hours; it grows nowhere. */
function staffsOwnTime({ cause, from, until }: LockedOpening): { from: Date; until: Date } | null {
  return cause === 'manual_notify' ? { from, until } : null;
}

/** One after the other, since a customer whose first wish has got an offer is out for the second one. */
async function offerInTurn(
  tx: Tx,
  links: Links,
  room: Room,
  { capacity, plan }: { capacity: number; plan: OfferPlan },
): Promise<{ candidates: Candidate[]; offers: (MadeOffer & { entryId: EntryId })[] }> {
  const candidates: Candidate[] = [];
  const offers: (MadeOffer & { entryId: EntryId })[] = [];
  while (offers.length < capacity) {
    const [candidate] = await takeCandidates(tx, room, 1);
    if (!candidate) break;
    candidates.push(candidate);
    const { openingId } = room;
    const offer = await makeOffer(tx, links, {
      openingId,
      entryId: candidate.id,
      reason: 'slot_matched',
      claimMinutes: plan.claimMinutes,
    });
    // What it fits it can be offered; should the two ever disagree, others wait for the next run and not for ever.
    if (!offer) break;
    offers.push({ ...offer, entryId: candidate.id });
  }
  return { candidates, offers };
}

async function setNeedsMatch(tx: Tx, openingId: OpeningId, needsMatch: boolean): Promise<void> {
  await tx.db.opening.update({ where: { id: openingId }, data: { needsMatch }, select: { id: true } });
}

async function setOffersAtOnce(tx: Tx, openingId: OpeningId, offersAtOnce: number): Promise<void> {
  await tx.db.opening.update({ where: { id: openingId }, data: { offersAtOnce }, select: { id: true } });
}

/** The hold outlives the night; the time in which it may be offered counts from the morning. */
async function postpone(tx: Tx, openingId: OpeningId, until: Date, maxHoldMinutes: number): Promise<void> {
  await tx.db.$executeRaw`
    UPDATE openings SET
      needs_match = true,
      resumes_at = ${until}::timestamptz,
      held_until = greatest(held_until, ${until}::timestamptz + hold_grace()),
      offers_until = greatest(offers_until, ${until}::timestamptz + make_interval(mins => ${maxHoldMinutes}::int))
    WHERE id = ${openingId}::uuid`;
  await enqueueMatch(tx, [openingId], until);
}

/** The hold lasts until it goes on, and the time in which it may be offered stays as it was. */
async function holdBack(tx: Tx, openingId: OpeningId, until: Date): Promise<void> {
  await tx.db.$executeRaw`
    UPDATE openings SET
      needs_match = true,
      resumes_at = ${until}::timestamptz,
      held_until = greatest(held_until, ${until}::timestamptz + hold_grace())
    WHERE id = ${openingId}::uuid`;
  await enqueueMatch(tx, [openingId], until);
}

async function close(
  tx: Tx,
  opening: LockedOpening,
  status: Extract<OpeningStatus, 'exhausted' | 'lapsed'>,
  outcome: 'lapsed' | 'capped' | 'nobody',
): Promise<Match> {
  await recordRun(tx, opening, outcome, [], []);
  await closeOpening(tx, opening.openingId, status);
  return { offered: 0, status };
}

async function closeOpening(tx: Tx, openingId: OpeningId, status: 'exhausted' | 'lapsed'): Promise<void> {
  await tx.db.$executeRaw`SELECT close_opening(${openingId}::uuid, ${status}, ${tx.now}::timestamptz)`;
}

/** Keeps who was considered, and why others were passed over, so that staff can be told later. */
async function recordRun(
  tx: Tx,
  { openingId, salonId }: LockedOpening,
  outcome: 'offered' | 'nobody' | 'postponed' | 'lapsed' | 'capped',
  candidates: readonly Candidate[],
  offers: readonly { entryId: EntryId }[],
  room?: Room,
): Promise<void> {
  const offered = new Set(offers.map(({ entryId }) => entryId));
  // Read after the offers were made, so those who got one are not among them as waiting.
  const others = room ? await explainEntries(tx.db, room, tx.now, { limit: explainedEntries }) : [];
  const passedOver = others.filter(({ id }) => !offered.has(id));
  const ranked = [
    ...candidates.map(({ id, score }) => ({ entryId: id, score, offered: offered.has(id) })),
    ...passedOver
      .filter(({ id, reason }) => reason === null && !candidates.some((candidate) => candidate.id === id))
      .map(({ id, score }) => ({ entryId: idOf<EntryId>(id), score, offered: false })),
  ].map((candidate, index) => ({ ...candidate, rank: index + 1 }));
  await tx.db.matchRun.create({
    data: {
      openingId,
      salonId,
      ranAt: tx.now,
      outcome,
      candidates: ranked,
      skipped: passedOver.flatMap(({ id, reason }) => (reason === null ? [] : [{ entryId: id, reason }])),
    },
    select: { id: true },
  });
}
