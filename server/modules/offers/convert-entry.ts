import { Temporal } from 'temporal-polyfill';
import type { Actor } from '#server/platform/actor.ts';
import type { Db } from '#server/platform/db.ts';
import type { Deps } from '#server/platform/deps.ts';
import {
  idOf,
  type EmployeeId,
  type EntryId,
  type OfferId,
  type SalonId,
} from '#server/platform/ids.schema.ts';
import type { Tx } from '#server/platform/tx.ts';
import { recordAudit } from '../audit/record-audit.ts';
import { isoDate } from '../waitlist/entries.queries.ts';
import { reactivateEntry } from '../waitlist/reactivate-entry.ts';
import { acceptForCustomer } from './answer-offer.ts';
import { bookEntry } from './book-directly.ts';
import { lockSlot } from './notify-entry.ts';
import type { BookDirectlyOutcome, ConvertOutcome } from './offers.schema.ts';

interface Conversion {
  salonId: SalonId;
  entryId: EntryId;
  actor: Actor;
}

/** Undoes what was begun, and carries the answer out of the transaction. */
class Refused extends Error {
  readonly outcome: Extract<BookDirectlyOutcome, { ok: false }>;

  constructor(outcome: Extract<BookDirectlyOutcome, { ok: false }>) {
    super(outcome.reason);
    this.outcome = outcome;
  }
}

/** What the entry asks for by itself, as far as that is one slot. */
interface ExactWish {
  employeeId: EmployeeId | null;
  startsAt: Date | null;
}

/**
 * Staff make a booking of a notified entry. With its live offer: that slot. With an offer that has run out and was not swept yet: it is timed
 * out first, and the entry's own employee, date and time are booked; without them it says what is missing.
 */
export async function convertEntry(deps: Deps, conversion: Conversion): Promise<ConvertOutcome> {
  const { salonId, entryId, actor } = conversion;
  const offer = await deps.db.offer.findFirst({
    where: { waitlistEntryId: entryId, salonId, status: 'pending' },
    select: { id: true, tokenExpiresAt: true },
  });
  if (!offer) return { ok: false, reason: 'not_notified' };
  const offerId = idOf<OfferId>(offer.id);
  const wish = await readExactWish(deps.db, entryId);
  try {
    return await deps.inTransaction(async (tx) => {
      // All calendars at once, since those of the offer come with them.
      if (offer.tokenExpiresAt <= tx.now && wish.employeeId && wish.startsAt)
        await lockSlot(tx, { salonId, entryId, employeeId: wish.employeeId });
      const accepted = await accept(tx, offerId, conversion);
      // Accepting it too late has timed it out; one that a sweep was quicker with has been timed out just as well.
      return accepted ?? bookWish(tx, deps.links, conversion, wish);
    });
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    await deps.inTransaction((tx) => acceptForCustomer(tx, offerId, actor));
    const { reason } = error.outcome;
    return { ok: false, reason: reason === 'away' || reason === 'clashes' ? reason : 'taken' };
  }
}

/** @returns null when the offer has run out */
async function accept(
  tx: Tx,
  offerId: OfferId,
  { salonId, entryId, actor }: Conversion,
): Promise<ConvertOutcome | null> {
  const { outcome, repeated, bookingId } = await acceptForCustomer(tx, offerId, actor);
  switch (outcome) {
    case 'booked':
      if (!bookingId) throw new Error('An accepted offer has a booking.');
      if (!repeated) {
        await recordAudit(tx, {
          actor,
          action: 'waitlist.converted',
          subjectType: 'waitlist_entry',
          subjectId: entryId,
          salonId,
          data: { offerId, bookingId },
        });
      }
      return { ok: true, bookingId };
    case 'expired':
      return null;
    case 'clashes':
      return { ok: false, reason: 'clashes' };
    case 'withdrawn':
      return { ok: false, reason: 'away' };
    default:
      return { ok: false, reason: 'not_notified' };
  }
}

/** @throws Refused when the time is not to be had, so that nothing is left of the try */
async function bookWish(
  tx: Tx,
  links: Deps['links'],
  { salonId, entryId, actor }: Conversion,
  { employeeId, startsAt }: ExactWish,
): Promise<ConvertOutcome> {
  const { status } = await tx.db.waitlistEntry.findUniqueOrThrow({
    where: { id: entryId },
    select: { status: true },
  });
  // Where a missed offer ends the request, there is nothing left to convert.
  if (status === 'expired') return { ok: false, reason: 'not_notified' };
  if (!employeeId || !startsAt) {
    const missing = [...(employeeId ? [] : ['employee' as const]), ...(startsAt ? [] : ['time' as const])];
    return { ok: false, reason: 'missing', missing };
  }
  if (startsAt <= tx.now) return { ok: false, reason: 'in_past' };
  await reactivateEntry(tx, { salonId, entryId, actor });
  const booked = await bookEntry(tx, links, { salonId, entryId, employeeId, startsAt, actor });
  if (!booked.ok) throw new Refused(booked);
  return booked;
}

async function readExactWish(db: Db, entryId: EntryId): Promise<ExactWish> {
  const { employeeId, preferredDate, preferredTimeStart, salon } = await db.waitlistEntry.findUniqueOrThrow({
    where: { id: entryId },
    select: {
      employeeId: true,
      preferredDate: true,
      preferredTimeStart: true,
      salon: { select: { timeZone: true } },
    },
  });
  return {
    employeeId: employeeId === null ? null : idOf<EmployeeId>(employeeId),
    startsAt: preferredTimeStart && instantOf(preferredDate, preferredTimeStart, salon.timeZone),
  };
}

/** The salon's local time, never read as UTC. Of an hour that repeats, the first; a time that the clocks skip is moved on by as much. */
function instantOf(date: Date, time: Date, timeZone: string): Date {
  const plainTime = Temporal.PlainTime.from(time.toISOString().slice(11, 16));
  const local = Temporal.PlainDate.from(isoDate(date)).toZonedDateTime({ timeZone, plainTime });
  return new Date(local.epochMilliseconds);
}
