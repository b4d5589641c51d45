import type { LoaderFunctionArgs } from '@remix-run/node';
import { Link, useLoaderData } from '@remix-run/react';
import { openSalon } from '#app/features/dashboard/open-salon.server.ts';
import { pageMeta } from '#app/features/dashboard/page-meta.ts';
import { Panel } from '#app/features/dashboard/panel.tsx';
import { NextBookings } from '#app/features/dashboard/next-bookings.tsx';
import { NeedsAPerson } from '#app/features/dashboard/needs-a-person.tsx';
import { OpenOpenings } from '#app/features/dashboard/open-openings.tsx';
import { TakenLately } from '#app/features/dashboard/taken-lately.tsx';
import { loadToday } from '#app/features/dashboard/today.server.ts';
import { KeyFigures } from '#app/features/reports/key-figures.tsx';
import { countOf } from '#app/features/waitlist/list-search.ts';
import { StateBadge } from '#app/ui/badge.tsx';
import { TextLink } from '#app/ui/button.tsx';
import { DashboardTitle } from '#app/ui/dashboard-shell.tsx';
import { useTranslation } from '#app/use-translation.ts';
import { entryStatuses } from '#server/modules/waitlist/waitlist.schema.ts';

export async function loader(args: LoaderFunctionArgs) {
  return loadToday(await openSalon(args));
}

export const meta = pageMeta;

export default function Today() {
  const { t } = useTranslation('dashboard');
  const { base, date, left, now, bookings, openings, taken, counts, attention, keyFigures } =
    useLoaderData<typeof loader>();
  return (
    <>
      <DashboardTitle lead={`${date}. ${left}.`}>{t('today.title')}</DashboardTitle>
      <div className="grid items-start gap-5 xl:grid-cols-2">
        <div className="grid gap-5">
          <Panel
            title={t('today.openings')}
            action={
              <TextLink roomy to={`${base}/openings`}>
                {t('today.allOpenings')}
              </TextLink>
            }
          >
            <OpenOpenings openings={openings} now={now} base={base} />
            <TakenLately openings={taken} base={base} />
          </Panel>
          <Panel title={t('today.attention')}>
            <NeedsAPerson items={attention} />
          </Panel>
          <Panel
            title={t('today.waitlist')}
            action={
              <TextLink roomy to={`${base}/waitlist`}>
                {t('today.allEntries')}
              </TextLink>
            }
          >
            <ul className="grid gap-x-8 sm:grid-cols-2">
              {entryStatuses.map((status) => (
                <li key={status}>
                  <Link
                    to={`${base}/waitlist?state=${status}`}
                    className="transition-calm flex min-h-11 items-center justify-between gap-2 rounded-md px-1 hover:bg-sunken"
                  >
                    <StateBadge state={`entry.${status}`}>{t(`states.entry.${status}`)}</StateBadge>
                    <span className="tabular font-semibold">{countOf(status, counts)}</span>
                  </Link>
                </li>
              ))}
            </ul>
          </Panel>
        </div>
        <Panel
          title={t('today.next')}
          action={
            <TextLink roomy to={`${base}/bookings`}>
              {t('today.allBookings')}
            </TextLink>
          }
        >
          <NextBookings bookings={bookings} base={base} />
        </Panel>
      </div>
      {keyFigures ? (
        <div className="mt-8 grid gap-3">
          <div className="flex flex-wrap items-baseline justify-between gap-x-4">
            <h2 className="text-xl">{t('today.week')}</h2>
            <TextLink roomy to={`${base}/reports`}>
              {t('today.allFigures')}
            </TextLink>
          </div>
          <KeyFigures figures={keyFigures} />
        </div>
      ) : null}
    </>
  );
}
