import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { answerAct } from '#app/features/dashboard/answer-act.server.ts';
import {
  may,
  openSalon,
  requireRight,
  pageNotFound,
  type StaffPage,
} from '#app/features/dashboard/open-salon.server.ts';
import { pageMeta } from '#app/features/dashboard/page-meta.ts';
import { archivedOf } from '#app/features/settings/archived.server.ts';
import { ArchivedList } from '#app/features/settings/archived-list.tsx';
import { workingTimeChanged } from '#app/features/settings/change-words.server.ts';
import { OrderButtons } from '#app/features/settings/order-buttons.tsx';
import { readForm } from '#app/read-form.server.ts';
import { textsOf } from '#app/texts.server.ts';
import { LinkButton, TextLink } from '#app/ui/button.tsx';
import { DashboardTitle } from '#app/ui/dashboard-shell.tsx';
import { EmptyState } from '#app/ui/empty-state.tsx';
import { Table } from '#app/ui/table.tsx';
import { useTranslation } from '#app/use-translation.ts';
import { employeeInput } from '#server/modules/salon/salon.schema.ts';
import { moveEmployeeInput } from '#server/modules/salon/settings.schema.ts';

export async function loader(args: LoaderFunctionArgs) {
  const page = await openSalon(args);
  requireRight(page, 'seeEmployees');
  const employees = await page.api.salon.employees({ salonId: page.salonId });
  const canChange = may(page, 'changeEmployees');
  return {
    canChange,
    archived: canChange ? archivedOf(employees, page) : [],
    title: page.titled(textsOf(page.locale, 'settings')('employees.title')),
    here: `${page.base}/settings/employees`,
    employees: employees
      .filter(({ archivedAt }) => archivedAt === null)
      .map(({ id, name, title, serviceIds }) => ({ id, name, title, services: serviceIds.length })),
  };
}

/** One place up or down, or back from the archive. */
export async function action(args: ActionFunctionArgs) {
  const page = await openSalon(args);
  const form = await readForm(args.request);
  if (form.has('restore')) return restore(page, args.request, form);
  const input = moveEmployeeInput.safeParse({
    salonId: page.salonId,
    employeeId: form.get('id'),
    direction: form.get('direction'),
  });
  if (!input.success) throw pageNotFound();
  await page.api.salon.moveEmployee(input.data);
  return redirect(page.url.pathname);
}

async function restore(page: StaffPage, request: Request, form: FormData) {
  const { api, salonId, locale, url } = page;
  const input = employeeInput.safeParse({ salonId, employeeId: form.get('restore') });
  const all = await api.salon.employees({ salonId });
  const found = input.success ? all.find(({ id }) => id === input.data.employeeId) : undefined;
  if (!input.success || !found) throw pageNotFound();
  const change = await api.salon.restoreEmployee(input.data);
  const said = textsOf(locale, 'settings')('archived.employeeDone', { name: found.name });
  return answerAct(page, { request, form, to: url.pathname }, () => workingTimeChanged(said, change, page));
}

export const meta = pageMeta;

export default function Employees() {
  const { t } = useTranslation('settings');
  const { here, canChange, archived, employees } = useLoaderData<typeof loader>();
  return (
    <>
      <DashboardTitle
        lead={t('employees.lead')}
        actions={canChange ? <LinkButton to={`${here}/new`}>{t('employees.add')}</LinkButton> : null}
      >
        {t('employees.title')}
      </DashboardTitle>
      {employees.length > 0 ? (
        <Table
          caption={t('employees.title')}
          rows={employees}
          rowKey={({ id }) => id}
          columns={[
            {
              key: 'name',
              header: t('employees.name'),
              isRowHeader: true,
              isBare: true,
              cell: ({ id, name }) =>
                canChange ? (
                  <TextLink roomy to={`${here}/${id}`}>
                    {name}
                  </TextLink>
                ) : (
                  name
                ),
            },
            { key: 'title', header: t('employees.jobTitle'), cell: ({ title }) => title },
            {
              key: 'services',
              header: t('employees.services'),
              cell: ({ services }) => t('employees.serviceCount', { count: services }),
            },
            ...(canChange
              ? [
                  {
                    key: 'order',
                    header: t('order'),
                    cell: ({ id, name }: (typeof employees)[number]) => <OrderButtons id={id} name={name} />,
                  },
                ]
              : []),
          ]}
        />
      ) : (
        <EmptyState title={t('employees.none')} />
      )}
      <ArchivedList of="employees" archived={archived} />
    </>
  );
}
