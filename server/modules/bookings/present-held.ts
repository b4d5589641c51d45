import type { z } from 'zod';
import type { heldSchema } from './bookings.schema.ts';
import type { Conflicts } from './find-conflicts.ts';

/** Tells staff what taking the time would end. */
export function presentHeld(held: Conflicts['held']): z.output<typeof heldSchema> {
  return {
    ok: false,
    reason: 'held',
    openings: held.map((opening) => ({
      ...opening,
      startsAt: opening.startsAt.toISOString(),
      heldUntil: opening.heldUntil.toISOString(),
    })),
  };
}
