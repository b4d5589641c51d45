import { someCustomer } from '#server/platform/actor.ts';
import type { Deps } from '#server/platform/deps.ts';
import { idOf, type BookingId, type CustomerId, type SalonId } from '#server/platform/ids.schema.ts';
import { answerSteadily } from '#server/platform/steady-answer.ts';
import type { Tx } from '#server/platform/tx.ts';
import type { z } from 'zod';
import { queueMessages } from '../notifications/queue-messages.ts';
import { addEntry, judgeEntry, type MovedBooking } from './add-entry.ts';
import { limitIntake } from './limit-intake.ts';
import type { joinInput, JoinOutcome } from './waitlist.schema.ts';

/**
 * Takes a customer onto the waitlist. A repeat of the same wish by the same contact answers the same, writes nothing new, and sends
 * that contact a link to the entry that exists: so a stranger learns nothing from the answer.
 * @throws AppError `not_found` for an unknown or closed salon, service or employee
 */
export async function joinWaitlist(deps: Deps, input: z.output<typeof joinInput>): Promise<JoinOutcome> {
  return deps.inTransaction(async (tx) => {
    const moves =
      input.movesBookingToken === undefined
        ? undefined
        : await readMovedBooking(deps, tx, input.salonId, input);
    if (moves === null) {
      return {
        ok: false,
        reason: 'invalid',
        fields: [{ field: 'movesBookingToken', problem: 'unknown_link' }],
      };
    }
    const added = await addEntry(tx, { ...input, moves, actor: someCustomer, by: 'public' });
    if (!added.ok) return added;
    await queueMessages(tx, [
      added.existed
        ? { template: 'waitlist_exists', entryId: added.entryId, occasion: tx.now.toISOString() }
        : { template: 'waitlist_joined', entryId: added.entryId },
    ]);
    return { ok: true, status: 'waiting' };
  });
}

/**
 * The same for a request from an address: only what could be written counts for its limit, so that slips in a form lock nobody out. It
 * takes as long for a contact that is known as for a new one.
 * @throws AppError `rate_limited`; `not_found` as above
 */
export async function takeRequestToJoin(
  deps: Deps,
  address: string,
  input: z.output<typeof joinInput>,
): Promise<JoinOutcome> {
  return answerSteadily(deps, async () => {
    const judged = await judgeEntry({ db: deps.db, now: deps.clock.now() }, { ...input, by: 'public' });
    if (!judged.ok) return judged;
    await limitIntake(deps, address, input.contact);
    return joinWaitlist(deps, input);
  });
}

/** The booking that this wish would replace: of this salon, of this one service, and still to come. */
async function readMovedBooking(
  deps: Deps,
  tx: Tx,
  salonId: SalonId,
  { movesBookingToken = '', wish }: z.output<typeof joinInput>,
): Promise<MovedBooking | null> {
  const claims = deps.links.readLink('booking', movesBookingToken);
  if (!claims) return null;
  const booking = await tx.db.booking.findFirst({
    where: {
      id: claims.id,
      linkVersion: claims.version,
      salonId,
      status: 'confirmed',
      startsAt: { gt: tx.now },
    },
    select: { id: true, customerId: true, items: { select: { serviceId: true } } },
  });
  const [item, ...others] = booking?.items ?? [];
  return booking && item?.serviceId === wish.serviceId && others.length === 0
    ? { bookingId: idOf<BookingId>(booking.id), customerId: idOf<CustomerId>(booking.customerId) }
    : null;
}
