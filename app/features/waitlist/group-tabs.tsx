import { Link } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import { classNames } from '#app/ui/class-names.ts';
import type { EntryStatus } from '#server/modules/waitlist/waitlist.schema.ts';
import { countOf, entryGroups, listQuery, type ListSearch } from './list-search.ts';

/** The states with how many there are in each; a row to swipe on a phone. The filter stays when the state changes. */
export function GroupTabs({
  path,
  search,
  counts,
}: {
  path: string;
  search: ListSearch;
  counts: Record<EntryStatus, number>;
}) {
  const { t } = useTranslation(['waitlist', 'dashboard']);
  return (
    <nav
      aria-label={t('groupLabel')}
      className="-mx-(--gutter) overflow-x-auto px-(--gutter) lg:mx-0 lg:px-0"
    >
      <ul className="flex gap-2 py-1">
        {entryGroups.map((group) => {
          const isCurrent = group === search.group;
          return (
            <li key={group}>
              <Link
                to={`${path}${listQuery({ ...search, group, page: 1 })}`}
                aria-current={isCurrent ? 'page' : undefined}
                preventScrollReset
                className={classNames(
                  'transition-calm inline-flex min-h-11 items-center gap-2 rounded-full border px-4 text-sm font-medium whitespace-nowrap',
                  isCurrent
                    ? 'border-accent bg-accent text-on-accent'
                    : 'border-edge bg-surface hover:border-accent hover:bg-accent-wash',
                )}
              >
                {group === 'active' || group === 'all'
                  ? t(`groups.${group}`)
                  : t(`dashboard:states.entry.${group}`)}
                <span className={classNames('tabular text-xs', !isCurrent && 'text-ink-soft')}>
                  {countOf(group, counts)}
                </span>
              </Link>
            </li>
          );
        })}
      </ul>
    </nav>
  );
}
