import type { z } from 'zod';
import type { Actor } from '#server/platform/actor.ts';
import type { Deps } from '#server/platform/deps.ts';
import { notFound } from '#server/platform/errors.ts';
import {
  idOf,
  type CalendarId,
  type CustomerId,
  type EmployeeId,
  type EntryId,
  type SalonId,
} from '#server/platform/ids.schema.ts';
import type { Tx } from '#server/platform/tx.ts';
import { recordAudit } from '../audit/record-audit.ts';
import { lockCalendars } from '../calendar/lock-calendars.ts';
import { queueMessages, usableChannels } from '../notifications/queue-messages.ts';
import { announceOffers } from './make-offer.ts';
import { placeOffer } from './place-offer.ts';
import type { notifyInput, NotifyOutcome } from './offers.schema.ts';

/** Undoes what was begun: offers are taken back only where the new one is made. */
class TakenBackInVain extends Error {}

/**
 * Staff offer a slot to a waiting entry by hand; the customer is told at once, whatever the hour. Refused while a live offer of that slot or
 * of that entry exists, naming it; when the time is not free; when the customer can't be reached. Live offers of the slot that are named in
 * `insteadOf` are taken back for it: their customers are told, wait again and have no miss.
 * @throws AppError `not_found` when the employee is not the salon's
 */
export async function notifyEntry(
  deps: Deps,
  input: z.output<typeof notifyInput> & { actor: Actor },
): Promise<NotifyOutcome> {
  try {
    return await offerByHand(deps, input);
  } catch (error) {
    if (error instanceof TakenBackInVain) return { ok: false, reason: 'too_near' };
    throw error;
  }
}

function offerByHand(
  deps: Deps,
  input: z.output<typeof notifyInput> & { actor: Actor },
): Promise<NotifyOutcome> {
  const { salonId, entryId, employeeId, thenNext, insteadOf = [], actor } = input;
  const startsAt = new Date(input.startsAt);
  return deps.inTransaction(async (tx) => {
    await lockSlot(tx, { salonId, entryId, employeeId });
    const channels = await channelsOf(tx, entryId);
    if (channels.length === 0) return { ok: false, reason: 'no_channel' };
    const placed = await placeOffer(tx, deps.links, {
      salonId,
      entryId,
      employeeId,
      startsAt,
      actor,
      thenNext,
      atOnce: false,
      insteadOf,
    });
    if (!placed.ok && placed.reason === 'too_near' && insteadOf.length > 0) throw new TakenBackInVain();
    if (!placed.ok) return placed;
    await queueMessages(
      tx,
      placed.takenBack.map((offerId) => ({ template: 'offer_withdrawn', offerId })),
    );
    await announceOffers(tx, [placed.offer], channels);
    await recordAudit(tx, {
      actor,
      action: 'waitlist.notified',
      subjectType: 'waitlist_entry',
      subjectId: entryId,
      salonId,
      data: {
        offerId: placed.offer.offerId,
        openingId: placed.openingId,
        ...(placed.takenBack.length > 0 && { insteadOf: placed.takenBack }),
      },
    });
    const { offerId, expiresAt } = placed.offer;
    const { openingId, takesOver } = placed;
    return { ok: true, offerId, openingId, takesOver, expiresAt: expiresAt.toISOString() };
  });
}

/**
 * Locks the entry's customer, whom nobody else may book meanwhile, then the employee's calendar and, since all calendars are locked at
 * once, those that the entry hangs on: of an offer that may have to be timed out on the way, and of the booking that it would replace.
 * @throws AppError `not_found` when the employee is not the salon's
 */
export async function lockSlot(
  tx: Tx,
  { salonId, entryId, employeeId }: { salonId: SalonId; entryId: EntryId; employeeId: EmployeeId },
): Promise<void> {
  const calendar = await tx.db.calendar.findFirst({ where: { employeeId, salonId }, select: { id: true } });
  if (!calendar) throw notFound('employee');
  await tx.db.$queryRaw`
    SELECT c.id FROM customers c
    WHERE c.id = (SELECT e.customer_id FROM waitlist_entries e WHERE e.id = ${entryId}::uuid)
    FOR NO KEY UPDATE`;
  const others = await tx.db.$queryRaw<{ id: CalendarId }[]>`
    SELECT f.calendar_id AS id
    FROM waitlist_offers f
    WHERE f.waitlist_entry_id = ${entryId}::uuid AND f.status = 'pending'
    UNION
    SELECT i.calendar_id
    FROM waitlist_entries e
    JOIN booking_items i ON i.booking_id = e.moves_booking_id
    WHERE e.id = ${entryId}::uuid`;
  await lockCalendars(tx, [idOf<CalendarId>(calendar.id), ...others.map(({ id }) => id)]);
}

async function channelsOf(tx: Tx, entryId: EntryId) {
  const { customerId } = await tx.db.waitlistEntry.findUniqueOrThrow({
    where: { id: entryId },
    select: { customerId: true },
  });
  return usableChannels(tx.db, idOf<CustomerId>(customerId));
}
