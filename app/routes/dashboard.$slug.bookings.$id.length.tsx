import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { useTranslation } from '#app/use-translation.ts';
import { BookingSummary } from '#app/features/bookings/booking-summary.tsx';
import { bookingWords } from '#app/features/bookings/booking-words.server.ts';
import { resizeBooking, settling } from '#app/features/bookings/change-times.server.ts';
import { endChoices } from '#app/features/bookings/length-view.server.ts';
import { backOf, isOpen, openBooking } from '#app/features/bookings/open-booking.server.ts';
import { TakeHeld } from '#app/features/bookings/take-held.tsx';
import { errorAt, noAnswer } from '#app/features/dashboard/act-outcome.ts';
import { ActPage } from '#app/features/dashboard/act-page.tsx';
import { answerAct } from '#app/features/dashboard/answer-act.server.ts';
import { openSalon } from '#app/features/dashboard/open-salon.server.ts';
import { pageMeta } from '#app/features/dashboard/page-meta.ts';
import { readForm } from '#app/read-form.server.ts';
import { textsOf } from '#app/texts.server.ts';
import { SelectField } from '#app/ui/field.tsx';

export async function loader(args: LoaderFunctionArgs) {
  const page = await openSalon(args);
  const booking = await openBooking(page, args.params.id);
  const t = textsOf(page.locale, 'dashboard');
  const name = booking.customer.name;
  const heading = t('bookings.acts.length.title', { name });
  return {
    title: page.titled(heading),
    heading,
    back: backOf(page, booking.date),
    does: [
      t('bookings.acts.length.does', { span: settling(page) }),
      t('bookings.acts.length.doesTell', { name }),
    ],
    submit: t('bookings.acts.length.submit'),
    impossible: isOpen(booking)
      ? null
      : t('bookings.refusals.not_open', {
          state: t(`states.booking.${booking.status}`).toLocaleLowerCase(page.locale),
        }),
    booking: bookingWords(booking, page),
    endsAt: booking.endsAt,
    ends: endChoices(booking, page),
  };
}

export async function action(args: ActionFunctionArgs) {
  const page = await openSalon(args);
  const [booking, form] = await Promise.all([openBooking(page, args.params.id), readForm(args.request)]);
  const to = backOf(page, booking.date);
  return answerAct(page, { request: args.request, form, to }, () => resizeBooking(booking, page, form, to));
}

export const meta = pageMeta;

export default function Length() {
  const { t } = useTranslation('dashboard');
  const { booking, ends, endsAt, ...view } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>() ?? noAnswer;
  return (
    <ActPage
      {...view}
      answer={answer}
      summary={<BookingSummary booking={booking} state={t(`states.booking.${booking.status}`)} />}
    >
      <SelectField
        id="endsAt"
        name="endsAt"
        label={t('bookings.acts.length.field')}
        defaultValue={answer.values.endsAt ?? endsAt}
        error={errorAt(answer, 'endsAt')}
      >
        {ends.map(({ value, label }) => (
          <option key={value} value={value}>
            {label}
          </option>
        ))}
      </SelectField>
      <TakeHeld isTaken={answer.values.withdraw !== undefined} />
    </ActPage>
  );
}
