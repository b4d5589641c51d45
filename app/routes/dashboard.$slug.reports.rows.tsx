import type { LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { useTranslation } from '#app/use-translation.ts';
import { BackLink } from '#app/features/dashboard/back-link.tsx';
import { openSalon } from '#app/features/dashboard/open-salon.server.ts';
import { PageLinks } from '#app/features/dashboard/page-links.tsx';
import { pageMeta } from '#app/features/dashboard/page-meta.ts';
import { rowsView, type ShownRow } from '#app/features/reports/rows-view.server.ts';
import { TextLink, buttonClass } from '#app/ui/button.tsx';
import { DashboardTitle } from '#app/ui/dashboard-shell.tsx';
import { EmptyState } from '#app/ui/empty-state.tsx';
import { Table } from '#app/ui/table.tsx';

export async function loader(args: LoaderFunctionArgs) {
  const page = await openSalon(args);
  const view = await rowsView(page);
  return { title: page.titled(view.heading), ...view };
}

export const meta = pageMeta;

/** What a figure of the report is made of. */
export default function ReportRows() {
  const { t } = useTranslation('reports');
  const { heading, lead, page, hasMore, back, csv, previous, next, columns, rows } =
    useLoaderData<typeof loader>();
  return (
    <>
      <BackLink to={back}>{t('rows.back')}</BackLink>
      <DashboardTitle
        lead={lead}
        actions={
          <a href={csv} download className={buttonClass('secondary', 'small')}>
            {t('csv')}
          </a>
        }
      >
        {heading}
      </DashboardTitle>
      <div className="grid gap-5">
        {rows.length > 0 ? (
          <Table<ShownRow>
            caption={heading}
            rows={rows}
            rowKey={({ key }) => key}
            columns={columns.map((header, index) => ({
              key: header,
              header,
              isRowHeader: index === 0,
              isBare: index === 0,
              cell: ({ cells }) => {
                const cell = cells[index];
                if (!cell) return null;
                return cell.href ? (
                  <TextLink roomy="flat" to={cell.href}>
                    {cell.text}
                  </TextLink>
                ) : (
                  cell.text
                );
              },
            }))}
          />
        ) : (
          <EmptyState title={t(page > 1 ? 'rows.emptyPage' : 'rows.empty')} />
        )}
        <PageLinks page={page} hasMore={hasMore} href={(number) => (number < page ? previous : next)} />
      </div>
    </>
  );
}
