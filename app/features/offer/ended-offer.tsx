import { Form } from '@remix-run/react';
import { Button, LinkButton } from '#app/ui/button.tsx';
import { Card } from '#app/ui/card.tsx';
import { Notice } from '#app/ui/notice.tsx';
import { Ring, type RingShape } from '#app/ui/ring.tsx';
import { useTranslation } from '#app/use-translation.ts';
import type { OfferAnswer } from './answer-offer.server.ts';
import type { EndedOffer as Ended, OfferView } from './offer-view.ts';
import { OfferFacts } from './open-offer.tsx';
import { UndoAccept } from './undo-accept.tsx';

const shapes: Record<Ended['state'], RingShape> = {
  accepted: 'full',
  undone: 'open',
  undoneOff: 'dashed',
  declined: 'struck',
  left: 'struck',
  cancelledSince: 'struck',
  expired: 'dashed',
  expiredOff: 'dashed',
  over: 'struck',
  taken: 'full',
  withdrawn: 'struck',
  replaced: 'dot',
};

/** Each way that an offer ends, in words that blame nobody, with a way on. */
export function EndedOffer({
  view,
  page,
  answer,
}: {
  view: OfferView;
  page: Ended;
  answer: OfferAnswer | undefined;
}) {
  const { t } = useTranslation('offer');
  const { state, sentTo } = page;
  const text =
    state === 'replaced' && !sentTo
      ? t('end.replaced.textUnknown')
      : t(`end.${state}.text`, { until: page.until, sentTo });
  return (
    <div className="grid gap-7">
      <div className="grid justify-items-start gap-3">
        <Ring shape={shapes[state]} className="size-12 text-accent" />
        <h1 tabIndex={-1} className="text-2xl outline-none">
          {t(`end.${state}.title`)}
        </h1>
        <p className="max-w-prose text-lg text-ink-soft">{text}</p>
      </div>
      {answer ? <EndedAnswer answer={answer} /> : null}
      {page.undo ? <UndoAccept undo={page.undo} field="answer" /> : null}
      {state === 'replaced' && answer?.kind !== 'resent' ? (
        <Form method="post">
          <Button type="submit" name="answer" value="resend">
            {t('end.replaced.resend')}
          </Button>
        </Form>
      ) : null}
      <Card quiet={state !== 'accepted'}>
        <OfferFacts view={view} withTime />
      </Card>
      <div className="actions">
        {page.bookingHref ? (
          <LinkButton to={page.bookingHref}>{t('ways.booking')}</LinkButton>
        ) : (
          <>
            {page.freeHref ? <LinkButton to={page.freeHref}>{t('ways.stillFree')}</LinkButton> : null}
            {page.joinHref ? (
              <LinkButton to={page.joinHref} look={page.freeHref ? 'secondary' : 'primary'}>
                {t('ways.joinAgain')}
              </LinkButton>
            ) : (
              <LinkButton
                to={page.entryHref}
                look={state === 'replaced' || page.freeHref ? 'secondary' : 'primary'}
              >
                {t('ways.entry')}
              </LinkButton>
            )}
            <LinkButton to={page.timesHref} look="secondary">
              {t('ways.book', { salon: view.shell.name })}
            </LinkButton>
          </>
        )}
      </div>
    </div>
  );
}

function EndedAnswer({ answer }: { answer: OfferAnswer }) {
  const { t } = useTranslation('offer');
  if (answer.kind === 'clashes') return null;
  if (answer.kind === 'refused') {
    return (
      <Notice tone="bad" live="assertive">
        {answer.why}
      </Notice>
    );
  }
  if (answer.kind === 'nothing_to_send') {
    return (
      <Notice tone="warn" live="polite">
        {t('end.replaced.closed')}
      </Notice>
    );
  }
  return (
    <Notice tone="good" live="polite">
      {answer.sentTo ? t('end.replaced.resent', { sentTo: answer.sentTo }) : t('end.replaced.resentUnknown')}
    </Notice>
  );
}
