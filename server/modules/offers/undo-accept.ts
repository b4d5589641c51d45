import { recordAudit } from '../audit/record-audit.ts';
import { acceptOf, acceptParts } from '../bookings/accepts.queries.ts';
import { findLinkedBooking } from '../bookings/bookings.queries.ts';
import { whyNotUndoable } from '../bookings/bookings.rules.ts';
import { cancelLocked } from '../bookings/cancel-booking.ts';
import { lockBooking } from '../bookings/lock-booking.ts';
import { continueEntry } from '../waitlist/continue-entry.ts';
import type { Actor } from '#server/platform/actor.ts';
import type { Deps } from '#server/platform/deps.ts';
import { idOf, type BookingId, type EntryId } from '#server/platform/ids.schema.ts';
import type { Tx } from '#server/platform/tx.ts';
import type { UndoOutcome } from './offers.schema.ts';
import { acceptedBookingOf } from './view-offer.ts';

/** Undoes the accept of the offer that a link is for. An old link undoes nothing, as it accepts nothing. */
export async function undoByOffer(deps: Deps, token: string): Promise<UndoOutcome> {
  const accepted = await acceptedBookingOf(deps, token);
  return accepted.ok ? deps.inTransaction((tx) => undoAccept(tx, accepted.bookingId)) : accepted;
}

/** The same by the link of the booking that came of it. */
export async function undoByBooking(deps: Deps, token: string): Promise<UndoOutcome> {
  const linked = await findLinkedBooking(deps, token);
  return linked ? deps.inTransaction((tx) => undoAccept(tx, linked.id)) : { ok: false, reason: 'unknown' };
}

/**
 * The customer takes their accept back, for the few minutes in which they may, whatever the salon's notice: the booking is cancelled, its
 * time is offered on, and their wish waits again with the place that it had. All of it commits together. A repeat answers as the first time did.
 */
async function undoAccept(tx: Tx, bookingId: BookingId): Promise<UndoOutcome> {
  const booking = await lockBooking(tx, bookingId);
  // Under that lock: whoever undoes it takes it first.
  const { offers } = await tx.db.booking.findUniqueOrThrow({
    where: { id: bookingId },
    select: {
      offers: {
        ...acceptParts.offers,
        select: { ...acceptParts.offers.select, id: true, waitlistEntryId: true },
      },
    },
  });
  const [offer] = offers;
  const accept = acceptOf({ offers });
  if (!booking || !offer || !accept) return { ok: false, reason: 'not_accepted' };
  if (accept.undoneAt) return { ok: true, waitsAgain: accept.waitsAgain };
  const refused = whyNotUndoable(accept, booking, tx.now);
  if (refused) return { ok: false, reason: refused };

  const actor: Actor = { type: 'customer', id: booking.customerId };
  await cancelLocked(tx, booking, 'customer', actor);
  await tx.db.offer.updateMany({
    where: { id: offer.id, status: 'accepted', undoneAt: null },
    data: { undoneAt: tx.now },
  });
  const entryId = idOf<EntryId>(offer.waitlistEntryId);
  const goesOnAs = await continueEntry(tx, { entryId, actor, metadata: { offerId: offer.id, bookingId } });
  await recordAudit(tx, {
    actor,
    action: 'offer.accept_undone',
    subjectType: 'waitlist_offer',
    subjectId: offer.id,
    salonId: booking.salonId,
    data: { bookingId, entryId, goesOnAs },
  });
  return { ok: true, waitsAgain: goesOnAs !== null };
}
