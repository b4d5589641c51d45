import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { actsForBooking, readBookingAct, type BookingAct } from '#app/features/bookings/booking-acts.ts';
import { BookingSummary } from '#app/features/bookings/booking-summary.tsx';
import { bookingWords } from '#app/features/bookings/booking-words.server.ts';
import { runBookingAct } from '#app/features/bookings/run-booking-act.server.ts';
import { ActPage } from '#app/features/dashboard/act-page.tsx';
import { noAnswer } from '#app/features/dashboard/act-outcome.ts';
import { answerAct } from '#app/features/dashboard/answer-act.server.ts';
import { openSalon, pageNotFound, type StaffPage } from '#app/features/dashboard/open-salon.server.ts';
import { pageMeta } from '#app/features/dashboard/page-meta.ts';
import { pathWithin } from '#app/features/dashboard/return-path.ts';
import { readForm } from '#app/read-form.server.ts';
import { textsOf } from '#app/texts.server.ts';
import { useTranslation } from '#app/use-translation.ts';
import { bookingIdSchema } from '#server/platform/ids.ts';

async function openBooking({ api, salonId }: StaffPage, id: string | undefined) {
  const bookingId = bookingIdSchema.safeParse(id);
  if (!bookingId.success) throw pageNotFound();
  return api.booking.get({ salonId, bookingId: bookingId.data });
}

function requireAct(name: string | undefined): BookingAct {
  const act = readBookingAct(name);
  if (!act) throw pageNotFound();
  return act;
}

/** The list as it was left, or else the booking's day. */
function backOf({ base, url }: StaffPage, date: string): string {
  return pathWithin(base, url.searchParams.get('back')) ?? `${base}/bookings?date=${date}`;
}

export async function loader(args: LoaderFunctionArgs) {
  const act = requireAct(args.params.act);
  const page = await openSalon(args);
  const booking = await openBooking(page, args.params.id);
  const t = textsOf(page.locale, 'dashboard');
  const name = booking.customer.name;
  const heading = t(`bookings.acts.${act}.title`, { name });
  const isPossible = actsForBooking(booking, page.now).includes(act);
  const isOpen = booking.status === 'confirmed' || booking.status === 'pending_payment';
  const words = bookingWords(booking, page);
  return {
    title: page.titled(heading),
    heading,
    back: backOf(page, booking.date),
    isGrave: act === 'cancel',
    does: [t(`bookings.acts.${act}.does`, { name })],
    submit: t(`bookings.acts.${act}.submit`),
    impossible: isPossible
      ? null
      : t(isOpen ? 'bookings.refusals.not_begun' : 'bookings.refusals.not_open', {
          when: words.when,
          state: t(`states.booking.${booking.status}`).toLocaleLowerCase(page.locale),
        }),
    booking: words,
  };
}

export async function action(args: ActionFunctionArgs) {
  const act = requireAct(args.params.act);
  const page = await openSalon(args);
  const [booking, form] = await Promise.all([openBooking(page, args.params.id), readForm(args.request)]);
  const to = backOf(page, booking.date);
  return answerAct(page, { request: args.request, form, to }, () => runBookingAct(act, booking, page));
}

export const meta = pageMeta;

export default function Act() {
  const { t } = useTranslation('dashboard');
  const { booking, ...view } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>() ?? noAnswer;
  return (
    <ActPage
      {...view}
      answer={answer}
      summary={<BookingSummary booking={booking} state={t(`states.booking.${booking.status}`)} />}
    />
  );
}
