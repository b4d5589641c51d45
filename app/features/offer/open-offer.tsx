import { Form, useNavigation } from '@remix-run/react';
import { useBusy } from '#app/connection.ts';
import { Button } from '#app/ui/button.tsx';
import { Card, FactList } from '#app/ui/card.tsx';
import { Dialog } from '#app/ui/dialog.tsx';
import { Notice } from '#app/ui/notice.tsx';
import { useTranslation } from '#app/use-translation.ts';
import { Countdown } from './countdown.tsx';
import type { OfferView, OpenOffer as Open } from './offer-view.ts';

/** The one screen that matters: what, when, with whom, until when; yes and no by one tap each. */
export function OpenOffer({ view, page, clashes }: { view: OfferView; page: Open; clashes: boolean }) {
  const { t } = useTranslation(['offer', 'common']);
  const { formData } = useNavigation();
  const busy = useBusy();
  return (
    <>
      <p className="mb-5 max-w-prose">
        {page.moves
          ? t('open.movesLead', { name: page.customerName, when: page.moves })
          : t('open.lead', { name: page.customerName })}
      </p>
      <Card className="flex flex-col gap-6">
        <div>
          <p className="text-sm font-medium text-ink-soft">{t('open.above')}</p>
          <h1 tabIndex={-1} className="mt-1 text-3xl outline-none">
            <span className="block first-letter:uppercase">{view.day}</span>
            <span className="tabular block text-accent">{view.time}</span>
          </h1>
        </div>
        <OfferFacts view={view} />
        <div className="grid gap-2 border-t border-line pt-5">
          <Countdown key={page.countdown.now} {...page.countdown} />
          <p className="text-sm text-ink-soft">
            {t('open.until', { until: page.until })}{' '}
            {t(`open.after.${page.unanswered}`, { pause: page.pause })}
          </p>
        </div>
        {clashes ? (
          <Notice tone="warn" live="assertive" title={t('end.clashes.title')}>
            {t('end.clashes.text')}
          </Notice>
        ) : null}
        {/* The form is no box of its own, so that the yes keeps to the foot of a phone’s screen for as long as the card is there. */}
        <Form method="post" className="contents">
          <Button
            type="submit"
            name="answer"
            value="accept"
            busy={busy}
            className="min-h-14 text-lg max-sm:sticky max-sm:bottom-4 max-sm:z-10"
          >
            {busy && formData?.get('answer') === 'accept' ? t('open.accepting') : t('open.accept')}
          </Button>
          <Button
            type="submit"
            name="answer"
            value="decline"
            busy={busy}
            look="secondary"
            aria-describedby="decline-hint"
            className="-mt-3"
          >
            {t('open.decline')}
          </Button>
          <p id="decline-hint" className="-mt-4 text-center text-sm text-ink-soft">
            {t('open.declineHint', { pause: page.pause })}
          </p>
        </Form>
        {/* Ends the whole wish, so it asks first, as on the page of the place. */}
        <div className="grid justify-items-center">
          <Dialog
            trigger={t('open.declineAndLeave')}
            triggerLook="plain"
            title={t('open.leaveTitle')}
            closeLabel={t('common:close')}
          >
            <p>{t('open.leaveText')}</p>
            <Form method="post" className="grid">
              <Button type="submit" name="answer" value="leave" look="danger" busy={busy}>
                {t('open.leaveConfirm')}
              </Button>
            </Form>
          </Dialog>
        </div>
      </Card>
    </>
  );
}

/** What the time is for, with whom, where and for how much. */
export function OfferFacts({ view, withTime = false }: { view: OfferView; withTime?: boolean }) {
  const { t } = useTranslation('offer');
  return (
    <FactList
      facts={[
        ...(withTime
          ? [
              {
                key: 'when',
                term: t('when'),
                value: <span className="block first-letter:uppercase">{view.when}</span>,
              },
            ]
          : []),
        { key: 'what', term: t('what'), value: <strong className="font-semibold">{view.service}</strong> },
        { key: 'with', term: t('withWhom'), value: view.employee },
        { key: 'where', term: t('where'), value: view.where },
        { key: 'price', term: t('price'), value: view.price },
      ]}
    />
  );
}
