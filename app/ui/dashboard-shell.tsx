import { NavLink, useLocation } from '@remix-run/react';
import { useRef, type ReactNode } from 'react';
import { useTranslation } from '#app/use-translation.ts';
import { Brand } from './brand.tsx';
import { classNames } from './class-names.ts';
import { LanguageSwitch } from './language-switch.tsx';
import { SkipLink } from './public-shell.tsx';

export interface DashboardNavItem {
  to: string;
  label: string;
  /** True for the start page, which every other address begins with. */
  end?: boolean;
}

/** The frame of the staff's pages: a side bar on wide screens; else a row with what is needed most, and the rest behind "More". No script is needed for either. */
export function DashboardShell({
  salonName,
  navLabel,
  items,
  status,
  search,
  own,
  children,
}: {
  salonName: string;
  navLabel: string;
  /** Those that are needed most first. */
  items: readonly DashboardNavItem[];
  /** The live state. */
  status?: ReactNode;
  /** The way to the search: a button. */
  search?: ReactNode;
  /** Who is logged in, their ways elsewhere and the way out. */
  own?: ReactNode;
  children: ReactNode;
}) {
  return (
    <div className="min-h-svh lg:grid lg:grid-cols-[15.5rem_1fr] print:block print:min-h-0">
      <SkipLink />
      <header className="relative z-20 border-line bg-surface max-lg:border-b lg:border-r print:hidden">
        <div className="grid grid-cols-[minmax(0,1fr)_auto_auto] items-center gap-x-1 px-2 pt-1 lg:sticky lg:top-0 lg:flex lg:h-svh lg:flex-col lg:items-stretch lg:overflow-y-auto lg:px-4 lg:py-5">
          <div className="flex min-w-0 items-center gap-x-3 px-2 lg:block">
            <Brand />
            <p className="truncate text-sm font-medium text-ink-soft lg:mt-2">{salonName}</p>
          </div>
          <div className="px-2 text-sm lg:order-1 lg:mt-auto">{status}</div>
          {search}
          <CompactNav label={navLabel} items={items} own={own} />
          <nav aria-label={navLabel} className="mt-3 max-lg:hidden">
            <ul className="flex flex-col gap-1">
              {items.map((item) => (
                <li key={item.to}>
                  <NavItem item={item} />
                </li>
              ))}
            </ul>
          </nav>
          <div className="order-2 px-2 text-sm max-lg:hidden">
            {own}
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

function NavItem({ item: { to, end, label } }: { item: DashboardNavItem }) {
  return (
    <NavLink
      to={to}
      end={end}
      className={({ isActive }) =>
        classNames(
          navItemClass,
          isActive ? 'bg-accent-wash text-accent' : 'text-ink-soft hover:bg-sunken hover:text-ink',
        )
      }
    >
      {label}
    </NavLink>
  );
}

const navItemClass =
  'transition-calm flex min-h-11 items-center gap-2 rounded-md px-2 text-sm font-medium whitespace-nowrap sm:px-3';

/** How many there is room for beside "More" on a phone, and on a tablet. */
const onPhone = 3;
const onTablet = 6;

function CompactNav({
  label,
  items,
  own,
}: {
  label: string;
  items: readonly DashboardNavItem[];
  own: ReactNode;
}) {
  const { t } = useTranslation('dashboard');
  const { pathname, key } = useLocation();
  const menu = useRef<HTMLDetailsElement>(null);
  const current = items.findIndex(({ to, end }) => !end && `${pathname}/`.startsWith(`${to}/`));
  const close = (refocus: boolean) => {
    if (!menu.current?.open) return;
    menu.current.open = false;
    if (refocus) menu.current.querySelector('summary')?.focus();
  };
  return (
    <nav aria-label={label} className="col-span-3 flex items-center gap-1 pb-1 lg:hidden">
      <ul className="flex gap-1">
        {items.slice(0, onTablet).map((item, index) => (
          <li key={item.to} className={index < onPhone ? undefined : 'max-md:hidden'}>
            <NavItem item={item} />
          </li>
        ))}
      </ul>
      <details
        // On the next page it is closed.
        key={key}
        ref={menu}
        className="group ml-auto"
        onKeyDown={(event) => {
          if (event.key === 'Escape') close(true);
        }}
        onBlur={({ relatedTarget, currentTarget }) => {
          if (relatedTarget && !currentTarget.contains(relatedTarget)) close(false);
        }}
      >
        <summary
          className={classNames(
            navItemClass,
            'cursor-pointer list-none text-ink-soft hover:bg-sunken hover:text-ink',
            current >= onTablet && 'bg-accent-wash text-accent',
            current >= onPhone && current < onTablet && 'max-md:bg-accent-wash max-md:text-accent',
          )}
        >
          {t('nav.more')}
          <svg
            viewBox="0 0 20 20"
            width="16"
            height="16"
            aria-hidden="true"
            className="group-open:rotate-180"
          >
            <path
              d="m5 7.5 5 5 5-5"
              fill="none"
              stroke="currentColor"
              strokeWidth="2"
              strokeLinecap="round"
            />
          </svg>
        </summary>
        <div className="absolute inset-x-0 top-full grid gap-3 border-b border-line bg-surface px-2 pt-1 pb-3 text-sm shadow-card">
          <ul className="grid grid-cols-2 gap-1">
            {items.slice(onPhone).map((item, index) => (
              <li key={item.to} className={index + onPhone < onTablet ? 'md:hidden' : undefined}>
                <NavItem item={item} />
              </li>
            ))}
          </ul>
          <div className="flex flex-wrap items-center justify-between gap-x-4 border-t border-line px-2 pt-2 sm:px-3">
            {own}
            <LanguageSwitch />
          </div>
        </div>
      </details>
    </nav>
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
        <h1 tabIndex={-1} className="text-2xl outline-none first-letter:uppercase">
          {children}
        </h1>
        {lead ? <div className="mt-1 text-ink-soft">{lead}</div> : null}
      </div>
      {actions ? (
        // The palette offers them too.
        <div data-acts="" className="flex flex-wrap gap-2">
          {actions}
        </div>
      ) : null}
    </div>
  );
}
