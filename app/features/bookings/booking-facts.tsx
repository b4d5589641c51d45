import { ContactLines } from '#app/features/dashboard/contact-lines.tsx';
import { StateBadge } from '#app/ui/badge.tsx';
import { FactList } from '#app/ui/card.tsx';
import { useTranslation } from '#app/use-translation.ts';
import type { BookingWords } from './booking-words.server.ts';

/** All about one booking. */
export function BookingFacts({ booking }: { booking: BookingWords }) {
  const { t } = useTranslation(['calendar', 'dashboard']);
  return (
    <FactList
      facts={[
        {
          term: t('booking.when'),
          value: (
            <span className="font-semibold first-letter:uppercase">
              {booking.day}, <span className="tabular">{booking.time}</span>
            </span>
          ),
        },
        { term: t('booking.with'), value: booking.employees },
        { term: t('booking.service'), value: booking.services },
        { term: t('booking.price'), value: <span className="tabular">{booking.price}</span> },
        {
          term: t('booking.contact'),
          value: (
            <span className="grid">
              <ContactLines lines={booking.contact} />
            </span>
          ),
        },
        ...(booking.notes ? [{ term: t('booking.notes'), value: booking.notes }] : []),
        {
          term: t('booking.state'),
          value: (
            <StateBadge state={`booking.${booking.status}`}>
              {t(`dashboard:states.booking.${booking.status}`)}
            </StateBadge>
          ),
        },
      ]}
    />
  );
}
