import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node';
import { Form, useActionData, useLoaderData } from '@remix-run/react';
import { isUnreachable } from '#app/features/bookings/is-unreachable.ts';
import { bookChoice } from '#app/features/customers/book-view.server.ts';
import { customerPath, openCustomer } from '#app/features/customers/open-customer.server.ts';
import { done, errorAt, noAnswer, refused, type ActOutcome } from '#app/features/dashboard/act-outcome.ts';
import { ActForm } from '#app/features/dashboard/act-form.tsx';
import { answerAct } from '#app/features/dashboard/answer-act.server.ts';
import { BackLink } from '#app/features/dashboard/back-link.tsx';
import { openSalon } from '#app/features/dashboard/open-salon.server.ts';
import { pageMeta } from '#app/features/dashboard/page-meta.ts';
import { DaySlots } from '#app/features/waitlist/slot-fields.tsx';
import { readSlot, slotWords } from '#app/features/waitlist/slot-choice.server.ts';
import { textField } from '#app/form-errors.server.ts';
import { readForm } from '#app/read-form.server.ts';
import { textsOf } from '#app/texts.server.ts';
import { Button, TextLink } from '#app/ui/button.tsx';
import { Fieldset } from '#app/ui/choice.tsx';
import { DashboardTitle } from '#app/ui/dashboard-shell.tsx';
import { SelectField, TextField } from '#app/ui/field.tsx';
import { useTranslation } from '#app/use-translation.ts';
import { idOf, type ServiceId } from '#server/platform/ids.schema.ts';

export async function loader(args: LoaderFunctionArgs) {
  const page = await openSalon(args);
  const customer = await openCustomer(page, args);
  const { name } = customer;
  const t = textsOf(page.locale, 'customers');
  const heading = t('book.title', { name });
  return {
    title: page.titled(heading),
    heading,
    name,
    back: customerPath(page, customer.id),
    waitlist: `${page.base}/waitlist/new?customer=${customer.id}`,
    does: [
      isUnreachable({ customer })
        ? textsOf(page.locale, 'dashboard')('bookings.change.untold', { name })
        : t('book.does', { name }),
    ],
    submit: t('book.submit'),
    choice: await bookChoice(page),
  };
}

export async function action(args: ActionFunctionArgs) {
  const page = await openSalon(args);
  const [customer, form] = await Promise.all([openCustomer(page, args), readForm(args.request)]);
  const { name, id } = customer;
  const t = textsOf(page.locale, 'customers');
  const to = customerPath(page, id);
  return answerAct(page, { request: args.request, form, to }, async (): Promise<ActOutcome> => {
    const slot = readSlot(textField(form, 'slot'));
    const { serviceId } = await bookChoice(page);
    if (!slot || !serviceId) {
      return { kind: 'invalid', errors: [{ fieldId: 'slot', message: t('book.missing') }] };
    }
    const outcome = await page.api.booking.createByStaff({
      salonId: page.salonId,
      serviceIds: [idOf<ServiceId>(serviceId)],
      employeeId: slot.employeeId,
      startsAt: slot.startsAt,
      customer: { customerId: id },
    });
    if (outcome.ok) return done(t('book.done', { name, ...(await slotWords(slot, page)) }));
    const refusals = textsOf(page.locale, 'dashboard');
    switch (outcome.reason) {
      case 'own_overlap':
      case 'in_past':
      case 'employee_mismatch':
        return refused(refusals(`bookings.refusals.${outcome.reason}`, { name }));
      default:
        return refused(t('book.taken'));
    }
  });
}

export const meta = pageMeta;

export default function Book() {
  const { t } = useTranslation(['customers', 'waitlist']);
  const { heading, name, back, waitlist, choice, does, submit } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>() ?? noAnswer;
  const { serviceId, serviceGroups, date, day, today, people } = choice;
  return (
    <>
      <BackLink to={back}>{name}</BackLink>
      <DashboardTitle>{heading}</DashboardTitle>
      <Form
        method="get"
        key={`${serviceId} ${date}`}
        className="mb-5 flex max-w-2xl flex-wrap items-end gap-3"
        preventScrollReset
      >
        <SelectField
          id="service"
          name="service"
          required
          label={t('book.service')}
          defaultValue={serviceId}
          className="grow basis-64"
        >
          <option value="">{t('book.chooseService')}</option>
          {serviceGroups.map(({ category, services }) => (
            <optgroup key={category} label={category}>
              {services.map(({ id, name: service }) => (
                <option key={id} value={id}>
                  {service}
                </option>
              ))}
            </optgroup>
          ))}
        </SelectField>
        <TextField
          id="date"
          name="date"
          type="date"
          required
          min={today}
          label={t('book.date')}
          defaultValue={date}
        />
        <Button type="submit" look="secondary">
          {t('book.look')}
        </Button>
      </Form>
      {serviceId ? (
        <>
          <ActForm does={does} submit={submit} back={back} answer={answer} canSubmit={people.length > 0}>
            <Fieldset
              id="slot"
              legend={t('book.field')}
              hint={people.length > 0 ? t('book.onDay', { date: day }) : t('book.noneOnDay', { date: day })}
              error={errorAt(answer, 'slot')}
            >
              <DaySlots date={date} people={people} chosen={answer.values.slot} />
            </Fieldset>
          </ActForm>
          <p className="mt-4">
            <TextLink roomy to={waitlist}>
              {t('book.wait')}
            </TextLink>
          </p>
        </>
      ) : null}
    </>
  );
}
