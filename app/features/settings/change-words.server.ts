import { done, type ActOutcome } from '#app/features/dashboard/act-outcome.ts';
import type { StaffPage } from '#app/features/dashboard/open-salon.server.ts';
import { bookingPath } from '#app/features/bookings/booking-acts.ts';
import { textsOf } from '#app/texts.server.ts';
import type { HoursChange } from '#server/modules/salon/salon.schema.ts';

/** That a change of working time is done, and what it did: bookings that lie outside it, offers taken back, time held for who waits. */
export async function workingTimeChanged(
  said: string,
  change: Pick<HoursChange, 'openingIds'> & Partial<HoursChange>,
  page: StaffPage,
): Promise<ActOutcome> {
  const { base, formats, locale, today, url } = page;
  const { affectedBookings = [], withdrawnOpenings = 0 } = change;
  const t = textsOf(locale, 'settings');
  const sentences = [
    said,
    ...(affectedBookings.length > 0 ? [t('hits', { count: affectedBookings.length })] : []),
    ...(withdrawnOpenings > 0 ? [t('withdrawn', { count: withdrawnOpenings })] : []),
    ...(await heldWords(change.openingIds, page)),
  ];
  const links = affectedBookings.slice(0, 3).map(({ bookingId, startsAt, customerName }) => ({
    href: bookingPath(base, bookingId, url.pathname),
    label: `${customerName}, ${formats.dateAndTime(startsAt, today)}`,
  }));
  return done(sentences.join(' '), ...links);
}

/** How much of added time is held, and when it is offered; nothing when none is. */
async function heldWords(
  openingIds: HoursChange['openingIds'],
  { api, salonId, formats, locale }: StaffPage,
): Promise<string[]> {
  const [first] = openingIds;
  if (!first) return [];
  const { settlesAt } = await api.opening.get({ salonId, openingId: first });
  const at = settlesAt ? formats.time(settlesAt) : '';
  return [textsOf(locale, 'settings')('held', { count: openingIds.length, at })];
}
