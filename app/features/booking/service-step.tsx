import { Link } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import { TextLink } from '#app/ui/button.tsx';
import { PageTitle } from '#app/ui/public-shell.tsx';
import { Ring } from '#app/ui/ring.tsx';
import type { ServiceGroup, ServiceStep as View } from './booking-view.ts';

export function ServiceStep({ step: { groups, adding } }: { step: View }) {
  const { t } = useTranslation('booking');
  return (
    <>
      <PageTitle
        lead={
          adding ? (
            <TextLink roomy to={adding.doneHref} className="text-base">
              {t('service.done')}
            </TextLink>
          ) : undefined
        }
      >
        {adding ? t('service.addTitle') : t('service.title')}
      </PageTitle>
      <ServiceList groups={groups} />
      {adding?.leftOut ? <p className="mt-6 text-sm text-ink-soft">{adding.leftOut}</p> : null}
    </>
  );
}

const row = 'flex min-h-16 items-center justify-between gap-5 px-5 py-3.5';

/** The services by category, each a link on. */
export function ServiceList({ groups }: { groups: readonly ServiceGroup[] }) {
  const { t } = useTranslation('booking');
  return (
    <div className="grid gap-9">
      {groups.map(({ category, services }) => (
        <section key={category} aria-label={category || t('service.ungrouped')} className="grid gap-3">
          {category ? <h2 className="text-xl">{category}</h2> : null}
          <ul className="divide-y divide-line overflow-hidden rounded-lg border border-line bg-surface shadow-card">
            {services.map((service) => (
              <li key={service.id}>
                {service.href ? (
                  <Link
                    to={service.href}
                    className={`${row} transition-calm -outline-offset-3 hover:bg-accent-wash`}
                  >
                    <Service service={service} />
                  </Link>
                ) : (
                  <div className={`${row} bg-accent-wash`}>
                    <Service service={service} />
                  </div>
                )}
              </li>
            ))}
          </ul>
        </section>
      ))}
    </div>
  );
}

function Service({ service }: { service: ServiceGroup['services'][number] }) {
  const { t } = useTranslation('booking');
  return (
    <>
      <span className="grid min-w-0">
        <span className="font-semibold">{service.name}</span>
        {service.description ? <span className="text-sm text-ink-soft">{service.description}</span> : null}
        <span className="text-sm text-ink-soft">{service.facts}</span>
      </span>
      {service.href ? (
        <span className="tabular shrink-0">{service.price}</span>
      ) : (
        <span className="flex shrink-0 items-center gap-2 text-sm font-semibold text-accent">
          <Ring shape="full" />
          {t('service.chosen')}
        </span>
      )}
    </>
  );
}
