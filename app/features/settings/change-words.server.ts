import { refused, type ActOutcome } from '#app/features/dashboard/act-outcome.ts';
import type { StaffPage } from '#app/features/dashboard/open-salon.server.ts';
import { bookingPath } from '#app/features/bookings/booking-acts.ts';
import { textsOf } from '#app/texts.server.ts';
import type { HoursChange } from '#server/modules/salon/salon.schema.ts';

/**
 * That a change of working time is done, and what it did: bookings that lie outside it, offers taken back, time held for who waits.
 * @param hits the words for the bookings
 * @param undo what the same page's form sends to take the change back
 */
export async function workingTimeChanged(
  said: string,
  change: Pick<HoursChange, 'openingIds'> & Partial<HoursChange>,
  page: StaffPage,
  { hits = 'hits', undo }: { hits?: 'hits' | 'timeOff.hits'; undo?: Record<string, string> | null } = {},
): Promise<ActOutcome> {
  const { base, formats, locale, today, url } = page;
  const { affectedBookings = [], withdrawnOpenings = 0 } = change;
  const t = textsOf(locale, 'settings');
  const sentences = [
    said,
    ...(affectedBookings.length > 0 ? [t(hits, { count: affectedBookings.length })] : []),
    ...(withdrawnOpenings > 0 ? [t('withdrawn', { count: withdrawnOpenings })] : []),
    ...(await heldWords(change.openingIds, page)),
  ];
  // A message has room for three: the last leads to all the others.
  const named = affectedBookings.length > 3 ? 2 : 3;
  const [unnamed] = affectedBookings.slice(named);
  const links = [
    ...affectedBookings.slice(0, named).map(({ bookingId, startsAt, customerName }) => ({
      href: bookingPath(base, bookingId, url.pathname),
      label: `${customerName}, ${formats.dateAndTime(startsAt, today)}`,
    })),
    ...(unnamed
      ? [
          {
            href: `${base}/calendar?date=${formats.localDate(unnamed.startsAt)}`,
            label: t('moreHits', { count: affectedBookings.length - named }),
          },
        ]
      : []),
  ];
  return {
    kind: 'done',
    message: {
      text: sentences.join(' '),
      links,
      ...(undo && {
        undo: { label: t('undo'), action: `${url.pathname}${url.search}`, fields: undo },
      }),
    },
  };
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

/** Takes a change back; one that somebody has changed further stands, and that is said. */
export async function undoUnlessChanged(
  { locale }: StaffPage,
  undo: () => Promise<ActOutcome>,
): Promise<ActOutcome> {
  try {
    return await undo();
  } catch (fault) {
    if (fault instanceof Response && fault.status === 409)
      return refused(textsOf(locale, 'settings')('undoLate'));
    throw fault;
  }
}
