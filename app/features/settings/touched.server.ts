import { bookingPath } from '#app/features/bookings/booking-acts.ts';
import type { StaffPage } from '#app/features/dashboard/open-salon.server.ts';
import { textsOf } from '#app/texts.server.ts';
import type { touchedByArchivingOutput } from '#server/modules/salon/salon.schema.ts';
import type { z } from 'zod';

/** What archiving touches, in finished words: for who is asked whether they mean it. */
export function touchedWords(
  { bookings, openings, entries }: z.output<typeof touchedByArchivingOutput>,
  { base, formats, locale, today, url }: StaffPage,
) {
  const t = textsOf(locale, 'settings');
  return {
    does: [
      ...(openings > 0 ? [t('touched.openings', { count: openings })] : []),
      ...(entries > 0 ? [t('touched.entries', { count: entries })] : []),
      bookings.length > 0 ? t('touched.bookings', { count: bookings.length }) : t('touched.noBookings'),
    ],
    bookings: bookings.map(({ bookingId, startsAt, customerName, serviceNames }) => ({
      id: bookingId,
      href: bookingPath(base, bookingId, url.pathname),
      label: t('touched.booking', {
        when: formats.dateAndTime(startsAt, today),
        name: customerName,
        services: formats.list(serviceNames),
      }),
    })),
  };
}
