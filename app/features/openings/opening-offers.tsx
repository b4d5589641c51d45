import { Panel } from '#app/features/dashboard/panel.tsx';
import { StateBadge } from '#app/ui/badge.tsx';
import { TextLink } from '#app/ui/button.tsx';
import { TimeLeft } from '#app/ui/time-left.tsx';
import { useTranslation } from '#app/use-translation.ts';
import type { OpeningPageView } from './opening-view.server.ts';

/** Who was asked, in turn, and what they said. */
export function OpeningOffers({
  offers,
  now,
  isOpen,
  base,
}: {
  offers: OpeningPageView['offers'];
  now: string;
  isOpen: boolean;
  base: string;
}) {
  const { t } = useTranslation('dashboard');
  return (
    <Panel title={t('opening.offers')}>
      {offers.length === 0 ? (
        <p className="text-ink-soft">{t(isOpen ? 'opening.offersEmpty' : 'opening.offersNone')}</p>
      ) : null}
      <ol className="grid gap-4">
        {offers.map((offer) => (
          <li key={offer.id} className="grid gap-0.5 border-t border-line pt-4">
            <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1">
              <TextLink roomy="flat" to={`${base}/waitlist/${offer.entryId}`} className="font-semibold">
                {offer.name}
              </TextLink>
              <StateBadge state={`offer.${offer.status}`}>{t(`states.offer.${offer.status}`)}</StateBadge>
            </div>
            <p>{offer.service}</p>
            <p className="text-sm text-ink-soft">
              {offer.attempt}
              {offer.detail ? ` · ${offer.detail}` : null}{' '}
              {offer.expiresAt ? <TimeLeft until={offer.expiresAt} now={now} /> : null}
            </p>
          </li>
        ))}
      </ol>
    </Panel>
  );
}
