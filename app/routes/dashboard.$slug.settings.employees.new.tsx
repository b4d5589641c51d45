import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { noAnswer, type ActOutcome } from '#app/features/dashboard/act-outcome.ts';
import { answerAct } from '#app/features/dashboard/answer-act.server.ts';
import { BackLink } from '#app/features/dashboard/back-link.tsx';
import { openSalon, requireRight } from '#app/features/dashboard/open-salon.server.ts';
import { pageMeta } from '#app/features/dashboard/page-meta.ts';
import { EmployeeFields } from '#app/features/settings/employee-fields.tsx';
import { invalidValues } from '#app/features/settings/settings-errors.server.ts';
import { EditForm } from '#app/features/dashboard/edit-form.tsx';
import { textField } from '#app/form-errors.server.ts';
import { readForm } from '#app/read-form.server.ts';
import { textsOf } from '#app/texts.server.ts';
import { DashboardTitle } from '#app/ui/dashboard-shell.tsx';
import { useTranslation } from '#app/use-translation.ts';
import { addEmployeeInput, employeeValuesSchema } from '#server/modules/salon/settings.schema.ts';

export async function loader(args: LoaderFunctionArgs) {
  const page = await openSalon(args);
  requireRight(page, 'changeEmployees');
  return {
    title: page.titled(textsOf(page.locale, 'settings')('employees.add')),
    back: `${page.base}/settings/employees`,
  };
}

export async function action(args: ActionFunctionArgs) {
  const page = await openSalon(args);
  const form = await readForm(args.request);
  const { api, salonId, locale, base } = page;
  const to = `${base}/settings/employees`;
  return answerAct(page, { request: args.request, form, to }, async (): Promise<ActOutcome> => {
    const input = addEmployeeInput.safeParse({
      salonId,
      name: textField(form, 'name'),
      title: textField(form, 'title'),
    });
    if (!input.success) return invalidValues(locale, input.error, employeeValuesSchema.shape);
    const { employeeId } = await api.salon.addEmployee(input.data);
    const text = textsOf(locale, 'settings')('employees.added', { name: input.data.name });
    return { kind: 'done', message: { text, links: [] }, to: `${to}/${employeeId}` };
  });
}

export const meta = pageMeta;

export default function NewEmployee() {
  const { t } = useTranslation('settings');
  const { back } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>() ?? noAnswer;
  return (
    <>
      <BackLink to={back}>{t('employees.title')}</BackLink>
      <DashboardTitle>{t('employees.add')}</DashboardTitle>
      <EditForm answer={answer} submit={t('save')}>
        <EmployeeFields answer={answer} values={{ name: '', title: '' }} />
      </EditForm>
    </>
  );
}
