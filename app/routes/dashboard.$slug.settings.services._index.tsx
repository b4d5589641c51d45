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
import { moveServiceInput, serviceInput } from '#server/modules/salon/settings.schema.ts';

export async function loader(args: LoaderFunctionArgs) {
  const page = await openSalon(args);
  const { api, salonId, formats } = page;
  requireRight(page, 'seeServices');
  const [{ currency }, services] = await Promise.all([
    api.salon.bySlug({ slug: page.salon.slug }),
    api.salon.services({ salonId }),
  ]);
  const canChange = may(page, 'changeServices');
  return {
    canChange,
    archived: canChange ? archivedOf(services, page) : [],
    title: page.titled(textsOf(page.locale, 'settings')('services.title')),
    here: `${page.base}/settings/services`,
    services: services
      .filter(({ archivedAt }) => archivedAt === null)
      .map(({ id, name, category, durationMinutes, priceMinor }) => ({
        id,
        name,
        category,
        duration: formats.duration(durationMinutes),
        price: formats.price(priceMinor, currency),
      })),
  };
}

/** One place up or down, or back from the archive. */
export async function action(args: ActionFunctionArgs) {
  const page = await openSalon(args);
  const form = await readForm(args.request);
  if (form.has('restore')) return restore(page, args.request, form);
  const input = moveServiceInput.safeParse({
    salonId: page.salonId,
    serviceId: form.get('id'),
    direction: form.get('direction'),
  });
  if (!input.success) throw pageNotFound();
  await page.api.salon.moveService(input.data);
  return redirect(page.url.pathname);
}

async function restore(page: StaffPage, request: Request, form: FormData) {
  const { api, salonId, locale, url } = page;
  const input = serviceInput.safeParse({ salonId, serviceId: form.get('restore') });
  const all = await api.salon.services({ salonId });
  const found = input.success ? all.find(({ id }) => id === input.data.serviceId) : undefined;
  if (!input.success || !found) throw pageNotFound();
  const change = await api.salon.restoreService(input.data);
  const said = textsOf(locale, 'settings')('archived.serviceDone', { name: found.name });
  return answerAct(page, { request, form, to: url.pathname }, () => workingTimeChanged(said, change, page));
}

export const meta = pageMeta;

export default function Services() {
  const { t } = useTranslation('settings');
  const { here, canChange, archived, services } = useLoaderData<typeof loader>();
  return (
    <>
      <DashboardTitle
        lead={t('services.lead')}
        actions={canChange ? <LinkButton to={`${here}/new`}>{t('services.add')}</LinkButton> : null}
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
              cell: ({ id, name }) =>
                canChange ? (
                  <TextLink roomy to={`${here}/${id}`}>
                    {name}
                  </TextLink>
                ) : (
                  name
                ),
            },
            { key: 'category', header: t('services.category'), cell: ({ category }) => category },
            { key: 'duration', header: t('services.duration'), cell: ({ duration }) => duration },
            { key: 'price', header: t('services.price'), cell: ({ price }) => price },
            ...(canChange
              ? [
                  {
                    key: 'order',
                    header: t('order'),
                    cell: ({ id, name }: (typeof services)[number]) => <OrderButtons id={id} name={name} />,
                  },
                ]
              : []),
          ]}
        />
      ) : (
        <EmptyState title={t('services.none')} />
      )}
      <ArchivedList of="services" archived={archived} />
    </>
  );
}
