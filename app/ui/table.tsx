import type { ReactNode } from 'react';
import { classNames } from './class-names.ts';

export interface Column<Row> {
  key: string;
  header: ReactNode;
  cell: (row: Row) => ReactNode;
  /** The column that names the row (a `th`). One per table. */
  isRowHeader?: boolean;
  sort?: 'ascending' | 'descending';
  /** On a card it stands without its name and has the card's whole width: for what names itself. */
  isBare?: boolean;
  className?: string;
}

/**
 * A table that stands as a list of cards where it has little room: each cell then carries its column's name. One set of elements serves both, so
 * that screen readers meet the same rows everywhere.
 */
export function Table<Row>({
  caption,
  columns,
  rows,
  rowKey,
  rowId,
}: {
  caption: string;
  columns: readonly Column<Row>[];
  rows: readonly Row[];
  rowKey: (row: Row) => string;
  /** For a row that a link of the page leads to. */
  rowId?: (row: Row) => string | undefined;
}) {
  return (
    <div className="rounded-lg border border-line bg-surface shadow-card @container @4xl:overflow-x-auto">
      <table role="table" className="block w-full text-left @4xl:table">
        <caption className="sr-only">{caption}</caption>
        <thead role="rowgroup" className="sr-only @4xl:not-sr-only @4xl:table-header-group">
          <tr role="row">
            {columns.map((column) => (
              <th
                key={column.key}
                role="columnheader"
                scope="col"
                aria-sort={column.sort}
                className={classNames(
                  'border-b border-line px-4 py-3 text-sm font-semibold text-ink-soft first:pl-6 last:pr-6',
                  column.className,
                )}
              >
                {column.header}
              </th>
            ))}
          </tr>
        </thead>
        <tbody role="rowgroup" className="block @4xl:table-row-group">
          {rows.map((row) => (
            <tr
              key={rowKey(row)}
              id={rowId?.(row)}
              role="row"
              className="block scroll-mt-4 border-b border-line px-5 py-4 last:border-b-0 @xl:grid @xl:grid-cols-2 @xl:gap-x-10 @4xl:table-row @4xl:p-0 @4xl:hover:bg-accent-wash"
            >
              {columns.map((column) => {
                const Cell = column.isRowHeader ? 'th' : 'td';
                return (
                  <Cell
                    key={column.key}
                    role={column.isRowHeader ? 'rowheader' : 'cell'}
                    scope={column.isRowHeader ? 'row' : undefined}
                    className={classNames(
                      'min-w-0 justify-between gap-4 py-1 text-sm @4xl:table-cell @4xl:border-b @4xl:border-line @4xl:px-4 @4xl:py-3.5 @4xl:align-baseline',
                      '@4xl:first:pl-6 @4xl:last:pr-6',
                      column.isBare ? 'block text-left' : 'flex',
                      column.isRowHeader ? 'font-semibold' : 'font-normal',
                      column.className,
                    )}
                  >
                    {column.isBare ? null : (
                      <span aria-hidden="true" className="shrink-0 font-normal text-ink-soft @4xl:hidden">
                        {column.header}
                      </span>
                    )}
                    <span
                      className={classNames('min-w-0 @4xl:text-left', column.isBare ? 'block' : 'text-right')}
                    >
                      {column.cell(row)}
                    </span>
                  </Cell>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
