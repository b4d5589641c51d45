import type { z } from 'zod';
import type { Actor } from '#server/platform/actor.ts';
import type { Deps } from '#server/platform/deps.ts';
import { notFound } from '#server/platform/errors.ts';
import type { OpeningId } from '#server/platform/ids.schema.ts';
import type { Tx } from '#server/platform/tx.ts';
import { findUnsettled, readChange } from './booking-changes.queries.ts';
import { getStaffBooking, hasOverlappingBooking } from './bookings.queries.ts';
import { isOpen } from './bookings.rules.ts';
import type { undoChangeInput, UndoChangeOutcome } from './bookings.schema.ts';
import { takeBackChange } from './change-times.ts';
import { findRoom, type Room } from './find-room.ts';
import { lockBooking } from './lock-booking.ts';
import { presentHeld, presentTaken } from './present-conflicts.ts';
import { takenWhenOverlapping } from './taken-when-overlapping.ts';

type Input = z.output<typeof undoChangeInput> & { actor: Actor };
type Undone =
  | { outcome: 'undone'; openingIds: OpeningId[] }
  | Exclude<Room, { outcome: 'free' }>
  | { outcome: 'not_open' | 'too_late' | 'changed_since' | 'own_overlap' };

/**
 * Staff undo their last change of a booking's times before it has settled: the booking is as it was, what it had freed is offered to
 * nobody, and its customer never hears of it. A repeat answers as the first time did.
 * @throws AppError `not_found`, also for another salon's booking
 */
export async function undoChange(
  deps: Pick<Deps, 'db' | 'inTransaction'>,
  input: Input,
): Promise<UndoChangeOutcome> {
  const { salonId, bookingId } = input;
  const done = await takenWhenOverlapping(() => deps.inTransaction((tx) => undo(tx, input)));
  switch (done.outcome) {
    case 'undone': {
      const booking = await getStaffBooking(deps.db, salonId, bookingId);
      return { ok: true, booking, openingIds: done.openingIds };
    }
    case 'taken':
      return presentTaken(done.booked);
    case 'held':
      return presentHeld(done.held);
    default:
      return { ok: false, reason: done.outcome };
  }
}

async function undo(tx: Tx, { salonId, bookingId, changeId, actor }: Input): Promise<Undone> {
  const row = await tx.db.bookingChange.findFirst({
    where: { id: changeId, bookingId, booking: { salonId } },
  });
  if (!row) throw notFound('booking change');
  const change = readChange(row);
  const booking = await lockBooking(
    tx,
    bookingId,
    change.before.map(({ calendarId }) => calendarId),
  );
  if (!booking) throw notFound('booking');
  // Under the lock: the other click of a double click may have undone it meanwhile.
  const { undoneAt } = await tx.db.bookingChange.findUniqueOrThrow({ where: { id: changeId } });
  if (undoneAt) return { outcome: 'undone', openingIds: [] };
  if (!isOpen(booking.status)) return { outcome: 'not_open' };
  if (change.settlesAt <= tx.now) return { outcome: 'too_late' };
  const last = await findUnsettled(tx, booking);
  if (last?.id !== changeId) return { outcome: 'changed_since' };

  const startsAt = change.before[0]?.startsAt ?? booking.startsAt;
  const endsAt = change.before.at(-1)?.endsAt ?? startsAt;
  const { customerId } = booking;
  if (await hasOverlappingBooking(tx.db, { customerId, startsAt, endsAt, except: bookingId })) {
    return { outcome: 'own_overlap' };
  }
  const room = await findRoom(tx, change.before, { except: bookingId, withdrawOpening: false });
  if (room.outcome !== 'free') return room;
  return { outcome: 'undone', openingIds: await takeBackChange(tx, booking, { change, actor }) };
}
