import { Link } from '@remix-run/react';
import { useEffect, useRef, type FocusEvent } from 'react';
import { buttonClass } from '#app/ui/button.tsx';
import { classNames } from '#app/ui/class-names.ts';
import { TextLink } from '#app/ui/button.tsx';
import { EmptyState } from '#app/ui/empty-state.tsx';
import { Ring } from '#app/ui/ring.tsx';
import { useFresh } from '#app/ui/use-fresh.ts';
import { useTranslation } from '#app/use-translation.ts';
import { ChangedTimes } from './changed-times.tsx';
import { ClockNote } from './clock-note.tsx';
import type { DayCell, TimesView } from './times-view.ts';

/** A time is not for sale while somebody holds it, and is again when they let it go. */
const freshMs = 30_000;

/** Weeks of days, each telling at a glance how much is free, then the chosen day's times. Every one is a plain link. */
export function Times({ view }: { view: TimesView }) {
  const { t } = useTranslation('booking');
  const { place, onFocus } = useFocusKept(view);
  useFresh(freshMs);
  return (
    <div className="grid gap-8 sm:grid-cols-[minmax(0,22rem)_minmax(0,1fr)]">
      {view.firstFree ? (
        <Link
          to={view.firstFree.href}
          className="transition-calm -mb-3 flex min-h-12 items-center gap-3 rounded-md bg-accent-wash px-4 py-2 font-medium text-accent underline decoration-1 underline-offset-4 hover:decoration-2 sm:col-span-2"
        >
          <Ring shape="dot" />
          {t('time.firstFree', { when: view.firstFree.when })}
        </Link>
      ) : null}
      <Weeks view={view} />
      <section ref={place} tabIndex={-1} onFocus={onFocus} className="min-w-0 outline-none">
        <ChangedTimes day={view.day} />
        {view.day ? <DayTimes view={view} day={view.day} /> : null}
        {!view.day ? (
          <EmptyState
            title={view.nextFree ? t('time.noneTheseWeeks') : t('time.noneAtAll')}
            action={<NextFree view={view} />}
          >
            {view.nextFree ? null : t('time.noneAtAllText')}
          </EmptyState>
        ) : null}
      </section>
    </div>
  );
}

/** When the time that has the focus is taken by somebody else, its place has it: not the top of the document. */
function useFocusKept(view: TimesView) {
  const place = useRef<HTMLElement>(null);
  const focused = useRef<Element | null>(null);
  useEffect(() => {
    const isGone = focused.current !== null && !focused.current.isConnected;
    if (!isGone) return;
    focused.current = null;
    if (document.activeElement === document.body) place.current?.focus({ preventScroll: true });
  }, [view]);
  const onFocus = (event: FocusEvent) => {
    focused.current = event.target;
  };
  return { place, onFocus };
}

function Weeks({ view }: { view: TimesView }) {
  const { t } = useTranslation('booking');
  return (
    <nav aria-label={t('time.calendar')} className="grid content-start gap-3">
      <div className="flex items-center justify-between">
        <WeeksLink to={view.earlierHref} arrow="left" label={t('time.earlierWeeks')} />
        <p className="text-center font-display first-letter:uppercase">{view.months}</p>
        <WeeksLink to={view.laterHref} arrow="right" label={t('time.laterWeeks')} />
      </div>
      <div className="grid grid-cols-7 gap-1 text-center text-xs text-ink-soft" aria-hidden="true">
        {view.weekdays.map((weekday) => (
          <span key={weekday.name}>{weekday.short}</span>
        ))}
      </div>
      <ol className="grid grid-cols-7 gap-1">
        {view.weeks.flat().map((cell) => (
          // What can't be booked leaves its place empty.
          <li key={cell.date} className="grid" aria-hidden={cell.href === null || undefined}>
            {cell.href ? <Day cell={cell} href={cell.href} /> : null}
          </li>
        ))}
      </ol>
    </nav>
  );
}

function WeeksLink({ to, arrow, label }: { to: string | null; arrow: 'left' | 'right'; label: string }) {
  const look = classNames(buttonClass('plain', 'small'), 'w-11 px-0');
  if (!to) return <span className={classNames(look, 'invisible')} />;
  return (
    <Link to={to} preventScrollReset aria-label={label} className={look}>
      <svg viewBox="0 0 20 20" width="22" height="22" aria-hidden="true" fill="none" stroke="currentColor">
        <path d={arrow === 'left' ? 'm12 5-5 5 5 5' : 'm8 5 5 5-5 5'} strokeWidth="2" strokeLinecap="round" />
      </svg>
    </Link>
  );
}

const meter = ['w-0', 'w-1.5', 'w-3', 'w-5'] as const;

function Day({ cell, href }: { cell: DayCell; href: string }) {
  return (
    <Link
      to={href}
      preventScrollReset
      aria-label={cell.label}
      aria-current={cell.isSelected ? 'date' : undefined}
      className={classNames(
        'tabular transition-calm grid min-h-13 content-center justify-items-center gap-1 rounded-sm text-base',
        cell.isSelected
          ? 'bg-accent text-on-accent font-semibold'
          : cell.level > 0
            ? 'bg-surface font-semibold shadow-card hover:bg-accent-wash'
            : 'text-ink-soft hover:bg-sunken',
      )}
    >
      {cell.month ? <span className="-mb-1.5 text-xs leading-none font-medium">{cell.month}</span> : null}
      <span className={classNames(cell.isToday && 'underline decoration-2 underline-offset-4')}>
        {cell.number}
      </span>
      <span
        className={classNames(
          'h-1 rounded-full',
          meter[cell.level],
          cell.isSelected ? 'bg-on-accent' : 'bg-accent',
        )}
      />
    </Link>
  );
}

function DayTimes({ view, day }: { view: TimesView; day: NonNullable<TimesView['day']> }) {
  const { t } = useTranslation('booking');
  const firstTime = day.parts[0]?.times[0];
  if (!firstTime) {
    return (
      <EmptyState title={t('time.noneThisDay', { date: day.name })} action={<NextFree view={view} />}>
        {view.nextFree ? null : t('time.noneAtAllText')}
      </EmptyState>
    );
  }
  return (
    <div className="grid gap-5">
      {/* The chosen day keeps the focus; this tells what came of choosing it. */}
      <h2 aria-live="polite" className="text-xl">
        {t('time.timesOn', { date: day.name })}
      </h2>
      <ClockNote clock={view.clock} at={firstTime.startsAt} />
      {day.parts.map(({ part, times }) => (
        <section key={part} aria-labelledby={`part-${part}`} className="grid gap-2">
          <h3 id={`part-${part}`} className="text-sm text-ink-soft">
            {t(`time.${part}`)}
          </h3>
          <ul className="grid grid-cols-[repeat(auto-fill,minmax(5rem,1fr))] gap-2">
            {times.map((time) => (
              <li key={time.startsAt} className="grid">
                <Link
                  to={time.href}
                  className={classNames(buttonClass('secondary', 'small'), 'tabular px-1 text-base')}
                >
                  {time.label}
                </Link>
              </li>
            ))}
          </ul>
        </section>
      ))}
    </div>
  );
}

function NextFree({ view }: { view: TimesView }) {
  const { t } = useTranslation('booking');
  if (!view.nextFree) return null;
  return (
    <TextLink roomy to={view.nextFree.href}>
      {t('time.nextFree', { when: view.nextFree.when })}
    </TextLink>
  );
}
