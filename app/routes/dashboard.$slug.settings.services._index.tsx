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
import { moveServiceInput } from '#server/modules/salon/settings.schema.ts';

export async function loader(args: LoaderFunctionArgs) {
  const page = await openSalon(args);
  const { api, salonId, formats } = page;
  const [{ values }, services] = await Promise.all([
    api.salon.settings({ salonId }),
    api.salon.services({ salonId }),
  ]);
  return {
    title: page.titled(textsOf(page.locale, 'settings')('services.title')),
    here: `${page.base}/settings/services`,
    services: services
      .filter(({ archivedAt }) => archivedAt === null)
      .map(({ id, name, category, durationMinutes, priceMinor }) => ({
        id,
        name,
        category,
        duration: formats.duration(durationMinutes),
        price: formats.price(priceMinor, values.currency),
      })),
  };
}

/** One place up or down. */
export async function action(args: ActionFunctionArgs) {
  const page = await openSalon(args);
  const form = await readForm(args.request);
  const input = moveServiceInput.safeParse({
    salonId: page.salonId,
    serviceId: form.get('id'),
    direction: form.get('direction'),
  });
  if (!input.success) throw pageNotFound();
  await page.api.salon.moveService(input.data);
  return redirect(page.url.pathname);
}

export const meta = pageMeta;

export default function Services() {
  const { t } = useTranslation('settings');
  const { here, services } = useLoaderData<typeof loader>();
  return (
    <>
      <DashboardTitle
        lead={t('services.lead')}
        actions={<LinkButton to={`${here}/new`}>{t('services.add')}</LinkButton>}
      >
        {t('services.title')}
      </DashboardTitle>
      {services.length > 0 ? (
        <Table
          caption={t('services.title')}
          rows={services}
          rowKey={({ id }) => id}
          columns={[
            {
              key: 'name',
              header: t('services.name'),
              isRowHeader: true,
              isBare: true,
              cell: ({ id, name }) => (
                <TextLink roomy to={`${here}/${id}`}>
                  {name}
                </TextLink>
              ),
            },
            { key: 'category', header: t('services.category'), cell: ({ category }) => category },
            { key: 'duration', header: t('services.duration'), cell: ({ duration }) => duration },
            { key: 'price', header: t('services.price'), cell: ({ price }) => price },
            {
              key: 'order',
              header: t('order'),
              cell: ({ id, name }) => <OrderButtons id={id} name={name} />,
            },
          ]}
        />
      ) : (
        <EmptyState title={t('services.none')} />
      )}
    </>
  );
}
