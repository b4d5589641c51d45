import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { done, noAnswer, type ActOutcome } from '#app/features/dashboard/act-outcome.ts';
import { answerAct } from '#app/features/dashboard/answer-act.server.ts';
import { BackLink } from '#app/features/dashboard/back-link.tsx';
import { openSalon, requireRight, pageNotFound } from '#app/features/dashboard/open-salon.server.ts';
import { pageMeta } from '#app/features/dashboard/page-meta.ts';
import { workingTimeChanged } from '#app/features/settings/change-words.server.ts';
import { EmployeeFields } from '#app/features/settings/employee-fields.tsx';
import { invalidValues } from '#app/features/settings/settings-errors.server.ts';
import { shouldRevalidate } from '#app/features/dashboard/revalidate.ts';
import { EditForm } from '#app/features/dashboard/edit-form.tsx';
import { textField } from '#app/form-errors.server.ts';
import { readForm } from '#app/read-form.server.ts';
import { textsOf } from '#app/texts.server.ts';
import { TextLink } from '#app/ui/button.tsx';
import { Checkbox, Fieldset } from '#app/ui/choice.tsx';
import { DashboardTitle } from '#app/ui/dashboard-shell.tsx';
import { useTranslation } from '#app/use-translation.ts';
import { setEmployeeServicesInput } from '#server/modules/salon/salon.schema.ts';
import { changeEmployeeInput, employeeValuesSchema } from '#server/modules/salon/settings.schema.ts';

export async function loader(args: LoaderFunctionArgs) {
  const page = await openSalon(args);
  requireRight(page, 'changeEmployees');
  const { api, salonId } = page;
  const [employees, services] = await Promise.all([
    api.salon.employees({ salonId }),
    api.salon.services({ salonId }),
  ]);
  const employee = employees.find(({ id }) => id === args.params.id);
  if (!employee) throw pageNotFound();
  return {
    title: page.titled(employee.name),
    back: `${page.base}/settings/employees`,
    hours: `${page.base}/settings/hours?employee=${employee.id}`,
    archive: employee.archivedAt === null ? `${page.base}/settings/employees/${employee.id}/archive` : null,
    employee,
    // What is archived but still theirs stays as it is, unseen.
    services: services.map(({ id, name, archivedAt }) => ({ id, name, isGone: archivedAt !== null })),
  };
}

export async function action(args: ActionFunctionArgs) {
  const page = await openSalon(args);
  const form = await readForm(args.request);
  const { api, salonId, locale, url } = page;
  const t = textsOf(locale, 'settings');
  const place = { salonId, employeeId: args.params.id, version: textField(form, 'version') };
  return answerAct(page, { request: args.request, form, to: url.pathname }, async (): Promise<ActOutcome> => {
    if (form.has('services')) {
      const serviceIds = [...form.keys()].flatMap((key) => (key.startsWith('does-') ? key.slice(5) : []));
      const input = setEmployeeServicesInput.safeParse({ ...place, serviceIds });
      if (!input.success) throw pageNotFound();
      return workingTimeChanged(t('saved'), await api.salon.setEmployeeServices(input.data), page);
    }
    const input = changeEmployeeInput.safeParse({
      ...place,
      name: textField(form, 'name'),
      title: textField(form, 'title'),
    });
    if (!input.success) return invalidValues(locale, input.error, employeeValuesSchema.shape);
    await api.salon.changeEmployee(input.data);
    return done(t('saved'));
  });
}

export const meta = pageMeta;
export { shouldRevalidate };

export default function Employee() {
  const { t } = useTranslation('settings');
  const { back, hours, archive, employee, services } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>() ?? noAnswer;
  const ofServices = answer.values.services !== undefined;
  const does = (id: string) =>
    ofServices ? answer.values[`does-${id}`] !== undefined : employee.serviceIds.some((own) => own === id);
  return (
    <>
      <BackLink to={back}>{t('employees.title')}</BackLink>
      <DashboardTitle>{employee.name}</DashboardTitle>
      <div className="grid gap-6">
        <EditForm answer={ofServices ? noAnswer : answer} version={employee.version} submit={t('save')}>
          <EmployeeFields answer={ofServices ? noAnswer : answer} values={employee} />
        </EditForm>
        <EditForm
          answer={ofServices ? answer : noAnswer}
          version={employee.servicesVersion}
          submit={t('employees.saveServices')}
        >
          <input type="hidden" name="services" value="set" />
          <Fieldset id="does" legend={t('employees.services')} hint={t('employees.servicesHint')} prominent>
            <div className="grid gap-x-5 sm:grid-cols-2">
              {services.map(({ id, name, isGone }) =>
                isGone ? (
                  does(id) ? (
                    <input key={id} type="hidden" name={`does-${id}`} value="on" />
                  ) : null
                ) : (
                  <Checkbox
                    key={id}
                    id={`does-${id}`}
                    name={`does-${id}`}
                    label={name}
                    defaultChecked={does(id)}
                  />
                ),
              )}
            </div>
          </Fieldset>
        </EditForm>
        <p className="flex flex-wrap gap-x-6">
          <TextLink roomy to={hours}>
            {t('employees.hours', { name: employee.name })}
          </TextLink>
          {archive ? (
            <TextLink roomy to={archive}>
              {t('employees.archive', { name: employee.name })}
            </TextLink>
          ) : null}
        </p>
      </div>
    </>
  );
}
