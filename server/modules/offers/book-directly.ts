import type { z } from 'zod';
import type { Actor } from '#server/platform/actor.ts';
import type { Deps } from '#server/platform/deps.ts';
import type { EmployeeId, EntryId, SalonId } from '#server/platform/ids.schema.ts';
import { RetryTransaction, type Tx } from '#server/platform/tx.ts';
import { recordAudit } from '../audit/record-audit.ts';
import { acceptForCustomer } from './answer-offer.ts';
import { lockSlot } from './notify-entry.ts';
import type { BookDirectlyOutcome, bookDirectlyInput } from './offers.schema.ts';
import { placeOffer } from './place-offer.ts';

/**
 * Staff book a waiting entry onto a free slot: an offer that is accepted in the same transaction, so that the entry's history stays a
 * chain. The customer gets the confirmation only.
 * @throws AppError `not_found` when the employee is not the salon's
 */
export async function bookDirectly(
  deps: Deps,
  input: z.output<typeof bookDirectlyInput> & { actor: Actor },
): Promise<BookDirectlyOutcome> {
  return deps.inTransaction(async (tx) => {
    await lockSlot(tx, input);
    return bookEntry(tx, deps.links, { ...input, startsAt: new Date(input.startsAt) });
  });
}

interface BookedSlot {
  salonId: SalonId;
  entryId: EntryId;
  employeeId: EmployeeId;
  startsAt: Date;
  actor: Actor;
}

/** The same inside a transaction that has locked the customer and the slot's calendar. */
export async function bookEntry(
  tx: Tx,
  links: Deps['links'],
  slot: BookedSlot,
): Promise<BookDirectlyOutcome> {
  const { salonId, entryId, actor } = slot;
  if (await hasOtherAppointment(tx, slot)) return { ok: false, reason: 'clashes' };
  const placed = await placeOffer(tx, links, { ...slot, thenNext: false, atOnce: true, insteadOf: [] });
  if (!placed.ok) return placed.reason === 'duplicate' ? { ok: false, reason: 'duplicate' } : placed;
  const accepted = await acceptForCustomer(tx, placed.offer.offerId, actor);
  // Its contact, and so its customer, was changed between the look and the lock.
  if (accepted.outcome === 'clashes') throw new RetryTransaction();
  // All that could refuse it was looked at above, under the same locks.
  if (accepted.outcome !== 'booked' || !accepted.bookingId)
    throw new Error(`A placed offer was ${accepted.outcome}.`);
  await recordAudit(tx, {
    actor,
    action: 'waitlist.booked_directly',
    subjectType: 'waitlist_entry',
    subjectId: entryId,
    salonId,
    data: { bookingId: accepted.bookingId },
  });
  return { ok: true, bookingId: accepted.bookingId };
}

async function hasOtherAppointment(tx: Tx, { entryId, startsAt }: BookedSlot): Promise<boolean> {
  const rows = await tx.db.$queryRaw<unknown[]>`
    SELECT 1
    FROM waitlist_entries e
    JOIN services s ON s.id = e.service_id
    JOIN bookings b ON b.customer_id = e.customer_id
    WHERE e.id = ${entryId}::uuid
      AND b.status IN ('pending_payment', 'confirmed')
      AND b.starts_at < ${startsAt}::timestamptz + make_interval(mins => s.duration_minutes)
      AND b.ends_at > ${startsAt}::timestamptz
      AND b.id IS DISTINCT FROM e.moves_booking_id
    LIMIT 1`;
  return rows.length > 0;
}
