import { Link } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import { PageTitle } from '#app/ui/public-shell.tsx';
import type { ServiceStep as View } from './booking-view.ts';

export function ServiceStep({ step }: { step: View }) {
  const { t } = useTranslation('booking');
  return (
    <>
      <PageTitle>{t('service.title')}</PageTitle>
      <ServiceList groups={step.groups} />
    </>
  );
}

/** The services by category, each a link on. */
export function ServiceList({ groups }: { groups: View['groups'] }) {
  const { t } = useTranslation('booking');
  return (
    <div className="grid gap-9">
      {groups.map(({ category, services }) => (
        <section key={category} aria-label={category || t('service.ungrouped')} className="grid gap-3">
          {category ? <h2 className="text-xl">{category}</h2> : null}
          <ul className="divide-y divide-line overflow-hidden rounded-lg border border-line bg-surface shadow-card">
            {services.map((service) => (
              <li key={service.id}>
                <Link
                  to={service.href}
                  className="transition-calm flex min-h-16 items-center justify-between gap-5 px-5 py-3.5 -outline-offset-3 hover:bg-accent-wash"
                >
                  <span className="grid min-w-0">
                    <span className="font-semibold">{service.name}</span>
                    {service.description ? (
                      <span className="text-sm text-ink-soft">{service.description}</span>
                    ) : null}
                    <span className="text-sm text-ink-soft">{service.facts}</span>
                  </span>
                  <span className="tabular shrink-0">{service.price}</span>
                </Link>
              </li>
            ))}
          </ul>
        </section>
      ))}
    </div>
  );
}
