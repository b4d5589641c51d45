import type { LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { CustomerTable } from '#app/features/customers/customer-table.tsx';
import { customerWords } from '#app/features/customers/customer-words.server.ts';
import { CustomersFilter } from '#app/features/customers/customers-filter.tsx';
import {
  customersQuery,
  readCustomersSearch,
  type CustomersSearch,
} from '#app/features/customers/customers-search.ts';
import { openSalon } from '#app/features/dashboard/open-salon.server.ts';
import { PageLinks } from '#app/features/dashboard/page-links.tsx';
import { pageMeta } from '#app/features/dashboard/page-meta.ts';
import { textsOf } from '#app/texts.server.ts';
import { LinkButton } from '#app/ui/button.tsx';
import { DashboardTitle } from '#app/ui/dashboard-shell.tsx';
import { EmptyState } from '#app/ui/empty-state.tsx';
import { useTranslation } from '#app/use-translation.ts';

export async function loader(args: LoaderFunctionArgs) {
  const page = await openSalon(args);
  const { api, salonId, base, url } = page;
  const search = readCustomersSearch(url.searchParams);
  const { customers, hasMore } = await api.customer.list({
    salonId,
    ...search,
    search: search.search || undefined,
  });
  return {
    title: page.titled(textsOf(page.locale, 'customers')('title')),
    base,
    search,
    hasMore,
    customers: customers.map((customer) => customerWords(customer, page)),
  };
}

export const meta = pageMeta;

export default function Customers() {
  const { t } = useTranslation('customers');
  const { base, search, hasMore, customers } = useLoaderData<typeof loader>();
  const here = `${base}/customers`;
  return (
    <>
      <DashboardTitle lead={t('lead')}>{t('title')}</DashboardTitle>
      <div className="grid gap-5">
        <CustomersFilter key={customersQuery(search)} path={here} search={search} />
        {customers.length > 0 ? (
          <CustomerTable customers={customers} base={base} back={`${here}${customersQuery(search)}`} />
        ) : (
          <NoCustomers path={here} search={search} />
        )}
        <PageLinks
          page={search.page}
          hasMore={hasMore}
          href={(number) => `${here}${customersQuery({ ...search, page: number })}`}
        />
      </div>
    </>
  );
}

function NoCustomers({ path, search }: { path: string; search: CustomersSearch }) {
  const { t } = useTranslation(['customers', 'dashboard']);
  if (search.page > 1) {
    return (
      <EmptyState
        title={t('emptyPage')}
        action={
          <LinkButton look="secondary" to={`${path}${customersQuery({ ...search, page: 1 })}`}>
            {t('dashboard:filter.firstPage')}
          </LinkButton>
        }
      />
    );
  }
  return search.search ? (
    <EmptyState title={t('emptyFiltered')}>{t('emptyFilteredText')}</EmptyState>
  ) : (
    <EmptyState title={t('empty')}>{t('emptyText')}</EmptyState>
  );
}
