import type { StaffPage } from '#app/features/dashboard/open-salon.server.ts';
import { isLive } from '#app/features/openings/opening-acts.ts';
import { offerIdSchema, type OfferId } from '#server/platform/ids.schema.ts';
import type { ChosenSlot } from './slot-choice.server.ts';

const separator = '~';

/** The opening that is being offered at a time; it may have ended by now. */
async function openingAt(slot: ChosenSlot, { api, salonId }: StaffPage) {
  const { openings } = await api.opening.list({ salonId, statuses: ['open'], ...slot, pageSize: 1 });
  return openings[0]?.id;
}

/**
 * The opening at a time, with who has it on offer just now, soonest to run out first, and whether it goes on to others; null when none is
 * being offered then.
 */
export async function offeredAt(slot: ChosenSlot, page: StaffPage) {
  const { api, salonId, now } = page;
  const openingId = await openingAt(slot, page);
  if (!openingId) return null;
  const { offers, continues } = await api.opening.get({ salonId, openingId });
  const live = offers
    .filter(isLive(now))
    .toSorted((a, b) => Date.parse(a.tokenExpiresAt) - Date.parse(b.tokenExpiresAt));
  return { openingId, live, continues };
}

/** The offers that a form takes back, as it sends them; what is none is left out. */
export function readInstead(value: string): OfferId[] {
  return value.split(separator).flatMap((id) => offerIdSchema.safeParse(id).data ?? []);
}

export function writeInstead(offerIds: readonly OfferId[]): string {
  return offerIds.join(separator);
}

export type LiveOffer = NonNullable<Awaited<ReturnType<typeof offeredAt>>>['live'][number];
