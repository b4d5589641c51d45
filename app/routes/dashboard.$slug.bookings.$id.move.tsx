import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node';
import { Form, useActionData, useLoaderData } from '@remix-run/react';
import { useTranslation } from '#app/use-translation.ts';
import { BookingSummary } from '#app/features/bookings/booking-summary.tsx';
import { isUnreachable } from '#app/features/bookings/is-unreachable.ts';
import { bookingWords } from '#app/features/bookings/booking-words.server.ts';
import { moveBooking, settling } from '#app/features/bookings/change-times.server.ts';
import { moveChoice } from '#app/features/bookings/move-view.server.ts';
import { backOf, isOpen, openBooking } from '#app/features/bookings/open-booking.server.ts';
import { TakeHeld } from '#app/features/bookings/take-held.tsx';
import { errorAt, noAnswer } from '#app/features/dashboard/act-outcome.ts';
import { ActPage } from '#app/features/dashboard/act-page.tsx';
import { answerAct } from '#app/features/dashboard/answer-act.server.ts';
import { openSalon } from '#app/features/dashboard/open-salon.server.ts';
import { pageMeta } from '#app/features/dashboard/page-meta.ts';
import { readForm } from '#app/read-form.server.ts';
import { textsOf } from '#app/texts.server.ts';
import { Button } from '#app/ui/button.tsx';
import { ChoiceChip, Fieldset } from '#app/ui/choice.tsx';
import { SelectField, TextField } from '#app/ui/field.tsx';

export async function loader(args: LoaderFunctionArgs) {
  const page = await openSalon(args);
  const booking = await openBooking(page, args.params.id);
  const t = textsOf(page.locale, 'dashboard');
  const name = booking.customer.name;
  const heading = t('bookings.acts.move.title', { name });
  const canMove = isOpen(booking);
  return {
    title: page.titled(heading),
    heading,
    back: backOf(page, booking.date),
    does: [
      t(isUnreachable(booking) ? 'bookings.acts.move.doesUntold' : 'bookings.acts.move.does', {
        name,
        span: settling(page),
      }),
      ...(isUnreachable(booking) ? [t('bookings.change.untold', { name })] : []),
    ],
    submit: t('bookings.acts.move.submit'),
    impossible: canMove
      ? null
      : t('bookings.refusals.not_open', {
          state: t(`states.booking.${booking.status}`).toLocaleLowerCase(page.locale),
        }),
    booking: bookingWords(booking, page),
    choice: canMove ? await moveChoice(booking, page) : null,
  };
}

export async function action(args: ActionFunctionArgs) {
  const page = await openSalon(args);
  const [booking, form] = await Promise.all([openBooking(page, args.params.id), readForm(args.request)]);
  const to = backOf(page, booking.date);
  return answerAct(page, { request: args.request, form, to }, () => moveBooking(booking, page, form, to));
}

export const meta = pageMeta;

export default function Move() {
  const { t } = useTranslation('dashboard');
  const { booking, choice, ...view } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>() ?? noAnswer;
  return (
    <>
      <ActPage
        {...view}
        answer={answer}
        canSubmit={choice !== null && choice.times.length > 0}
        summary={<BookingSummary booking={booking} state={t(`states.booking.${booking.status}`)} />}
      >
        {choice ? (
          <Fieldset
            id="startsAt"
            legend={t('bookings.acts.move.field')}
            hint={
              choice.times.length > 0
                ? t('bookings.acts.move.onDay', { date: choice.day })
                : t('bookings.acts.move.noneOnDay', { date: choice.day })
            }
            error={errorAt(answer, 'startsAt')}
          >
            <input type="hidden" name="with" value={choice.employeeId} />
            <span className="flex flex-wrap gap-2">
              {choice.times.map(({ value, time }, index) => (
                <ChoiceChip
                  key={value}
                  type="radio"
                  id={`startsAt-${index}`}
                  name="startsAt"
                  value={value}
                  label={<span className="tabular">{time}</span>}
                  defaultChecked={answer.values.startsAt === value}
                />
              ))}
            </span>
          </Fieldset>
        ) : null}
        {answer.refusal?.isHeld ? <TakeHeld isTaken={false} /> : null}
      </ActPage>
      {choice ? (
        <Form
          method="get"
          key={`${choice.date} ${choice.employeeId}`}
          className="mt-5 flex max-w-2xl flex-wrap items-end gap-3"
          preventScrollReset
        >
          {choice.back ? <input type="hidden" name="back" value={choice.back} /> : null}
          <TextField
            id="date"
            name="date"
            type="date"
            required
            min={choice.today}
            label={t('filter.date')}
            defaultValue={choice.date}
          />
          <SelectField id="with" name="with" label={t('filter.employee')} defaultValue={choice.employeeId}>
            {choice.employees.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </SelectField>
          <Button type="submit" look="secondary">
            {t('bookings.acts.move.look')}
          </Button>
        </Form>
      ) : null}
    </>
  );
}
