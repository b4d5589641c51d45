import type { z } from 'zod';
import { findAlternatives, findSlots } from '#server/modules/calendar/find-slots.ts';
import type { SlotDays } from '#server/modules/calendar/availability.schema.ts';
import type { Actor } from '#server/platform/actor.ts';
import type { Deps } from '#server/platform/deps.ts';
import { notFound } from '#server/platform/errors.ts';
import type { BookingId, OpeningId, SalonId } from '#server/platform/ids.schema.ts';
import type { Tx } from '#server/platform/tx.ts';
import { getStaffBooking, hasOverlappingBooking } from './bookings.queries.ts';
import { isAt, isOpen, movedTo, type PlacedItem } from './bookings.rules.ts';
import type { rescheduleInput, RescheduleOutcome, slotsForMoveInput } from './bookings.schema.ts';
import { changeTimes } from './change-times.ts';
import { findPerformer } from './find-performer.ts';
import { findRoom, type Room } from './find-room.ts';
import { lockBooking, readBooking, type BookingFacts } from './lock-booking.ts';
import { movingRequest } from './moving-request.ts';
import { outsideHours } from './outside-hours.ts';
import { presentHeld, presentTaken } from './present-conflicts.ts';
import { takenWhenOverlapping } from './taken-when-overlapping.ts';

type Input = z.output<typeof rescheduleInput> & { actor: Actor };
type Target = Pick<PlacedItem, 'startsAt' | 'employeeId' | 'calendarId'>;
type Moved =
  | { outcome: 'moved'; openingIds: OpeningId[] }
  | Exclude<Room, { outcome: 'free' }>
  | { outcome: 'not_open' | 'own_overlap' | 'in_past' };

/**
 * Staff move a booking, also outside hours, notice and horizon; over a hold only when they say so. Until the move has settled nobody is
 * asked and nobody told, and it can be undone. A repeat answers as the first time did.
 * @throws AppError `not_found`, also for another salon's booking or employee
 */
export async function rescheduleBooking(
  deps: Pick<Deps, 'db' | 'inTransaction' | 'clock'>,
  input: Input,
): Promise<RescheduleOutcome> {
  const { salonId, bookingId } = input;
  const booking = await readOwn(deps, salonId, bookingId);
  const request = movingRequest(booking, {
    employeeId: input.employeeId,
    audience: 'staff',
    now: deps.clock.now(),
  });
  const startsAt = new Date(input.startsAt);
  const performer = await findPerformer(deps.db, request);
  if (!performer) return { ok: false, reason: 'employee_mismatch' };

  const done = await takenWhenOverlapping(() =>
    deps.inTransaction((tx) => move(tx, input, { startsAt, ...performer })),
  );
  switch (done.outcome) {
    case 'moved': {
      const moved = await getStaffBooking(deps.db, salonId, bookingId);
      return {
        ok: true,
        booking: moved,
        outsideHours: await outsideHours(deps.db, moved),
        openingIds: done.openingIds,
      };
    }
    case 'taken':
      return presentTaken(done.booked, await findAlternatives(deps.db, { ...request, startsAt }));
    case 'held':
      return presentHeld(done.held);
    default:
      return { ok: false, reason: done.outcome };
  }
}

/** Free times to which staff could move a booking; its own time counts as free, the public's notice and horizon do not. */
export async function slotsForMove(
  deps: Pick<Deps, 'db' | 'clock'>,
  { salonId, bookingId, employeeId, from, days }: z.output<typeof slotsForMoveInput>,
): Promise<SlotDays> {
  const booking = await readOwn(deps, salonId, bookingId);
  const request = movingRequest(booking, { employeeId, audience: 'staff', now: deps.clock.now() });
  return findSlots(deps.db, { ...request, from, days });
}

async function readOwn(
  deps: Pick<Deps, 'db'>,
  salonId: SalonId,
  bookingId: BookingId,
): Promise<BookingFacts> {
  const booking = await readBooking(deps.db, bookingId);
  if (booking?.salonId !== salonId) throw notFound('booking');
  return booking;
}

async function move(tx: Tx, { bookingId, withdrawOpening, actor }: Input, target: Target): Promise<Moved> {
  const booking = await lockBooking(tx, bookingId, [target.calendarId]);
  if (!booking) throw notFound('booking');
  if (!isOpen(booking.status)) return { outcome: 'not_open' };
  if (isAt(booking.items, target)) return { outcome: 'moved', openingIds: [] };

  const items = movedTo(booking.items, target);
  const { startsAt } = target;
  const endsAt = items.at(-1)?.endsAt ?? startsAt;
  if (endsAt <= tx.now) return { outcome: 'in_past' };
  const { customerId } = booking;
  if (await hasOverlappingBooking(tx.db, { customerId, startsAt, endsAt, except: bookingId })) {
    return { outcome: 'own_overlap' };
  }
  const room = await findRoom(tx, items, { except: bookingId, withdrawOpening });
  if (room.outcome !== 'free') return room;
  return {
    outcome: 'moved',
    openingIds: await changeTimes(tx, booking, items, { kind: 'moved', held: room.held, actor }),
  };
}
