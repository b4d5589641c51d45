import type { LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { BackLink } from '#app/features/dashboard/back-link.tsx';
import { openSalon } from '#app/features/dashboard/open-salon.server.ts';
import { pageMeta } from '#app/features/dashboard/page-meta.ts';
import { Panel } from '#app/features/dashboard/panel.tsx';
import { CandidateList } from '#app/features/openings/candidate-list.tsx';
import { openingActs } from '#app/features/openings/opening-acts.ts';
import { openingView } from '#app/features/openings/opening-view.server.ts';
import { OpeningOffers } from '#app/features/openings/opening-offers.tsx';
import { openOpening } from '#app/features/openings/open-opening.server.ts';
import { StateBadge } from '#app/ui/badge.tsx';
import { LinkButton, TextLink } from '#app/ui/button.tsx';
import { FactList } from '#app/ui/card.tsx';
import { DashboardTitle } from '#app/ui/dashboard-shell.tsx';
import { useTranslation } from '#app/use-translation.ts';

export async function loader(args: LoaderFunctionArgs) {
  const page = await openSalon(args);
  const { api, salonId, base } = page;
  const opening = await openOpening(page, args.params.id);
  const candidates = await api.opening.candidates({ salonId, openingId: opening.id });
  const view = openingView(opening, candidates, page);
  return { title: page.titled(view.name), base, opening: view };
}

export const meta = pageMeta;

export default function Opening() {
  const { t } = useTranslation('dashboard');
  const { base, opening } = useLoaderData<typeof loader>();
  const here = `${base}/openings/${opening.id}`;
  return (
    <>
      <BackLink to={`${base}/openings`}>{t('openings.title')}</BackLink>
      <DashboardTitle
        lead={
          <span className="flex flex-wrap items-center gap-x-3 gap-y-1">
            <StateBadge state={`opening.${opening.status}`}>
              {t(`states.opening.${opening.status}`)}
            </StateBadge>
            <span>{opening.stateLine}</span>
            {opening.noNextOffer ? <span>{opening.noNextOffer}</span> : null}
          </span>
        }
        actions={
          opening.status === 'open'
            ? openingActs.map((act) =>
                act === 'offer-next' && opening.noNextOffer ? null : (
                  <LinkButton
                    key={act}
                    size="small"
                    look={act === 'withdraw' ? 'danger' : 'primary'}
                    to={`${here}/${act}`}
                  >
                    {t(`opening.acts.${act}.label`)}
                  </LinkButton>
                ),
              )
            : undefined
        }
      >
        {opening.name}
      </DashboardTitle>
      <div className="grid items-start gap-5 xl:grid-cols-2">
        <div className="grid min-w-0 gap-5">
          <Panel title={t('opening.facts')}>
            <FactList facts={facts(opening, base, t)} />
          </Panel>
          <OpeningOffers
            offers={opening.offers}
            now={opening.now}
            isOpen={opening.status === 'open'}
            base={base}
          />
        </div>
        <CandidateList
          candidates={opening.candidates}
          isOpen={opening.status === 'open'}
          isAsked={opening.isAsked}
          slot={opening.slot}
          base={base}
          back={here}
        />
      </div>
    </>
  );
}

type Shown = ReturnType<typeof openingView>;

function facts(opening: Shown, base: string, t: ReturnType<typeof useTranslation<'dashboard'>>['t']) {
  return [
    {
      key: 'cause',
      term: t('openings.cause'),
      value: (
        <>
          <span className="block">{opening.cause}</span>
          {opening.causeDay ? (
            <TextLink roomy to={`${base}/bookings?date=${opening.causeDay}`}>
              {t('opening.causeBooking')}
            </TextLink>
          ) : null}
        </>
      ),
    },
    { key: 'made', term: t('opening.made'), value: opening.made },
    { key: 'free', term: t('opening.free'), value: <span className="tabular">{opening.free}</span> },
    ...(opening.status === 'open' ? [{ key: 'held', term: t('opening.held'), value: opening.held }] : []),
    ...(opening.settles ? [{ key: 'settles', term: t('opening.settles'), value: opening.settles }] : []),
    ...(opening.resumes ? [{ key: 'resumes', term: t('opening.resumes'), value: opening.resumes }] : []),
    ...(opening.closed ? [{ key: 'closed', term: t('opening.closed'), value: opening.closed }] : []),
    { key: 'atOnce', term: t('openings.offers'), value: opening.atOnce },
  ];
}
