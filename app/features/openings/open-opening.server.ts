import { pageNotFound, type StaffPage } from '#app/features/dashboard/open-salon.server.ts';
import { openingIdSchema } from '#server/platform/ids.schema.ts';

/** The opening that an address names. What is no id, or another salon's, is the 404 page. */
export async function openOpening({ api, salonId }: StaffPage, id: string | undefined) {
  const openingId = openingIdSchema.safeParse(id);
  if (!openingId.success) throw pageNotFound();
  return api.opening.get({ salonId, openingId: openingId.data });
}
export type OpeningDetails = Awaited<ReturnType<typeof openOpening>>;
