import type { LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { openSalon } from '#app/features/dashboard/open-salon.server.ts';
import { PageLinks } from '#app/features/dashboard/page-links.tsx';
import { pageMeta } from '#app/features/dashboard/page-meta.ts';
import { StateTabs } from '#app/features/dashboard/state-tabs.tsx';
import { ChooseSeveral } from '#app/features/waitlist/choose-several.tsx';
import { EntryFilter } from '#app/features/waitlist/entry-filter.tsx';
import { EntryTable } from '#app/features/waitlist/entry-table.tsx';
import { entryWords } from '#app/features/waitlist/entry-words.server.ts';
import {
  countOf,
  entryGroups,
  isFiltered,
  listInput,
  listQuery,
  readListSearch,
} from '#app/features/waitlist/list-search.ts';
import { textsOf } from '#app/texts.server.ts';
import { LinkButton } from '#app/ui/button.tsx';
import { DashboardTitle } from '#app/ui/dashboard-shell.tsx';
import { EmptyState } from '#app/ui/empty-state.tsx';
import { useTranslation } from '#app/use-translation.ts';

export async function loader(args: LoaderFunctionArgs) {
  const page = await openSalon(args);
  const { api, salonId, salon, base, url } = page;
  const search = readListSearch(url.searchParams);
  const [list, offered] = await Promise.all([
    api.waitlist.list({ salonId, ...listInput(search) }),
    api.salon.bySlug({ slug: salon.slug }),
  ]);
  return {
    title: page.titled(textsOf(page.locale, 'waitlist')('title')),
    base,
    search,
    counts: list.counts,
    hasMore: list.hasMore,
    entries: list.entries.map((entry) => entryWords(entry, page)),
    serviceGroups: offered.serviceGroups.map(({ category, services }) => ({
      category,
      services: services.map(({ id, name }) => ({ id, name })),
    })),
    employees: offered.employees.map(({ id, name }) => ({ id, name })),
  };
}

export const meta = pageMeta;

export default function Waitlist() {
  const { t } = useTranslation(['waitlist', 'dashboard']);
  const { base, search, counts, hasMore, entries, serviceGroups, employees } = useLoaderData<typeof loader>();
  const here = `${base}/waitlist`;
  const several = `${here}/several`;
  const back = `${here}${listQuery(search)}`;
  return (
    <>
      <DashboardTitle actions={<LinkButton to={`${here}/new`}>{t('add')}</LinkButton>}>
        {t('title')}
      </DashboardTitle>
      <div className="grid gap-5">
        <StateTabs
          label={t('groupLabel')}
          tabs={entryGroups.map((group) => ({
            key: group,
            href: `${here}${listQuery({ ...search, group, page: 1 })}`,
            label:
              group === 'active' || group === 'all'
                ? t(`groups.${group}`)
                : t(`dashboard:states.entry.${group}`),
            isCurrent: group === search.group,
            count: countOf(group, counts),
          }))}
        />
        <EntryFilter key={listQuery(search)} path={here} {...{ search, serviceGroups, employees }} />
        {entries.length > 0 ? (
          <ChooseSeveral path={several} back={back}>
            <EntryTable {...{ entries, base, back }} />
          </ChooseSeveral>
        ) : (
          <NoEntries path={here} search={search} hasAny={Object.values(counts).some((count) => count > 0)} />
        )}
        <PageLinks
          page={search.page}
          hasMore={hasMore}
          href={(number) => `${here}${listQuery({ ...search, page: number })}`}
        />
      </div>
    </>
  );
}

function NoEntries({
  path,
  search,
  hasAny,
}: {
  path: string;
  search: ReturnType<typeof readListSearch>;
  hasAny: boolean;
}) {
  const { t } = useTranslation(['waitlist', 'dashboard']);
  if (search.page > 1) {
    return (
      <EmptyState
        title={t('emptyPage')}
        action={
          <LinkButton look="secondary" to={`${path}${listQuery({ ...search, page: 1 })}`}>
            {t('dashboard:filter.firstPage')}
          </LinkButton>
        }
      />
    );
  }
  if (!hasAny) {
    return (
      <EmptyState title={t('emptyFirst')} action={<LinkButton to={`${path}/new`}>{t('add')}</LinkButton>}>
        {t('emptyFirstText')}
      </EmptyState>
    );
  }
  return (
    <EmptyState
      title={t('emptyFiltered')}
      action={
        isFiltered(search) ? (
          <LinkButton look="secondary" to={`${path}?state=${search.group}`}>
            {t('dashboard:filter.clear')}
          </LinkButton>
        ) : undefined
      }
    >
      {t('emptyFilteredText')}
    </EmptyState>
  );
}
