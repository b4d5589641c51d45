import { data, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node';
import { Form, useActionData, useLoaderData, useNavigation } from '@remix-run/react';
import { attempt } from '#app/attempt.server.ts';
import { customerPath, openCustomer } from '#app/features/customers/open-customer.server.ts';
import { errorAt, noAnswer, type ActAnswer } from '#app/features/dashboard/act-outcome.ts';
import { BackLink } from '#app/features/dashboard/back-link.tsx';
import { redirectSaying } from '#app/features/dashboard/flash.server.ts';
import { may, openSalon, type StaffPage } from '#app/features/dashboard/open-salon.server.ts';
import { pageMeta } from '#app/features/dashboard/page-meta.ts';
import { RefusalNotice } from '#app/features/dashboard/refusal-notice.tsx';
import { formErrors, problemsOf, textField, type FieldProblem } from '#app/form-errors.server.ts';
import { readForm } from '#app/read-form.server.ts';
import { languageNames, textsOf } from '#app/texts.server.ts';
import { Button, TextLink } from '#app/ui/button.tsx';
import { Card } from '#app/ui/card.tsx';
import { DashboardTitle } from '#app/ui/dashboard-shell.tsx';
import { ErrorSummary } from '#app/ui/error-summary.tsx';
import { SelectField, TextField } from '#app/ui/field.tsx';
import { useTranslation } from '#app/use-translation.ts';
import {
  changeCustomerInput,
  type ChangeCustomerOutcome,
} from '#server/modules/customers/customers.schema.ts';

export async function loader(args: LoaderFunctionArgs) {
  const page = await openSalon(args);
  const customer = await openCustomer(page, args.params.id);
  const { name, phone, email, locale } = customer;
  const heading = textsOf(page.locale, 'customers')('change.title', { name });
  return {
    title: page.titled(heading),
    heading,
    name,
    back: customerPath(page, customer.id),
    values: { name, phone: phone ?? '', email: email ?? '', locale },
    languages: languageNames(),
  };
}

export async function action(args: ActionFunctionArgs) {
  const page = await openSalon(args);
  const { api, salonId, locale } = page;
  const [customer, form] = await Promise.all([openCustomer(page, args.params.id), readForm(args.request)]);
  const [name, phone, email] = ['name', 'phone', 'email'].map((field) => textField(form, field));
  const values = {
    name: name ?? '',
    phone: phone ?? '',
    email: email ?? '',
    locale: textField(form, 'locale'),
  };
  const again = (answer: Partial<ActAnswer>, status: number) =>
    data<ActAnswer>({ refusal: null, errors: [], ...answer, values }, { status });
  const faulty = (problems: readonly FieldProblem[]) => again({ errors: errorsOf(problems, page) }, 422);

  const input = changeCustomerInput.safeParse({
    salonId,
    customerId: customer.id,
    contact: { name, phone, email },
    locale: values.locale,
  });
  if (!input.success) return faulty(problemsOf(input.error));
  const tried = await attempt(locale, api.customer.change(input.data));
  if (!tried.got) return again({ refusal: { text: tried.message, links: [] } }, tried.status);
  const outcome: ChangeCustomerOutcome = tried.got;
  if (outcome.ok) {
    const text = textsOf(locale, 'customers')('change.done', { name: input.data.contact.name });
    return redirectSaying(customerPath(page, customer.id), { text, links: [] }, args.request);
  }
  if (outcome.reason === 'invalid') return faulty(outcome.fields);
  return again(belongs(outcome.others, customer.id, page), 409);
}

function errorsOf(problems: readonly FieldProblem[], { locale }: StaffPage) {
  const t = textsOf(locale, 'customers');
  const own: Record<string, string> = {
    'name required': t('change.nameRequired'),
    'phone contact_missing': t('change.contactMissing'),
  };
  return formErrors(locale, problems).map((error) => {
    const problem = problems.find(({ field }) => field.split('.').at(-1) === error.fieldId)?.problem ?? '';
    // The general words speak to customers of themselves.
    return { ...error, message: own[`${error.fieldId} ${problem}`] ?? error.message };
  });
}

/** Whose the contact is, at its field, and the ways on: merge the two, or look at the other one. */
function belongs(
  others: Extract<ChangeCustomerOutcome, { reason: 'belongs_to_other' }>['others'],
  customerId: string,
  page: StaffPage,
): Partial<ActAnswer> {
  const t = textsOf(page.locale, 'customers');
  const each = [...new Map(others.map((other) => [other.customerId, other])).values()];
  return {
    errors: others.map(({ field, name }) => ({
      fieldId: field,
      message: t('change.belongs', { other: name }),
    })),
    refusal: {
      text: t('change.belongsText', {
        count: each.length,
        names: page.formats.list(each.map(({ name }) => name)),
      }),
      links: each.map(({ customerId: id, name }) =>
        may(page, 'mergeCustomers')
          ? {
              label: t('change.mergeWith', { name }),
              href: `${customerPath(page, customerId)}/merge?with=${id}`,
            }
          : { label: t('change.see', { name }), href: customerPath(page, id) },
      ),
    },
  };
}

export const meta = pageMeta;

export default function ChangeCustomer() {
  const { t } = useTranslation(['customers', 'dashboard', 'common']);
  const { heading, name, back, values, languages } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>() ?? noAnswer;
  const busy = useNavigation().formMethod === 'POST';
  const shown = { ...values, ...answer.values };
  const { errors } = answer;
  return (
    <>
      <BackLink to={back}>{name}</BackLink>
      <DashboardTitle>{heading}</DashboardTitle>
      <Card className="max-w-2xl">
        <Form method="post" noValidate className="grid gap-5">
          <RefusalNotice refusal={answer.refusal} />
          <ErrorSummary title={t('common:errorSummary', { count: errors.length })} errors={errors} />
          <TextField
            id="name"
            name="name"
            required
            maxLength={120}
            autoComplete="off"
            label={t('change.name')}
            defaultValue={shown.name}
            error={errorAt(answer, 'name')}
          />
          <div className="grid gap-4 sm:grid-cols-2">
            <TextField
              id="phone"
              name="phone"
              type="tel"
              maxLength={40}
              autoComplete="off"
              label={t('change.phone')}
              defaultValue={shown.phone}
              sharedHintId="contact-hint"
              error={errorAt(answer, 'phone')}
            />
            <TextField
              id="email"
              name="email"
              type="email"
              maxLength={254}
              autoComplete="off"
              label={t('change.email')}
              defaultValue={shown.email}
              sharedHintId="contact-hint"
              error={errorAt(answer, 'email')}
            />
          </div>
          <p id="contact-hint" className="-mt-3 text-sm text-ink-soft">
            {t('change.hint')}
          </p>
          <SelectField id="locale" name="locale" label={t('change.language')} defaultValue={shown.locale}>
            {languages.map(({ locale, name: language }) => (
              <option key={locale} value={locale} lang={locale}>
                {language}
              </option>
            ))}
          </SelectField>
          <div className="flex flex-wrap items-center gap-3">
            <Button type="submit" busy={busy}>
              {t('change.save')}
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
