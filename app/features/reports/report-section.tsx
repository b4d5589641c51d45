import type { ReactNode } from 'react';
import { useTranslation } from '#app/use-translation.ts';
import { buttonClass } from '#app/ui/button.tsx';
import { Card } from '#app/ui/card.tsx';
import { BarChart } from '#app/ui/chart/bar-chart.tsx';
import { ColumnChart } from '#app/ui/chart/column-chart.tsx';
import { classNames } from '#app/ui/class-names.ts';
import { NumberTable } from '#app/ui/number-table.tsx';
import type { ReportView } from './report-view.server.ts';

const manyRows = 14;
const fewColumns = 4;

/** One part of the report: what it says in a sentence, how that is counted, a picture, and the numbers with what is behind them. */
export function ReportSection({
  section,
  children,
}: {
  section: ReportView['sections'][number];
  children?: ReactNode;
}) {
  const { t } = useTranslation('reports');
  const { key, title, lead, means, chart, columns, rows, csv } = section;
  const table = (
    <NumberTable
      caption={title}
      columns={columns}
      rows={rows}
      linkLabel={(figure, column, value) => t('rowsOf', { figure, column, value })}
    />
  );
  return (
    <Card as="section" aria-labelledby={key} className="grid min-w-0 content-start gap-5">
      <div className="grid gap-1">
        <h2 id={key} className="scroll-mt-6 text-xl">
          {title}
        </h2>
        <p>{lead}</p>
      </div>
      <div
        className={classNames(
          'grid min-w-0 items-start gap-x-10 gap-y-5',
          chart?.kind === 'bars' && columns.length <= fewColumns && 'xl:grid-cols-2',
        )}
      >
        {chart?.kind === 'bars' ? <BarChart label={`${title}. ${lead}`} bars={chart.bars} /> : null}
        {chart?.kind === 'columns' ? <ColumnChart label={`${title}. ${lead}`} {...chart} /> : null}
        {rows.length > manyRows ? (
          <details className="min-w-0">
            <summary className={foldClass}>{t('table')}</summary>
            {table}
          </details>
        ) : (
          table
        )}
      </div>
      {children}
      <div className="flex flex-wrap items-start justify-between gap-x-6 gap-y-1">
        <details className="max-w-prose min-w-0 flex-1 basis-60">
          <summary className={foldClass}>{t('definition')}</summary>
          <div className="grid gap-2 pb-1 text-sm text-ink-soft">
            {means.map((line) => (
              <p key={line}>{line}</p>
            ))}
          </div>
        </details>
        {/* A file, not a page: the browser fetches it by itself. */}
        <a
          href={csv}
          download
          aria-label={t('csvOf', { title })}
          className={classNames(buttonClass('plain', 'small'), '-mx-3.5')}
        >
          {t('csv')}
        </a>
      </div>
    </Card>
  );
}

const foldClass =
  'inline-flex min-h-11 cursor-pointer items-center rounded-sm text-sm font-medium text-accent underline decoration-1 underline-offset-4 hover:decoration-2';
