import { Temporal } from 'temporal-polyfill';
import type { Actor } from '#server/platform/actor.ts';
import type { Deps } from '#server/platform/deps.ts';
import { idOf, type EmployeeId, type EntryId, type OfferId, type SalonId } from '#server/platform/ids.ts';
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

/**
 * Staff make a booking of a notified entry. With its live offer: that slot. With an offer that has run out and was not swept yet: it is timed
 * out first, and the entry's own employee, date and time are booked; without them it says what is missing.
 */
export async function convertEntry(deps: Deps, conversion: Conversion): Promise<ConvertOutcome> {
  const offer = await deps.db.offer.findFirst({
    where: { waitlistEntryId: conversion.entryId, salonId: conversion.salonId, status: 'pending' },
    select: { id: true },
  });
  if (!offer) return { ok: false, reason: 'not_notified' };
  const offerId = idOf<OfferId>(offer.id);
  const accepted = await deps.inTransaction(async (tx) => {
    const row = await acceptForCustomer(tx, offerId, conversion.actor);
    if (row.outcome === 'booked' && !row.repeated && row.bookingId) {
      await recordAudit(tx, {
        actor: conversion.actor,
        action: 'waitlist.converted',
        subjectType: 'waitlist_entry',
        subjectId: conversion.entryId,
        salonId: conversion.salonId,
        data: { offerId, bookingId: row.bookingId },
      });
    }
    return row;
  });
  switch (accepted.outcome) {
    case 'booked':
      if (!accepted.bookingId) throw new Error('An accepted offer has a booking.');
      return { ok: true, bookingId: accepted.bookingId };
    case 'expired':
      // Accepting it too late has timed it out; one that a sweep was quicker with has been timed out just as well.
      return bookWish(deps, conversion);
    case 'clashes':
      return { ok: false, reason: 'clashes' };
    case 'withdrawn':
      return { ok: false, reason: 'away' };
    default:
      return { ok: false, reason: 'not_notified' };
  }
}

/** Undoes what was begun, and carries the answer out of the transaction. */
class Refused extends Error {
  readonly outcome: Extract<BookDirectlyOutcome, { ok: false }>;

  constructor(outcome: Extract<BookDirectlyOutcome, { ok: false }>) {
    super(outcome.reason);
    this.outcome = outcome;
  }
}

async function bookWish(deps: Deps, { salonId, entryId, actor }: Conversion): Promise<ConvertOutcome> {
  const entry = await deps.db.waitlistEntry.findUniqueOrThrow({
    where: { id: entryId },
    select: {
      status: true,
      employeeId: true,
      preferredDate: true,
      preferredTimeStart: true,
      salon: { select: { timeZone: true } },
    },
  });
  // Where a missed offer ends the request, there is nothing left to convert.
  if (entry.status === 'expired') return { ok: false, reason: 'not_notified' };
  const employeeId = entry.employeeId === null ? null : idOf<EmployeeId>(entry.employeeId);
  const time = entry.preferredTimeStart;
  if (!employeeId || !time) {
    const missing = [...(employeeId ? [] : ['employee' as const]), ...(time ? [] : ['time' as const])];
    return { ok: false, reason: 'missing', missing };
  }
  const startsAt = instantOf(entry.preferredDate, time, entry.salon.timeZone);
  try {
    return await deps.inTransaction(async (tx) => {
      if (startsAt <= tx.now) return { ok: false, reason: 'in_past' };
      await lockSlot(tx, { salonId, entryId, employeeId });
      await reactivateEntry(tx, { salonId, entryId, actor });
      const booked = await bookEntry(tx, deps.links, { salonId, entryId, employeeId, startsAt, actor });
      if (!booked.ok) throw new Refused(booked);
      return booked;
    });
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    const { reason } = error.outcome;
    return { ok: false, reason: reason === 'away' || reason === 'clashes' ? reason : 'taken' };
  }
}

/** The salon's local time, never read as UTC. Of an hour that repeats, the first; a time that the clocks skip is moved on by as much. */
function instantOf(date: Date, time: Date, timeZone: string): Date {
  const plainTime = Temporal.PlainTime.from(time.toISOString().slice(11, 16));
  const local = Temporal.PlainDate.from(isoDate(date)).toZonedDateTime({ timeZone, plainTime });
  return new Date(local.epochMilliseconds);
}
