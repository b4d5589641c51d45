import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { changedWords } from '#app/features/customers/customer-view.server.ts';
import { customerPath, openCustomer } from '#app/features/customers/open-customer.server.ts';
import { done, errorAt, noAnswer, type ActOutcome } from '#app/features/dashboard/act-outcome.ts';
import { answerAct } from '#app/features/dashboard/answer-act.server.ts';
import { BackLink } from '#app/features/dashboard/back-link.tsx';
import { EditForm } from '#app/features/dashboard/edit-form.tsx';
import { may, openSalon, type StaffPage } from '#app/features/dashboard/open-salon.server.ts';
import { ContactFields } from '#app/features/who/contact-fields.tsx';
import { pageMeta } from '#app/features/dashboard/page-meta.ts';
import { shouldRevalidate } from '#app/features/dashboard/revalidate.ts';
import { formErrors, problemsOf, textField, type FieldProblem } from '#app/form-errors.server.ts';
import { readForm } from '#app/read-form.server.ts';
import { languageNames, textsOf } from '#app/texts.server.ts';
import { TextLink } from '#app/ui/button.tsx';
import { DashboardTitle } from '#app/ui/dashboard-shell.tsx';
import { SelectField, TextField } from '#app/ui/field.tsx';
import { useTranslation } from '#app/use-translation.ts';
import {
  changeCustomerInput,
  type ChangeCustomerOutcome,
} from '#server/modules/customers/customers.schema.ts';

export async function loader(args: LoaderFunctionArgs) {
  const page = await openSalon(args);
  const customer = await openCustomer(page, args);
  const { name, phone, email, locale, version } = customer;
  const heading = textsOf(page.locale, 'customers')('change.title', { name });
  return {
    title: page.titled(heading),
    heading,
    name,
    version,
    back: customerPath(page, customer.id),
    values: { name, phone: phone ?? '', email: email ?? '', locale },
    languages: languageNames(),
  };
}

export async function action(args: ActionFunctionArgs) {
  const page = await openSalon(args);
  const { api, salonId, locale } = page;
  const form = await readForm(args.request);
  const { id: customerId } = await openCustomer(page, args, { keepsForm: true });
  const [name, phone, email] = ['name', 'phone', 'email'].map((field) => textField(form, field));
  const to = customerPath(page, customerId);
  const changed = async () => changedWords(await openCustomer(page, args), page);
  return answerAct(page, { request: args.request, form, to, changed }, async (): Promise<ActOutcome> => {
    const input = changeCustomerInput.safeParse({
      salonId,
      customerId,
      version: textField(form, 'version'),
      contact: { name, phone, email },
      locale: textField(form, 'locale'),
    });
    if (!input.success) return { kind: 'invalid', errors: errorsOf(problemsOf(input.error), page) };
    const outcome = await api.customer.change(input.data);
    if (outcome.ok) {
      return done(textsOf(locale, 'customers')('change.done', { name: input.data.contact.name }));
    }
    if (outcome.reason === 'invalid') return { kind: 'invalid', errors: errorsOf(outcome.fields, page) };
    return belongs(outcome.others, customerId, page);
  });
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
): ActOutcome {
  const t = textsOf(page.locale, 'customers');
  const each = [...new Map(others.map((other) => [other.customerId, other])).values()];
  return {
    kind: 'refused',
    errors: others.map(({ field, name }) => ({
      fieldId: field,
      message: t('change.belongs', { other: name }),
    })),
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
  };
}

export const meta = pageMeta;
export { shouldRevalidate };

export default function ChangeCustomer() {
  const { t } = useTranslation(['customers', 'dashboard']);
  const { heading, name, back, version, values, languages } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>() ?? noAnswer;
  const shown = { ...values, ...answer.values };
  const language = (code: string) => languages.find(({ locale }) => locale === code)?.name ?? code;
  const differences = [
    { label: t('change.name'), theirs: values.name, yours: shown.name },
    { label: t('change.phone'), theirs: values.phone, yours: shown.phone },
    { label: t('change.email'), theirs: values.email, yours: shown.email },
    { label: t('change.language'), theirs: language(values.locale), yours: language(shown.locale) },
  ];
  return (
    <>
      <BackLink to={back}>{name}</BackLink>
      <DashboardTitle>{heading}</DashboardTitle>
      <EditForm
        answer={answer}
        version={version}
        differences={differences}
        submit={t('change.save')}
        otherActs={
          <TextLink roomy to={back} className="font-semibold">
            {t('dashboard:act.back')}
          </TextLink>
        }
      >
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
        <ContactFields
          phone={{ label: t('change.phone'), defaultValue: shown.phone, error: errorAt(answer, 'phone') }}
          email={{ label: t('change.email'), defaultValue: shown.email, error: errorAt(answer, 'email') }}
          hint={t('change.hint')}
        />
        <SelectField id="locale" name="locale" label={t('change.language')} defaultValue={shown.locale}>
          {languages.map(({ locale, name: language }) => (
            <option key={locale} value={locale} lang={locale}>
              {language}
            </option>
          ))}
        </SelectField>
      </EditForm>
    </>
  );
}
