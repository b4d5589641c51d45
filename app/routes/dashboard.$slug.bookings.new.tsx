import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node';
import { Form, useActionData, useLoaderData, useNavigation } from '@remix-run/react';
import { addBooking, bookingChoices, newBooking } from '#app/features/bookings/new-booking.server.ts';
import { NewBookingFields } from '#app/features/bookings/new-booking-fields.tsx';
import { backOf } from '#app/features/bookings/open-booking.server.ts';
import { noAnswer } from '#app/features/dashboard/act-outcome.ts';
import { answerAct } from '#app/features/dashboard/answer-act.server.ts';
import { BackLink } from '#app/features/dashboard/back-link.tsx';
import { openSalon } from '#app/features/dashboard/open-salon.server.ts';
import { pageMeta } from '#app/features/dashboard/page-meta.ts';
import { readForm } from '#app/read-form.server.ts';
import { textsOf } from '#app/texts.server.ts';
import { Button, TextLink } from '#app/ui/button.tsx';
import { Card } from '#app/ui/card.tsx';
import { DashboardTitle } from '#app/ui/dashboard-shell.tsx';
import { useTranslation } from '#app/use-translation.ts';

export async function loader(args: LoaderFunctionArgs) {
  const page = await openSalon(args);
  const choices = await bookingChoices(page);
  const values = newBooking(page, choices);
  return {
    title: page.titled(textsOf(page.locale, 'calendar')('create.title')),
    back: backOf(page, values.date),
    values,
    choices,
  };
}

export async function action(args: ActionFunctionArgs) {
  const page = await openSalon(args);
  const form = await readForm(args.request);
  const to = backOf(page, page.today);
  return answerAct(page, { request: args.request, form, to }, () => addBooking(page, form));
}

export const meta = pageMeta;

export default function NewBooking() {
  const { t } = useTranslation(['calendar', 'dashboard']);
  const { back, values, choices } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>() ?? noAnswer;
  const busy = useNavigation().formMethod === 'POST';
  return (
    <>
      <BackLink to={back}>{t('dashboard:act.return')}</BackLink>
      <DashboardTitle lead={t('create.lead')}>{t('create.title')}</DashboardTitle>
      <Card className="max-w-2xl">
        <Form method="post" noValidate className="grid gap-6">
          <NewBookingFields {...{ values, answer, choices }} />
          <div className="flex flex-wrap items-center gap-3">
            <Button type="submit" busy={busy}>
              {t('create.submit')}
            </Button>
            <TextLink roomy to={back} className="font-semibold">
              {t('dashboard:act.back')}
            </TextLink>
          </div>
        </Form>
      </Card>
    </>
  );
}
