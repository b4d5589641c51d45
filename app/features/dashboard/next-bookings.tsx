import { Badge } from '#app/ui/badge.tsx';
import { TextLink } from '#app/ui/button.tsx';
import { EmptyState } from '#app/ui/empty-state.tsx';
import { useTranslation } from '#app/use-translation.ts';
import type { TodayView } from './today.server.ts';

type Booking = TodayView['bookings'][number];

/** Who comes next, day by day. */
export function NextBookings({ bookings, base }: { bookings: Booking[]; base: string }) {
  const { t } = useTranslation('dashboard');
  if (bookings.length === 0)
    return <EmptyState title={t('today.nextEmpty')}>{t('today.nextEmptyText')}</EmptyState>;
  const days = Map.groupBy(bookings, ({ day }) => day);
  return (
    <div className="grid gap-5">
      {[...days].map(([day, own]) => (
        <section key={day} aria-label={day}>
          <h3 className="text-sm font-semibold text-ink-soft first-letter:uppercase">{day}</h3>
          <ul>
            {own.map((booking) => (
              <li
                key={booking.id}
                className="grid grid-cols-[7.5rem_minmax(0,1fr)] gap-x-3 border-t border-line py-2.5 first:border-t-0"
              >
                <span className="tabular text-sm/[1.65] font-semibold whitespace-nowrap">{booking.time}</span>
                <span className="grid min-w-0">
                  <span className="flex flex-wrap items-center gap-2 font-medium">
                    <TextLink roomy="flat" to={`${base}/bookings/${booking.id}`}>
                      {booking.name}
                    </TextLink>
                    {booking.isNow ? <Badge tone="accent">{t('today.now')}</Badge> : null}
                  </span>
                  <span className="text-sm text-ink-soft">
                    {booking.services} · {booking.employees}
                  </span>
                </span>
              </li>
            ))}
          </ul>
        </section>
      ))}
    </div>
  );
}
