import { NavLink } from '@remix-run/react';
import type { ReactNode } from 'react';
import { Brand } from './brand.tsx';
import { classNames } from './class-names.ts';
import { LanguageSwitch } from './language-switch.tsx';
import { SkipLink } from './public-shell.tsx';

export interface DashboardNavItem {
  to: string;
  label: string;
  /** True for the start page, which every other address begins with. */
  end?: boolean;
  /** A small count beside the label, such as open openings. */
  count?: number;
}

/** The frame of the staff's pages: a side bar on wide screens, a row that wraps on a phone. No script is needed for either. */
export function DashboardShell({
  salonName,
  navLabel,
  items,
  aside,
  children,
}: {
  salonName: string;
  navLabel: string;
  items: readonly DashboardNavItem[];
  /** Who is logged in, the way out, the live state. */
  aside?: ReactNode;
  children: ReactNode;
}) {
  return (
    <div className="min-h-svh lg:grid lg:grid-cols-[15.5rem_1fr] print:block print:min-h-0">
      <SkipLink />
      <header className="border-line bg-surface max-lg:border-b lg:border-r print:hidden">
        <div className="flex flex-col lg:sticky lg:top-0 lg:h-svh lg:px-4 lg:py-5">
          <div className="flex items-center justify-between gap-3 px-4 pt-3 lg:block lg:px-2 lg:pt-0">
            <Brand />
            <p className="truncate text-sm font-medium text-ink-soft lg:mt-2">{salonName}</p>
          </div>
          <nav aria-label={navLabel} className="px-2 py-2 lg:mt-5 lg:px-0">
            <ul className="flex flex-wrap gap-1 lg:flex-col">
              {items.map((item) => (
                <li key={item.to}>
                  <NavLink
                    to={item.to}
                    end={item.end}
                    className={({ isActive }) =>
                      classNames(
                        'transition-calm flex min-h-11 items-center gap-2 rounded-md px-2 text-sm font-medium whitespace-nowrap sm:px-3',
                        isActive
                          ? 'bg-accent-wash text-accent'
                          : 'text-ink-soft hover:bg-sunken hover:text-ink',
                      )
                    }
                  >
                    {item.label}
                    {item.count ? (
                      <span className="tabular ml-auto rounded-full bg-accent px-2 text-xs font-semibold text-on-accent">
                        {item.count}
                      </span>
                    ) : null}
                  </NavLink>
                </li>
              ))}
            </ul>
          </nav>
          <div className="flex flex-wrap items-center justify-between gap-2 px-4 pb-2 text-sm lg:mt-auto lg:block lg:px-2 lg:pb-0">
            {aside}
            <LanguageSwitch />
          </div>
        </div>
      </header>
      <main
        id="content"
        tabIndex={-1}
        className="min-w-0 px-(--gutter) py-6 outline-none lg:px-8 lg:py-8 print:p-0"
      >
        {children}
      </main>
    </div>
  );
}

/** A dashboard page's title with its acts beside it. */
export function DashboardTitle({
  actions,
  lead,
  children,
}: {
  actions?: ReactNode;
  lead?: ReactNode;
  children: ReactNode;
}) {
  return (
    <div className="mb-6 flex flex-wrap items-end justify-between gap-x-6 gap-y-3">
      <div>
        {/* Some titles begin with a date, which Norwegian begins small. */}
        <h1 className="text-2xl first-letter:uppercase">{children}</h1>
        {lead ? <div className="mt-1 text-ink-soft">{lead}</div> : null}
      </div>
      {actions ? <div className="flex flex-wrap gap-2">{actions}</div> : null}
    </div>
  );
}
