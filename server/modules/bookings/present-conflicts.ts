import type { z } from 'zod';
import type { Slot } from '#server/modules/calendar/availability.schema.ts';
import type { heldSchema, takenByBookingSchema } from './bookings.schema.ts';
import type { Conflicts } from './find-conflicts.ts';

/** Tells staff what taking the time would end. */
export function presentHeld(held: Conflicts['held']): z.output<typeof heldSchema> {
  return {
    ok: false,
    reason: 'held',
    openings: held.map(({ openingId, startsAt, heldUntil, liveOffers }) => ({
      openingId,
      liveOffers,
      startsAt: startsAt.toISOString(),
      heldUntil: heldUntil.toISOString(),
    })),
  };
}

/** Tells staff who stands there, and what is free instead. Without a booking: the database itself refused a second one. */
export function presentTaken(
  booked: Conflicts['booked'] = [],
  alternatives: readonly Slot[] = [],
): z.output<typeof takenByBookingSchema> {
  return {
    ok: false,
    reason: 'taken',
    alternatives: [...alternatives],
    bookings: booked.map((booking) => ({
      ...booking,
      startsAt: booking.startsAt.toISOString(),
      endsAt: booking.endsAt.toISOString(),
    })),
  };
}
