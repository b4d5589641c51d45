import type { z } from 'zod';
import {
  findAlternatives,
  findExactSlot,
  findSlots,
  type TimeRequest,
} from '#server/modules/calendar/find-slots.ts';
import type { SlotDays } from '#server/modules/calendar/availability.schema.ts';
import type { Deps } from '#server/platform/deps.ts';
import { enforceLimit } from '#server/platform/enforce-limit.ts';
import { AppError } from '#server/platform/errors.ts';
import type { CalendarId } from '#server/platform/ids.schema.ts';
import type { Tx } from '#server/platform/tx.ts';
import { findLinkedBooking, getCustomerBooking, hasOverlappingBooking } from './bookings.queries.ts';
import { isAt, movedTo, whyUnchangeable } from './bookings.rules.ts';
import type {
  rescheduleByTokenInput,
  RescheduleByTokenOutcome,
  slotsByTokenInput,
} from './bookings.schema.ts';
import { lockBooking, readBooking, type BookingFacts } from './lock-booking.ts';
import { moveBooking } from './change-times.ts';
import { movingRequest } from './moving-request.ts';
import { takenWhenOverlapping } from './taken-when-overlapping.ts';

type Moved = { outcome: 'moved' | Exclude<RescheduleByTokenOutcome, { ok: true }>['reason'] };

/**
 * A customer moves their booking by its link to another free time, as long as the salon's notice allows. A repeat answers as the
 * first time did.
 * @throws AppError `rate_limited`: whoever booked with somebody else's number has the link too, and each move sends that number a message
 */
export async function rescheduleByToken(
  deps: Pick<Deps, 'db' | 'inTransaction' | 'clock' | 'links' | 'limits'>,
  input: z.output<typeof rescheduleByTokenInput>,
): Promise<RescheduleByTokenOutcome> {
  const booking = await readLinked(deps, input.token);
  if (!booking) return { ok: false, reason: 'unknown' };

  const request: TimeRequest = {
    ...movingRequest(booking, { employeeId: input.employeeId, audience: 'public', now: deps.clock.now() }),
    startsAt: new Date(input.startsAt),
  };
  const { outcome } = await decide(deps, booking, request);
  if (outcome === 'taken') {
    return { ok: false, reason: 'taken', alternatives: await findAlternatives(deps.db, request) };
  }
  if (outcome !== 'moved') return { ok: false, reason: outcome };
  return { ok: true, booking: await getCustomerBooking(deps.db, booking.id, request.now) };
}

/** Where it could move to; its own time counts as free. */
export async function slotsByToken(
  deps: Pick<Deps, 'db' | 'clock' | 'links'>,
  { token, employeeId, from, days }: z.output<typeof slotsByTokenInput>,
): Promise<{ ok: true; slots: SlotDays } | { ok: false; reason: 'unknown' }> {
  const booking = await readLinked(deps, token);
  if (!booking) return { ok: false, reason: 'unknown' };
  const request = movingRequest(booking, { employeeId, audience: 'public', now: deps.clock.now() });
  return { ok: true, slots: await findSlots(deps.db, { ...request, from, days }) };
}

async function readLinked(deps: Pick<Deps, 'db' | 'links'>, token: string): Promise<BookingFacts | null> {
  const linked = await findLinkedBooking(deps, token);
  return linked && readBooking(deps.db, linked.id);
}

async function decide(
  deps: Pick<Deps, 'db' | 'inTransaction' | 'limits'>,
  booking: BookingFacts,
  request: TimeRequest,
): Promise<Moved> {
  const { employeeId, startsAt } = request;
  if (!employeeId) throw new AppError('internal', { detail: 'a move without an employee' });
  const refused = whyUnchangeable(booking, request.now);
  if (refused) return { outcome: refused };
  if (isAt(booking.items, { startsAt, employeeId })) return { outcome: 'moved' };
  // Whoever comes too late learns it here, without waiting for a lock.
  const looked = await findExactSlot(deps.db, request);
  if (looked.outcome !== 'free') return looked;
  const [calendarId] = looked.calendarIds;
  if (!calendarId) return { outcome: 'taken' };
  await enforceLimit(deps, 'public-move', booking.customerId);
  return takenWhenOverlapping<Moved>(() =>
    deps.inTransaction((tx) => move(tx, booking.id, { ...request, now: tx.now, employeeId }, calendarId)),
  );
}

async function move(
  tx: Tx,
  bookingId: BookingFacts['id'],
  request: TimeRequest & Required<Pick<TimeRequest, 'employeeId'>>,
  calendarId: CalendarId,
): Promise<Moved> {
  const { startsAt, employeeId } = request;
  const booking = await lockBooking(tx, bookingId, [calendarId]);
  if (!booking) return { outcome: 'unknown' };
  const refused = whyUnchangeable(booking, tx.now);
  if (refused) return { outcome: refused };
  // The other click of a double click has moved it meanwhile.
  if (isAt(booking.items, { startsAt, employeeId })) return { outcome: 'moved' };
  const slot = await findExactSlot(tx.db, request);
  if (slot.outcome !== 'free') return slot;
  const items = movedTo(booking.items, { startsAt, employeeId, calendarId });
  const endsAt = items.at(-1)?.endsAt ?? startsAt;
  const { customerId } = booking;
  // As when booking: whoever has booked with somebody else's number has this link, and learns nothing of that person's appointments.
  if (await hasOverlappingBooking(tx.db, { customerId, startsAt, endsAt, except: bookingId }))
    return { outcome: 'taken' };
  await moveBooking(tx, booking, items, { type: 'customer', id: customerId });
  return { outcome: 'moved' };
}
