import type { AffectedBooking } from '#server/modules/salon/salon.schema.ts';
import type { Db } from '#server/platform/db.ts';
import { idOf, type BookingId } from '#server/platform/ids.schema.ts';
import type { Prisma } from '#server/generated/prisma/client.ts';

/** Bookings still open whose items (any of them) are so, by start: staff have to look after them. */
export async function listAffectedBookings(
  db: Db,
  items: Prisma.BookingItemWhereInput,
): Promise<AffectedBooking[]> {
  const bookings = await db.booking.findMany({
    where: { status: { in: ['pending_payment', 'confirmed'] }, items: { some: items } },
    orderBy: [{ startsAt: 'asc' }, { id: 'asc' }],
    select: {
      id: true,
      startsAt: true,
      endsAt: true,
      customer: { select: { name: true } },
      items: { orderBy: { position: 'asc' }, select: { service: { select: { name: true } } } },
    },
  });
  return bookings.map((booking) => ({
    bookingId: idOf<BookingId>(booking.id),
    startsAt: booking.startsAt.toISOString(),
    endsAt: booking.endsAt.toISOString(),
    customerName: booking.customer.name,
    serviceNames: booking.items.map((item) => item.service.name),
  }));
}
