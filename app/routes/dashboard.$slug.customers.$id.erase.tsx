import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { bookingActPath } from '#app/features/bookings/booking-acts.ts';
import { customerPath, openCustomer } from '#app/features/customers/open-customer.server.ts';
import { done, errorAt, noAnswer, refused, type ActOutcome } from '#app/features/dashboard/act-outcome.ts';
import { ActPage } from '#app/features/dashboard/act-page.tsx';
import { answerAct } from '#app/features/dashboard/answer-act.server.ts';
import { openSalon, requireRight, type StaffPage } from '#app/features/dashboard/open-salon.server.ts';
import { pageMeta } from '#app/features/dashboard/page-meta.ts';
import { textField } from '#app/form-errors.server.ts';
import { readForm } from '#app/read-form.server.ts';
import { formatsOf, textsOf } from '#app/texts.server.ts';
import { TextLink } from '#app/ui/button.tsx';
import { TextField } from '#app/ui/field.tsx';
import { Notice } from '#app/ui/notice.tsx';
import { useTranslation } from '#app/use-translation.ts';
import type { BookingOfCustomer } from '#server/modules/customers/customers.schema.ts';

const openStates = ['waiting', 'notified', 'cooldown'];

export async function loader(args: LoaderFunctionArgs) {
  const page = await openSalon(args);
  requireRight(page, 'eraseCustomers');
  const customer = await openCustomer(page, args);
  const { name } = customer;
  const t = textsOf(page.locale, 'customers');
  const heading = t('erase.title', { name });
  const open = customer.entries.filter(({ status }) => openStates.includes(status)).length;
  const ahead = aheadOf(customer.upcoming, customer.id, page);
  return {
    heading,
    title: page.titled(heading),
    back: customerPath(page, customer.id),
    name,
    does: [
      t('erase.does', { name }),
      t('erase.doesKeeps'),
      ...(open > 0 ? [t('erase.doesLeaves', { count: open })] : []),
      t('erase.doesFinal'),
    ],
    submit: t('erase.submit'),
    ahead,
    aheadText: t('erase.hasBookings', { name, count: ahead.length }),
  };
}

/** What is still to come, with the way to cancel it where that is in reach. */
function aheadOf(bookings: readonly BookingOfCustomer[], customerId: string, page: StaffPage) {
  const t = textsOf(page.locale, 'customers');
  return bookings.map((booking) => {
    const when = formatsOf(page.locale, booking.timeZone).dateAndTime(booking.startsAt, page.today);
    if (booking.salonId !== page.salonId) {
      return { id: booking.id, label: t('erase.elsewhere', { when, salon: booking.salonName }), href: null };
    }
    const back = `${customerPath(page, customerId)}/erase`;
    return {
      id: booking.id,
      label: t('erase.cancel', { when }),
      href: bookingActPath(page.base, booking.id, 'cancel', back),
    };
  });
}

export async function action(args: ActionFunctionArgs) {
  const page = await openSalon(args);
  const [customer, form] = await Promise.all([openCustomer(page, args), readForm(args.request)]);
  const { name, id } = customer;
  const t = textsOf(page.locale, 'customers');
  const to = customerPath(page, id);
  return answerAct(page, { request: args.request, form, to }, async (): Promise<ActOutcome> => {
    const outcome = await page.api.customer.erase({
      salonId: page.salonId,
      customerId: id,
      confirmation: textField(form, 'confirmation').slice(0, 200),
    });
    if (outcome.ok) return done(t('erase.done'));
    if (outcome.reason === 'not_confirmed') {
      return {
        kind: 'invalid',
        errors: [{ fieldId: 'confirmation', message: t('erase.notConfirmed', { name }) }],
      };
    }
    const ahead = aheadOf(outcome.bookings, id, page);
    const said = t('erase.hasBookings', { name, count: ahead.length });
    const elsewhere = ahead.filter(({ href }) => href === null).map(({ label }) => label);
    return refused(
      [said, ...elsewhere].join(' '),
      ...ahead.flatMap(({ label, href }) => (href ? [{ label, href }] : [])),
    );
  });
}

export const meta = pageMeta;

export default function Erase() {
  const { t } = useTranslation('customers');
  const { name, ahead, aheadText, ...view } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>() ?? noAnswer;
  const isAhead = ahead.length > 0;
  return (
    <ActPage {...view} impossible={null} canSubmit={!isAhead} isGrave answer={answer}>
      {isAhead ? (
        <Notice tone="warn" title={aheadText}>
          <ul className="grid">
            {ahead.map(({ id, label, href }) => (
              <li key={id}>
                {href ? (
                  <TextLink roomy to={href}>
                    {label}
                  </TextLink>
                ) : (
                  label
                )}
              </li>
            ))}
          </ul>
        </Notice>
      ) : (
        <TextField
          id="confirmation"
          name="confirmation"
          maxLength={200}
          autoComplete="off"
          spellCheck={false}
          label={t('erase.confirm')}
          hint={t('erase.confirmHint', { name })}
          defaultValue={answer.values.confirmation ?? ''}
          error={errorAt(answer, 'confirmation')}
        />
      )}
    </ActPage>
  );
}
