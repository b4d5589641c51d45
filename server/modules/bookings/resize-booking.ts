import type { z } from 'zod';
import type { Actor } from '#server/platform/actor.ts';
import type { Deps } from '#server/platform/deps.ts';
import { notFound } from '#server/platform/errors.ts';
import type { OpeningId } from '#server/platform/ids.schema.ts';
import type { Tx } from '#server/platform/tx.ts';
import { getStaffBooking, hasOverlappingBooking } from './bookings.queries.ts';
import { areSame, isOpen, resizedTo } from './bookings.rules.ts';
import type { resizeInput, ResizeOutcome } from './bookings.schema.ts';
import { changeTimes } from './change-times.ts';
import { findRoom, type Room } from './find-room.ts';
import { lockBooking } from './lock-booking.ts';
import { outsideHours } from './outside-hours.ts';
import { presentHeld, presentTaken } from './present-conflicts.ts';
import { takenWhenOverlapping } from './taken-when-overlapping.ts';

type Input = z.output<typeof resizeInput> & { actor: Actor };
type Resized =
  | { outcome: 'resized'; openingIds: OpeningId[] }
  | Exclude<Room, { outcome: 'free' }>
  | { outcome: 'not_open' | 'own_overlap' | 'in_past' | 'too_short' | 'too_long' };

/**
 * Staff give a booking another end, or another start with it: its price and its services stay. What comes free is held at once and offered
 * when the change has settled; until then it can be undone. Longer over a hold only when they say so, never over another booking.
 * A repeat answers as the first time did.
 * @throws AppError `not_found`, also for another salon's booking
 */
export async function resizeBooking(
  deps: Pick<Deps, 'db' | 'inTransaction'>,
  input: Input,
): Promise<ResizeOutcome> {
  const { salonId, bookingId } = input;
  const done = await takenWhenOverlapping(() => deps.inTransaction((tx) => resize(tx, input)));
  switch (done.outcome) {
    case 'resized': {
      const booking = await getStaffBooking(deps.db, salonId, bookingId);
      return {
        ok: true,
        booking,
        outsideHours: await outsideHours(deps.db, booking),
        openingIds: done.openingIds,
      };
    }
    case 'taken':
      return presentTaken(done.booked);
    case 'held':
      return presentHeld(done.held);
    default:
      return { ok: false, reason: done.outcome };
  }
}

async function resize(
  tx: Tx,
  { salonId, bookingId, withdrawOpening, actor, ...input }: Input,
): Promise<Resized> {
  const booking = await lockBooking(tx, bookingId);
  if (booking?.salonId !== salonId) throw notFound('booking');
  if (!isOpen(booking.status)) return { outcome: 'not_open' };
  const startsAt = input.startsAt ? new Date(input.startsAt) : booking.startsAt;
  const endsAt = new Date(input.endsAt);
  const resized = resizedTo(booking.items, { startsAt, endsAt });
  if (!resized.ok) return { outcome: resized.reason };
  const { items } = resized;
  if (areSame(items, booking.items)) return { outcome: 'resized', openingIds: [] };

  if (endsAt <= tx.now) return { outcome: 'in_past' };
  const { customerId } = booking;
  if (await hasOverlappingBooking(tx.db, { customerId, startsAt, endsAt, except: bookingId })) {
    return { outcome: 'own_overlap' };
  }
  const room = await findRoom(tx, items, { except: bookingId, withdrawOpening });
  if (room.outcome !== 'free') return room;
  const openingIds = await changeTimes(tx, booking, items, { kind: 'resized', held: room.held, actor });
  return { outcome: 'resized', openingIds };
}
