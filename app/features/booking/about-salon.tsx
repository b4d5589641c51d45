import { classNames } from '#app/ui/class-names.ts';
import { useTranslation } from '#app/use-translation.ts';
import type { AboutSalon as View, HoursView } from './booking-view.ts';

/** What somebody who has just come wants to see of a salon: what it looks like, and when it is open. */
export function AboutSalon({ about: { picture, hours } }: { about: View }) {
  if (!picture && !hours) return null;
  return (
    <div className={classNames('mb-7 grid gap-3', picture ? '-mt-3 sm:-mt-6' : '')}>
      {picture ? (
        <img
          {...picture}
          width="1200"
          height="630"
          // It is the largest thing on the page; React 18 knows the attribute in small letters only.
          {...{ fetchpriority: 'high' }}
          className="aspect-2/1 w-full rounded-lg border border-line bg-sunken object-cover sm:aspect-5/2"
        />
      ) : null}
      {hours ? <Hours hours={hours} /> : null}
    </div>
  );
}

function Hours({ hours: { today, week, special } }: { hours: HoursView }) {
  const { t } = useTranslation('booking');
  return (
    <details className="group">
      <summary className="inline-flex min-h-11 cursor-pointer flex-wrap items-center gap-x-3 rounded-md">
        <span className="tabular font-medium">{today}</span>
        <span className="inline-flex items-center gap-1.5 text-sm text-accent underline decoration-1 underline-offset-4">
          {t('hours.title')}
          <svg
            viewBox="0 0 12 12"
            width="12"
            height="12"
            aria-hidden="true"
            className="transition-calm group-open:rotate-180"
          >
            <path d="m2 4 4 4 4-4" fill="none" stroke="currentColor" strokeWidth="1.75" />
          </svg>
        </span>
      </summary>
      <div className="mt-2 grid gap-5 rounded-lg border border-line bg-surface px-5 py-4">
        <Days days={week} />
        {special.length > 0 ? (
          <div className="grid gap-2 border-t border-line pt-4">
            <p className="text-sm text-ink-soft">{t('hours.special')}</p>
            <Days days={special} />
          </div>
        ) : null}
      </div>
    </details>
  );
}

function Days({ days }: { days: readonly { day: string; hours: string; isToday?: boolean }[] }) {
  return (
    <dl className="grid grid-cols-[auto_1fr] gap-x-6 gap-y-1.5">
      {days.map(({ day, hours, isToday }) => (
        <div
          key={day}
          aria-current={isToday ? 'date' : undefined}
          className={classNames('col-span-2 grid grid-cols-subgrid', isToday && 'font-semibold')}
        >
          <dt className="first-letter:uppercase">{day}</dt>
          <dd className="tabular text-end">{hours}</dd>
        </div>
      ))}
    </dl>
  );
}
