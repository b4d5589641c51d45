import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { openSalon, pageNotFound } from '#app/features/dashboard/open-salon.server.ts';
import { pageMeta } from '#app/features/dashboard/page-meta.ts';
import { OrderButtons } from '#app/features/settings/order-buttons.tsx';
import { readForm } from '#app/read-form.server.ts';
import { textsOf } from '#app/texts.server.ts';
import { LinkButton, TextLink } from '#app/ui/button.tsx';
import { DashboardTitle } from '#app/ui/dashboard-shell.tsx';
import { EmptyState } from '#app/ui/empty-state.tsx';
import { Table } from '#app/ui/table.tsx';
import { useTranslation } from '#app/use-translation.ts';
import { hasRight } from '#server/modules/auth/rights.schema.ts';
import { moveEmployeeInput } from '#server/modules/salon/settings.schema.ts';

export async function loader(args: LoaderFunctionArgs) {
  const page = await openSalon(args);
  if (!hasRight(page.salon.role, 'changeEmployees')) throw new Response(null, { status: 403 });
  const employees = await page.api.salon.employees({ salonId: page.salonId });
  return {
    title: page.titled(textsOf(page.locale, 'settings')('employees.title')),
    here: `${page.base}/settings/employees`,
    employees: employees
      .filter(({ archivedAt }) => archivedAt === null)
      .map(({ id, name, title, serviceIds }) => ({ id, name, title, services: serviceIds.length })),
  };
}

/** One place up or down. */
export async function action(args: ActionFunctionArgs) {
  const page = await openSalon(args);
  const form = await readForm(args.request);
  const input = moveEmployeeInput.safeParse({
    salonId: page.salonId,
    employeeId: form.get('id'),
    direction: form.get('direction'),
  });
  if (!input.success) throw pageNotFound();
  await page.api.salon.moveEmployee(input.data);
  return redirect(page.url.pathname);
}

export const meta = pageMeta;

export default function Employees() {
  const { t } = useTranslation('settings');
  const { here, employees } = useLoaderData<typeof loader>();
  return (
    <>
      <DashboardTitle
        lead={t('employees.lead')}
        actions={<LinkButton to={`${here}/new`}>{t('employees.add')}</LinkButton>}
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
              cell: ({ id, name }) => (
                <TextLink roomy to={`${here}/${id}`}>
                  {name}
                </TextLink>
              ),
            },
            { key: 'title', header: t('employees.jobTitle'), cell: ({ title }) => title },
            {
              key: 'services',
              header: t('employees.services'),
              cell: ({ services }) => t('employees.serviceCount', { count: services }),
            },
            {
              key: 'order',
              header: t('order'),
              cell: ({ id, name }) => <OrderButtons id={id} name={name} />,
            },
          ]}
        />
      ) : (
        <EmptyState title={t('employees.none')} />
      )}
    </>
  );
}
