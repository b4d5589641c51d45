import type { LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { openSalon } from '#app/features/dashboard/open-salon.server.ts';
import { pageMeta } from '#app/features/dashboard/page-meta.ts';
import { PageLinks } from '#app/features/dashboard/page-links.tsx';
import { StateTabs } from '#app/features/dashboard/state-tabs.tsx';
import { openingWords, type OpeningWords } from '#app/features/openings/opening-words.server.ts';
import { textsOf } from '#app/texts.server.ts';
import { StateBadge } from '#app/ui/badge.tsx';
import { TextLink } from '#app/ui/button.tsx';
import { DashboardTitle } from '#app/ui/dashboard-shell.tsx';
import { EmptyState } from '#app/ui/empty-state.tsx';
import { Table, type Column } from '#app/ui/table.tsx';
import { useTranslation } from '#app/use-translation.ts';
import { openingStatuses, openingStatusSchema } from '#server/modules/openings/openings.schema.ts';

export async function loader(args: LoaderFunctionArgs) {
  const page = await openSalon(args);
  const { api, salonId, base, url } = page;
  const status = openingStatusSchema.safeParse(url.searchParams.get('state')).data ?? null;
  const asked = Number(url.searchParams.get('page'));
  const number = Number.isInteger(asked) && asked >= 1 && asked <= 10_000 ? asked : 1;
  const { openings, hasMore } = await api.opening.list({
    salonId,
    statuses: status ? [status] : undefined,
    page: number,
  });
  return {
    title: page.titled(textsOf(page.locale, 'dashboard')('openings.title')),
    base,
    status,
    page: number,
    hasMore,
    openings: openings.map((opening) => openingWords(opening, page)),
  };
}

export const meta = pageMeta;

export default function Openings() {
  const { t } = useTranslation('dashboard');
  const { base, status, page, hasMore, openings } = useLoaderData<typeof loader>();
  const href = (state: string | null, number = 1) => {
    const query = new URLSearchParams();
    if (state) query.set('state', state);
    if (number > 1) query.set('page', String(number));
    return `${base}/openings${query.size > 0 ? `?${query}` : ''}`;
  };
  return (
    <>
      <DashboardTitle lead={t('openings.lead')}>{t('openings.title')}</DashboardTitle>
      <div className="grid gap-5">
        <StateTabs
          label={t('openings.state')}
          tabs={[null, ...openingStatuses].map((state) => ({
            key: state ?? 'all',
            href: href(state),
            label: state ? t(`states.opening.${state}`) : t('filter.allStates'),
            isCurrent: state === status,
          }))}
        />
        {openings.length > 0 ? (
          <OpeningTable openings={openings} base={base} />
        ) : (
          <EmptyState
            title={t(page > 1 ? 'openings.emptyPage' : status ? 'openings.emptyFiltered' : 'openings.empty')}
          >
            {page === 1 && !status ? t('openings.emptyText') : null}
          </EmptyState>
        )}
        <PageLinks page={page} hasMore={hasMore} href={(number) => href(status, number)} />
      </div>
    </>
  );
}

function OpeningTable({ openings, base }: { openings: OpeningWords[]; base: string }) {
  const { t } = useTranslation('dashboard');
  const columns: Column<OpeningWords>[] = [
    {
      key: 'when',
      header: t('openings.when'),
      isRowHeader: true,
      isBare: true,
      cell: (opening) => (
        <TextLink roomy="flat" to={`${base}/openings/${opening.id}`}>
          <span className="inline-block first-letter:uppercase">{opening.when}</span>
        </TextLink>
      ),
    },
    { key: 'employee', header: t('openings.employee'), cell: (opening) => opening.employee },
    { key: 'cause', header: t('openings.cause'), isBare: true, cell: (opening) => opening.cause },
    { key: 'made', header: t('opening.made'), cell: (opening) => opening.madeShort },
    {
      key: 'state',
      header: t('openings.state'),
      cell: ({ status, taken }) => (
        <span className="grid justify-items-start gap-0.5">
          <StateBadge state={`opening.${status}`}>{t(`states.opening.${status}`)}</StateBadge>
          {taken ? <span className="text-sm">{taken.name}</span> : null}
          {taken?.ended ? <span className="text-sm text-ink-soft">{taken.ended}</span> : null}
        </span>
      ),
    },
    { key: 'offers', header: t('openings.offers'), cell: (opening) => opening.offersMade },
  ];
  return (
    <Table caption={t('openings.title')} columns={columns} rows={openings} rowKey={(opening) => opening.id} />
  );
}
