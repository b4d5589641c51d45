import { withdrawOpenings } from '#server/modules/openings/withdraw-openings.ts';
import type { Actor } from '#server/platform/actor.ts';
import type { BookingId, CalendarId } from '#server/platform/ids.ts';
import type { Tx } from '#server/platform/tx.ts';
import { findConflicts, type Conflicts } from './find-conflicts.ts';

/**
 * Staff need this time: free or not, and if only the waitlist holds it, whether they want it all the same (then its openings are
 * withdrawn, and their customers told). Hours, notice and horizon are theirs to judge. The calendar is locked.
 */
export async function makeRoom(
  tx: Tx,
  {
    withdrawOpening,
    actor,
    ...range
  }: {
    calendarId: CalendarId;
    from: Date;
    until: Date;
    except?: BookingId;
    withdrawOpening: boolean;
    actor: Actor;
  },
): Promise<{ outcome: 'free' } | { outcome: 'taken' } | { outcome: 'held'; held: Conflicts['held'] }> {
  const { booked, held } = await findConflicts(tx, range);
  if (booked) return { outcome: 'taken' };
  if (held.length === 0) return { outcome: 'free' };
  if (!withdrawOpening) return { outcome: 'held', held };
  const { calendarId, from, until } = range;
  await withdrawOpenings(tx, { calendarIds: [calendarId], from, until, why: 'staff_booking', actor });
  return { outcome: 'free' };
}
