import { pageNotFound, type StaffPage } from '#app/features/dashboard/open-salon.server.ts';
import type { EntryDetails } from '#server/modules/waitlist/waitlist.schema.ts';
import { entryIdSchema } from '#server/platform/ids.schema.ts';

/** The entry that an address names. What is no id, or another salon's, is the 404 page. */
export async function openEntry({ api, salonId }: StaffPage, id: string | undefined): Promise<EntryDetails> {
  const entryId = entryIdSchema.safeParse(id);
  if (!entryId.success) throw pageNotFound();
  return api.waitlist.get({ salonId, entryId: entryId.data });
}
