import { Form, Link } from '@remix-run/react';
import { useState } from 'react';
import { Button, TextLink } from '#app/ui/button.tsx';
import { EmptyState } from '#app/ui/empty-state.tsx';
import { TextField } from '#app/ui/field.tsx';
import { PageTitle } from '#app/ui/public-shell.tsx';
import { Ring } from '#app/ui/ring.tsx';
import { useTranslation } from '#app/use-translation.ts';
import { AboutSalon } from './about-salon.tsx';
import type { Finder, ServiceGroup, ServiceStep as View } from './booking-view.ts';
import { findServices } from './find-services.ts';

export function ServiceStep({ step: { about, groups, finder, adding } }: { step: View }) {
  const { t } = useTranslation('booking');
  return (
    <>
      {about ? <AboutSalon about={about} /> : null}
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
      <Services groups={groups} finder={finder} />
      {adding?.leftOut ? <p className="mt-6 text-sm text-ink-soft">{adding.leftOut}</p> : null}
    </>
  );
}

/** The services to choose from; with a search when there are many. */
export function Services({ groups, finder }: { groups: readonly ServiceGroup[]; finder: Finder | null }) {
  return finder ? <FoundServices groups={groups} finder={finder} /> : <ServiceList groups={groups} />;
}

/** A plain GET form. With scripts the list follows what is typed, and so does the address, without asking the server. */
function FoundServices({ groups, finder }: { groups: readonly ServiceGroup[]; finder: Finder }) {
  const { t } = useTranslation('booking');
  const [asked, setAsked] = useState(finder.find);
  const [find, setFind] = useState(asked);
  // The address was left for another: a way back, or all of them.
  if (finder.find !== asked) {
    setAsked(finder.find);
    setFind(finder.find);
  }
  const type = (text: string) => {
    setFind(text);
    const address = new URL(window.location.href);
    if (text.trim()) address.searchParams.set('find', text);
    else address.searchParams.delete('find');
    // The router's own state of this entry stays with it.
    window.history.replaceState(window.history.state, '', address);
  };
  const found = findServices(groups, find);
  const count = found.reduce((sum, { services }) => sum + services.length, 0);
  return (
    <>
      <Form role="search" replace preventScrollReset className="mb-8 flex items-end gap-2">
        {finder.kept.map(({ name, value }) => (
          <input key={value} type="hidden" name={name} value={value} />
        ))}
        <TextField
          id="find"
          name="find"
          type="search"
          label={t('service.find')}
          autoComplete="off"
          enterKeyHint="search"
          maxLength={100}
          value={find}
          onChange={(event) => type(event.currentTarget.value)}
          className="grow"
        />
        <Button type="submit" look="secondary" className="shrink-0">
          {t('service.search')}
        </Button>
      </Form>
      <p role="status" className="sr-only">
        {find === '' ? '' : t('service.found', { count })}
      </p>
      {count > 0 ? (
        <ServiceList groups={found} />
      ) : (
        <EmptyState
          title={t('service.noneFound', { find })}
          action={
            <TextLink roomy to={finder.allHref} replace onClick={() => setFind('')}>
              {t('service.showAll')}
            </TextLink>
          }
        />
      )}
    </>
  );
}

/** The name and the price on one line, the rest below them as wide as both. */
const row = 'grid min-h-16 grid-cols-[minmax(0,1fr)_auto] content-center items-baseline gap-x-5 px-5 py-3.5';

/** The services by category, each a link on. */
function ServiceList({ groups }: { groups: readonly ServiceGroup[] }) {
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
      <span className="font-semibold">{service.name}</span>
      {service.href ? (
        <span className="tabular">{service.price}</span>
      ) : (
        <span className="flex items-center gap-2 text-sm font-semibold text-accent">
          <Ring shape="full" />
          {t('service.chosen')}
        </span>
      )}
      <span className="col-span-2 grid text-sm text-ink-soft">
        {service.description ? <span>{service.description}</span> : null}
        <span>{service.facts}</span>
      </span>
    </>
  );
}
