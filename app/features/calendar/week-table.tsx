import { Link } from '@remix-run/react';
import { classNames } from '#app/ui/class-names.ts';
import { TextLink } from '#app/ui/button.tsx';
import { useTranslation } from '#app/use-translation.ts';
import type { WeekRow } from './calendar-view.ts';

/** Everybody's week: how full each day is, and the way to it. On a phone each employee is a card of days. */
export function WeekTable({ rows, days }: { rows: readonly WeekRow[]; days: readonly string[] }) {
  const { t } = useTranslation('calendar');
  return (
    <div
      className="overflow-x-auto rounded-lg border border-line bg-surface shadow-card print:shadow-none"
      tabIndex={0}
      role="region"
      aria-label={t('week.caption')}
    >
      <table role="table" className="block w-full text-left md:table md:table-fixed">
        <caption className="sr-only">{t('week.caption')}</caption>
        <thead role="rowgroup" className="sr-only md:not-sr-only md:table-header-group">
          <tr role="row" className="border-b border-line">
            <th role="columnheader" scope="col" className="w-32 px-3 py-2 text-sm font-semibold">
              {t('week.employee')}
            </th>
            {days.map((day) => (
              <th key={day} role="columnheader" scope="col" className="px-2 py-2 text-sm font-semibold">
                <span className="block first-letter:uppercase">{day}</span>
              </th>
            ))}
          </tr>
        </thead>
        <tbody role="rowgroup" className="block md:table-row-group">
          {rows.map((row) => (
            <tr
              key={row.employeeId}
              role="row"
              className="block border-b border-line last:border-0 max-md:px-3 max-md:py-3 md:table-row"
            >
              <th role="rowheader" scope="row" className="block px-1 align-top md:table-cell md:px-3 md:py-2">
                <TextLink to={row.href} roomy className="text-sm font-semibold">
                  {row.name}
                </TextLink>
              </th>
              {row.days.map((cell, index) => (
                <td key={cell.date} role="cell" className="block align-top md:table-cell md:p-1">
                  <Link
                    to={cell.href}
                    className={classNames(
                      'transition-calm flex min-h-11 gap-x-2 rounded-sm px-2 py-1.5 text-xs leading-snug hover:bg-accent-wash max-md:items-center md:h-full md:flex-col',
                      cell.isToday && 'ring-1 ring-accent',
                      cell.share === null && 'text-ink-soft',
                    )}
                  >
                    <span className="w-18 shrink-0 text-sm first-letter:uppercase md:sr-only">
                      {days[index]}
                    </span>
                    <span className="tabular max-md:w-20 max-md:shrink-0">{cell.hours}</span>
                    <span className="grid min-w-0 max-md:grow">
                      {cell.bookings ? <span className="font-semibold">{cell.bookings}</span> : null}
                      {cell.held ? <span className="text-accent">{cell.held}</span> : null}
                      {cell.free ? <span className="text-ink-soft">{cell.free}</span> : null}
                    </span>
                    {cell.share === null ? null : (
                      <span
                        aria-hidden="true"
                        className="block h-1.5 overflow-hidden rounded-full bg-sunken max-md:w-10 max-md:shrink-0 md:mt-1"
                      >
                        <span
                          className="block h-full rounded-full bg-accent"
                          style={{ inlineSize: `${Math.round(cell.share * 100)}%` }}
                        />
                      </span>
                    )}
                  </Link>
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
