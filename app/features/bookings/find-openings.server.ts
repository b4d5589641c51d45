import type { StaffPage } from '#app/features/dashboard/open-salon.server.ts';

/** The openings that cancelling made, by booking; of long ago none is found, and none is missed. */
export async function openingsByBooking({ api, salonId }: StaffPage): Promise<Map<string, string>> {
  const { openings } = await api.opening.list({ salonId, pageSize: 100 });
  return new Map(
    openings.flatMap(({ id, causeBookingId }) => (causeBookingId ? [[causeBookingId, id] as const] : [])),
  );
}
