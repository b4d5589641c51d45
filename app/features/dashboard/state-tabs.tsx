import { Link } from '@remix-run/react';
import { classNames } from '#app/ui/class-names.ts';

export interface StateTab {
  key: string;
  href: string;
  label: string;
  isCurrent: boolean;
  count?: string;
}

/** The states of a list as links, with how many there are in each where that is known; they wrap, so that none is out of sight. */
export function StateTabs({ label, tabs }: { label: string; tabs: readonly StateTab[] }) {
  return (
    <nav aria-label={label}>
      <ul className="flex flex-wrap gap-2 p-1">
        {tabs.map(({ key, href, label: text, isCurrent, count }) => (
          <li key={key}>
            <Link
              to={href}
              aria-current={isCurrent ? 'page' : undefined}
              preventScrollReset
              className={classNames(
                'transition-calm inline-flex min-h-11 items-center gap-2 rounded-full border px-3 text-sm font-medium whitespace-nowrap',
                isCurrent
                  ? 'border-accent bg-accent text-on-accent'
                  : 'border-edge bg-surface hover:border-accent hover:bg-accent-wash',
              )}
            >
              {text}
              {count === undefined ? null : (
                <span className={classNames('tabular text-xs', !isCurrent && 'text-ink-soft')}>{count}</span>
              )}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
