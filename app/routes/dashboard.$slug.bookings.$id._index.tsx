import type { LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { bookingWords } from '#app/features/bookings/booking-words.server.ts';
import { BookingFacts } from '#app/features/bookings/booking-facts.tsx';
import { bookingActPath } from '#app/features/bookings/booking-acts.ts';
import { backOf, openBooking } from '#app/features/bookings/open-booking.server.ts';
import { BackLink } from '#app/features/dashboard/back-link.tsx';
import { openSalon } from '#app/features/dashboard/open-salon.server.ts';
import { pageMeta } from '#app/features/dashboard/page-meta.ts';
import { textsOf } from '#app/texts.server.ts';
import { LinkButton } from '#app/ui/button.tsx';
import { Card } from '#app/ui/card.tsx';
import { DashboardTitle } from '#app/ui/dashboard-shell.tsx';
import { useTranslation } from '#app/use-translation.ts';

export async function loader(args: LoaderFunctionArgs) {
  const page = await openSalon(args);
  const booking = await openBooking(page, args.params.id);
  const heading = textsOf(page.locale, 'calendar')('booking.title', { name: booking.customer.name });
  return {
    title: page.titled(heading),
    heading,
    base: page.base,
    back: backOf(page, booking.date),
    booking: bookingWords(booking, page),
  };
}

export const meta = pageMeta;

export default function Booking() {
  const { t } = useTranslation(['calendar', 'dashboard']);
  const { heading, base, back, booking } = useLoaderData<typeof loader>();
  return (
    <>
      <BackLink to={back}>{t('dashboard:act.return')}</BackLink>
      <DashboardTitle>{heading}</DashboardTitle>
      <Card className="grid max-w-2xl gap-6">
        <BookingFacts booking={booking} />
        <section aria-label={t('booking.acts')} className="flex flex-wrap gap-2">
          {booking.acts.length === 0 ? <p className="text-ink-soft">{t('booking.noActs')}</p> : null}
          {booking.acts.map((act) => (
            <LinkButton
              key={act}
              look={act === 'cancel' ? 'danger' : 'secondary'}
              size="small"
              to={bookingActPath(base, booking.id, act, back)}
            >
              {t(`dashboard:bookings.acts.${act}.label`)}
            </LinkButton>
          ))}
        </section>
      </Card>
    </>
  );
}
