import { Panel } from '#app/features/dashboard/panel.tsx';
import { Badge, StateBadge } from '#app/ui/badge.tsx';
import { TextLink } from '#app/ui/button.tsx';
import { useTranslation } from '#app/use-translation.ts';
import type { EntryView } from './entry-view.server.ts';

type Offer = EntryView['offers'][number];

/** The offers that an entry has had, and what became of their messages. */
export function OfferList({ offers, base }: { offers: Offer[]; base: string }) {
  const { t } = useTranslation('waitlist');
  return (
    <Panel title={t('entry.offers')}>
      {offers.length === 0 ? <p className="text-ink-soft">{t('entry.offersEmpty')}</p> : null}
      <ul className="grid gap-4">
        {offers.map((offer) => (
          <OfferItem key={offer.id} offer={offer} base={base} />
        ))}
      </ul>
    </Panel>
  );
}

function OfferItem({ offer, base }: { offer: Offer; base: string }) {
  const { t } = useTranslation(['waitlist', 'dashboard', 'inbox']);
  return (
    <li className="grid gap-1.5 border-t border-line pt-4">
      <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1">
        <span className="font-semibold">{offer.when}</span>
        <StateBadge state={`offer.${offer.status}`}>{t(`dashboard:states.offer.${offer.status}`)}</StateBadge>
      </div>
      <p className="text-sm text-ink-soft">{offer.lines.join(' · ')}</p>
      {offer.messages.length > 0 ? (
        <ul aria-label={t('entry.messages')} className="flex flex-wrap gap-2">
          {offer.messages.map(({ channel, what, status, statusWords }, index) => (
            <li key={index}>
              <Badge tone={toneOf(status)}>
                {t(`inbox:channels.${channel}`)}, {what}: {statusWords}
              </Badge>
            </li>
          ))}
        </ul>
      ) : null}
      <TextLink to={`${base}/openings/${offer.openingId}`} roomy className="justify-self-start text-sm">
        {t('entry.offerOpening')}
      </TextLink>
    </li>
  );
}

function toneOf(status: string): 'good' | 'bad' | 'quiet' {
  if (status === 'sent' || status === 'delivered') return 'good';
  return status === 'undelivered' || status === 'failed' || status === 'blocked' ? 'bad' : 'quiet';
}
