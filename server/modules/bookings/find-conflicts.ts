import { idOf, type BookingId, type CalendarId, type OpeningId } from '#server/platform/ids.ts';
import type { Tx } from '#server/platform/tx.ts';

export interface Conflicts {
  /** Another booking stands there. */
  booked: boolean;
  /** Openings whose hold is there. */
  held: { openingId: OpeningId; startsAt: Date; heldUntil: Date; liveOffers: number }[];
}

/** What stands on a calendar in that range. The calendar is locked, and stale holds are gone. Index calendar_items (calendar_id, ends_at). */
export async function findConflicts(
  tx: Tx,
  {
    calendarId,
    from,
    until,
    except,
  }: { calendarId: CalendarId; from: Date; until: Date; except?: BookingId },
): Promise<Conflicts> {
  const items = await tx.db.calendarItem.findMany({
    where: {
      calendarId,
      startsAt: { lt: until },
      endsAt: { gt: from },
      ...(except && { OR: [{ bookingItem: null }, { bookingItem: { bookingId: { not: except } } }] }),
    },
    orderBy: { startsAt: 'asc' },
    select: {
      opening: {
        select: {
          id: true,
          startsAt: true,
          heldUntil: true,
          _count: { select: { offers: { where: { status: 'pending' } } } },
        },
      },
    },
  });
  return {
    booked: items.some((item) => item.opening === null),
    held: items.flatMap(({ opening }) =>
      opening
        ? {
            openingId: idOf<OpeningId>(opening.id),
            startsAt: opening.startsAt,
            heldUntil: opening.heldUntil,
            liveOffers: opening._count.offers,
          }
        : [],
    ),
  };
}
