import type { Prisma } from '#server/generated/prisma/client.ts';
import { idOf, type EmployeeId } from '#server/platform/ids.schema.ts';
import type { Accept } from './bookings.rules.ts';

/** What `acceptOf` needs of a booking: the offer that its customer accepted last. What staff accepted for them is theirs to take back. */
export const acceptParts = {
  offers: {
    where: { status: 'accepted', responseChannel: { not: 'staff' } },
    orderBy: { respondedAt: 'desc' },
    take: 1,
    select: {
      respondedAt: true,
      undoneAt: true,
      bookingId: true,
      slotStart: true,
      employeeId: true,
      entry: { select: { movesBookingId: true, continuedBy: { select: { id: true } } } },
    },
  },
} satisfies Prisma.BookingInclude;

type BookingWithAccept = Prisma.BookingGetPayload<{ include: typeof acceptParts }>;

/** The accept that a booking came of, or by which it was moved last; null when it was booked otherwise. */
export function acceptOf({
  offers,
}: Pick<BookingWithAccept, 'offers'>): (Accept & { waitsAgain: boolean }) | null {
  const [offer] = offers;
  if (!offer?.respondedAt) return null;
  return {
    acceptedAt: offer.respondedAt,
    undoneAt: offer.undoneAt,
    movedBooking: offer.entry.movesBookingId === offer.bookingId,
    slotStart: offer.slotStart,
    employeeId: idOf<EmployeeId>(offer.employeeId),
    waitsAgain: offer.entry.continuedBy !== null,
  };
}
