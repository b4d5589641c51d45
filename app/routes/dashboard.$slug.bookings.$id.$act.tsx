import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { actsForBooking, readPlainAct, type PlainAct } from '#app/features/bookings/booking-acts.ts';
import { BookingSummary } from '#app/features/bookings/booking-summary.tsx';
import { isUnreachable } from '#app/features/bookings/is-unreachable.ts';
import { bookingWords } from '#app/features/bookings/booking-words.server.ts';
import { backOf, isOpen, openBooking } from '#app/features/bookings/open-booking.server.ts';
import { runBookingAct } from '#app/features/bookings/run-booking-act.server.ts';
import { ActPage } from '#app/features/dashboard/act-page.tsx';
import { noAnswer } from '#app/features/dashboard/act-outcome.ts';
import { answerAct } from '#app/features/dashboard/answer-act.server.ts';
import { openSalon, pageNotFound } from '#app/features/dashboard/open-salon.server.ts';
import { pageMeta } from '#app/features/dashboard/page-meta.ts';
import { readForm } from '#app/read-form.server.ts';
import { textsOf } from '#app/texts.server.ts';
import { useTranslation } from '#app/use-translation.ts';

function requireAct(name: string | undefined): PlainAct {
  const act = readPlainAct(name);
  if (!act) throw pageNotFound();
  return act;
}

export async function loader(args: LoaderFunctionArgs) {
  const act = requireAct(args.params.act);
  const page = await openSalon(args);
  const booking = await openBooking(page, args.params.id);
  const t = textsOf(page.locale, 'dashboard');
  const name = booking.customer.name;
  const heading = t(`bookings.acts.${act}.title`, { name });
  const isPossible = actsForBooking(booking, page.now).includes(act);
  const words = bookingWords(booking, page);
  return {
    title: page.titled(heading),
    heading,
    back: backOf(page, booking.date),
    isGrave: act === 'cancel',
    does: [
      ...(act === 'cancel'
        ? [t(isUnreachable(booking) ? 'bookings.change.untold' : 'bookings.acts.cancel.doesTell', { name })]
        : []),
      t(`bookings.acts.${act}.does`, { name }),
    ],
    submit: t(`bookings.acts.${act}.submit`),
    impossible: isPossible
      ? null
      : t(`bookings.refusals.${whyImpossible(act, isOpen(booking))}`, {
          when: words.when,
          state: t(`states.booking.${booking.status}`).toLocaleLowerCase(page.locale),
        }),
    booking: words,
    /** Which change an undo is about: not one that somebody else has made since. */
    change: act === 'undo' ? (booking.lastChange?.id ?? null) : null,
  };
}

function whyImpossible(act: PlainAct, isOpen: boolean) {
  if (!isOpen) return 'not_open' as const;
  return act === 'undo' ? ('too_late' as const) : ('not_begun' as const);
}

export async function action(args: ActionFunctionArgs) {
  const act = requireAct(args.params.act);
  const page = await openSalon(args);
  const [booking, form] = await Promise.all([openBooking(page, args.params.id), readForm(args.request)]);
  const to = backOf(page, booking.date);
  return answerAct(page, { request: args.request, form, to }, () => runBookingAct(act, booking, page, form));
}

export const meta = pageMeta;

export default function Act() {
  const { t } = useTranslation('dashboard');
  const { booking, change, ...view } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>() ?? noAnswer;
  return (
    <ActPage
      {...view}
      answer={answer}
      summary={<BookingSummary booking={booking} state={t(`states.booking.${booking.status}`)} />}
    >
      {change ? <input type="hidden" name="change" value={change} /> : null}
    </ActPage>
  );
}
