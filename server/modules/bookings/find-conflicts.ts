import { settlingOf } from '#server/modules/openings/free-time.ts';
import { idOf, type BookingId, type CalendarId, type OpeningId } from '#server/platform/ids.schema.ts';
import type { Tx } from '#server/platform/tx.ts';

export interface Conflicts {
  /** Other bookings that stand there. */
  booked: { bookingId: BookingId; customerName: string; startsAt: Date; endsAt: Date }[];
  /** Openings whose hold is there. */
  held: {
    openingId: OpeningId;
    calendarId: CalendarId;
    startsAt: Date;
    freeFrom: Date;
    freeUntil: Date;
    heldUntil: Date;
    liveOffers: number;
  }[];
}

/**
 * What stands on a calendar in that range. The calendar is locked, and stale holds are gone. Index calendar_items (calendar_id, ends_at).
 * @param except a booking that does not count, nor what its unsettled changes hold
 */
export async function findConflicts(
  tx: Tx,
  {
    calendarId,
    from,
    until,
    except,
  }: { calendarId: CalendarId; from: Date; until: Date; except?: BookingId | undefined },
): Promise<Conflicts> {
  const own = except ? await settlingOf(tx, except) : [];
  const found = await tx.db.calendarItem.findMany({
    where: { calendarId, startsAt: { lt: until }, endsAt: { gt: from } },
    orderBy: { startsAt: 'asc' },
    select: {
      bookingItem: {
        select: {
          booking: {
            select: { id: true, startsAt: true, endsAt: true, customer: { select: { name: true } } },
          },
        },
      },
      opening: {
        select: {
          id: true,
          startsAt: true,
          freeFrom: true,
          freeUntil: true,
          heldUntil: true,
          _count: { select: { offers: { where: { status: 'pending' } } } },
        },
      },
    },
  });
  const items = found.filter(
    ({ bookingItem, opening }) =>
      (bookingItem && bookingItem.booking.id !== except) ||
      (opening && !own.includes(idOf<OpeningId>(opening.id))),
  );
  return {
    booked: items.flatMap(({ bookingItem }) =>
      bookingItem
        ? {
            bookingId: idOf<BookingId>(bookingItem.booking.id),
            customerName: bookingItem.booking.customer.name,
            startsAt: bookingItem.booking.startsAt,
            endsAt: bookingItem.booking.endsAt,
          }
        : [],
    ),
    held: items.flatMap(({ opening }) =>
      opening
        ? {
            openingId: idOf<OpeningId>(opening.id),
            calendarId,
            startsAt: opening.startsAt,
            freeFrom: opening.freeFrom,
            freeUntil: opening.freeUntil,
            heldUntil: opening.heldUntil,
            liveOffers: opening._count.offers,
          }
        : [],
    ),
  };
}
