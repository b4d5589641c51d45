import { pageNotFound, type StaffPage } from '#app/features/dashboard/open-salon.server.ts';
import { pathWithin } from '#app/features/dashboard/return-path.ts';
import type { StaffBooking } from '#server/modules/bookings/bookings.schema.ts';
import { bookingIdSchema } from '#server/platform/ids.schema.ts';

/** The booking of an act's page. Another salon's is the 404 page. */
export async function openBooking(
  { api, salonId }: StaffPage,
  id: string | undefined,
): Promise<StaffBooking> {
  const bookingId = bookingIdSchema.safeParse(id);
  if (!bookingId.success) throw pageNotFound();
  return api.booking.get({ salonId, bookingId: bookingId.data });
}

/** The list as it was left, or else the booking's day. */
export function backOf({ base, url }: StaffPage, date: string): string {
  return pathWithin(base, url.searchParams.get('back')) ?? `${base}/bookings?date=${date}`;
}

export function isOpen({ status }: StaffBooking): boolean {
  return status === 'confirmed' || status === 'pending_payment';
}
