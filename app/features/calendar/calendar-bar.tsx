import { Form, Link } from '@remix-run/react';
import { Button, LinkButton } from '#app/ui/button.tsx';
import { classNames } from '#app/ui/class-names.ts';
import { useTranslation } from '#app/use-translation.ts';
import type { CalendarPage } from './load-calendar.server.ts';

/** Which days, of whom, and how: plain links and a form, so that each has an address. */
export function CalendarBar({ view }: { view: CalendarPage }) {
  const { t } = useTranslation('calendar');
  const { search, links, people, base } = view;
  const isWeek = search.view === 'week';
  return (
    <div className="mb-4 grid gap-3 print:hidden">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
        <nav aria-label={t('step.label')} data-acts="" className="flex gap-1.5">
          <Step to={links.before} label={isWeek ? t('step.weekBefore') : t('step.dayBefore')} way="back" />
          {links.today ? (
            <LinkButton look="secondary" size="small" to={links.today} preventScrollReset>
              {t('step.today')}
            </LinkButton>
          ) : (
            <span
              aria-current="date"
              className="inline-flex min-h-11 items-center rounded-md border border-transparent bg-sunken px-3.5 text-sm font-semibold text-ink-soft"
            >
              {t('step.today')}
            </span>
          )}
          <Step to={links.after} label={isWeek ? t('step.weekAfter') : t('step.dayAfter')} way="on" />
        </nav>
        <nav aria-label={t('view.label')} className="flex rounded-md border border-edge p-0.5">
          {(['day', 'week'] as const).map((kind) => (
            <Link
              key={kind}
              to={links[kind]}
              preventScrollReset
              aria-current={search.view === kind ? 'page' : undefined}
              className={classNames(
                'transition-calm inline-flex min-h-10 items-center rounded-sm px-3.5 text-sm font-semibold',
                search.view === kind ? 'bg-accent text-on-accent' : 'hover:bg-accent-wash',
              )}
            >
              {t(`view.${kind}`)}
            </Link>
          ))}
        </nav>
        <Form
          method="get"
          action={`${base}/calendar`}
          key={search.date}
          preventScrollReset
          className="flex min-w-0 gap-1.5 max-sm:grow max-sm:basis-44"
        >
          <input
            type="date"
            name="date"
            required
            aria-label={t('create.date')}
            defaultValue={search.date}
            className="min-h-11 min-w-0 grow rounded-md border border-edge bg-surface px-2 text-sm sm:px-3"
          />
          {isWeek ? <input type="hidden" name="view" value="week" /> : null}
          {search.employeeId ? <input type="hidden" name="employee" value={search.employeeId} /> : null}
          {search.isWholeDay ? <input type="hidden" name="hours" value="all" /> : null}
          <Button type="submit" look="secondary" size="small">
            {t('step.go')}
          </Button>
        </Form>
        <div data-acts="" className="sm:ml-auto">
          <LinkButton to={links.create} size="small">
            {t('newBooking')}
          </LinkButton>
        </div>
      </div>
      <nav aria-label={t('people')} className="-mx-1 overflow-x-auto">
        <ul className="flex w-max gap-1.5 p-1">
          {people.map(({ id, name, href }) => (
            <li key={id}>
              <Link
                to={href}
                preventScrollReset
                aria-current={search.employeeId === id ? 'page' : undefined}
                className={classNames(
                  'transition-calm inline-flex min-h-11 min-w-11 items-center justify-center rounded-full border px-3.5 text-sm font-medium whitespace-nowrap',
                  search.employeeId === id
                    ? 'border-accent bg-accent text-on-accent'
                    : 'border-edge bg-surface hover:border-accent hover:bg-accent-wash',
                )}
              >
                {name}
              </Link>
            </li>
          ))}
        </ul>
      </nav>
    </div>
  );
}

const arrows = { back: 'm12 5-5 5 5 5', on: 'm8 5 5 5-5 5' };

function Step({ to, label, way }: { to: string; label: string; way: keyof typeof arrows }) {
  return (
    <LinkButton
      look="secondary"
      size="small"
      to={to}
      aria-label={label}
      preventScrollReset
      className="min-w-11"
    >
      <svg viewBox="0 0 20 20" width="18" height="18" aria-hidden="true" fill="none" stroke="currentColor">
        <path d={arrows[way]} strokeWidth="2" strokeLinecap="round" strokeLinejoin="round" />
      </svg>
    </LinkButton>
  );
}
