import { Link } from '@remix-run/react';
import { PageTitle } from '#app/ui/public-shell.tsx';
import { Ring } from '#app/ui/ring.tsx';
import { useTranslation } from '#app/use-translation.ts';
import type { EmployeeStep as View } from './booking-view.ts';

const row =
  'transition-calm flex min-h-18 items-center gap-4 rounded-lg border border-line bg-surface px-5 py-3.5 shadow-card hover:border-accent hover:bg-accent-wash';

export function EmployeeStep({ step }: { step: View }) {
  const { t } = useTranslation('booking');
  return (
    <>
      <PageTitle>{t('employee.title')}</PageTitle>
      <ul className="grid gap-3">
        <li>
          <Link to={step.anyoneHref} className={row}>
            <span className="grid size-11 shrink-0 place-items-center rounded-full bg-accent-wash text-accent">
              <Ring shape="open" className="size-6" />
            </span>
            <span className="grid">
              <span className="font-semibold">{t('employee.anyone')}</span>
              <span className="text-sm text-ink-soft">{t('employee.anyoneDetail')}</span>
            </span>
          </Link>
        </li>
        {step.people.map((person) => (
          <li key={person.id}>
            <Link to={person.href} className={row}>
              <span
                aria-hidden="true"
                className="grid size-11 shrink-0 place-items-center rounded-full bg-sunken font-display text-lg"
              >
                {person.name.slice(0, 1)}
              </span>
              <span className="grid">
                <span className="font-semibold">{person.name}</span>
                {person.title ? <span className="text-sm text-ink-soft">{person.title}</span> : null}
              </span>
            </Link>
          </li>
        ))}
      </ul>
    </>
  );
}
