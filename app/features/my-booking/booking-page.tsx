import { Form } from '@remix-run/react';
import { useBusy } from '#app/connection.ts';
import { UndoAccept } from '#app/features/offer/undo-accept.tsx';
import { StateBadge } from '#app/ui/badge.tsx';
import { Button, buttonClass, LinkButton } from '#app/ui/button.tsx';
import { Card, FactList } from '#app/ui/card.tsx';
import { classNames } from '#app/ui/class-names.ts';
import { Dialog } from '#app/ui/dialog.tsx';
import { Notice } from '#app/ui/notice.tsx';
import { PhoneLink } from '#app/ui/phone-link.tsx';
import { useTranslation } from '#app/use-translation.ts';
import type { MyBookingView } from './booking-view.ts';

export const justDone = ['booked', 'moved', 'cancelled'] as const;

/** One booking: when, what, where; the way into a calendar, to another time, and out of it. */
export function BookingPage({
  view,
  just,
  told,
  refused,
}: {
  view: MyBookingView;
  /** What has just been done. */
  just: (typeof justDone)[number] | null;
  /** Where the message about a new booking went. */
  told: string;
  refused: string | null;
}) {
  const { t } = useTranslation('booking');
  return (
    <div className="grid gap-7">
      {just === 'booked' ? (
        <Notice tone="good" live="polite" title={t('mine.justBooked')}>
          <NextSteps view={view} told={told} />
        </Notice>
      ) : null}
      {just === 'moved' ? (
        <Notice tone="good" live="polite" title={t('mine.justMoved')}>
          {t('mine.justMovedText')}
        </Notice>
      ) : null}
      {view.isCancelled ? (
        <Notice tone="quiet" shape="struck" live="polite" title={view.cancelledTitle}>
          {view.cancelledText}
        </Notice>
      ) : null}
      {refused ? (
        <Notice tone="bad" live="assertive">
          {refused}
        </Notice>
      ) : null}
      {view.undo ? <UndoAccept undo={view.undo} field="act" /> : null}
      <Card quiet={view.isCancelled} className="grid gap-6">
        <div className="grid justify-items-start gap-2">
          <StateBadge state={view.badge}>{view.badgeText}</StateBadge>
          <h1 tabIndex={-1} className="text-3xl outline-none">
            <span className="sr-only">{t('mine.title')}: </span>
            <span className="block first-letter:uppercase">{view.day}</span>
            <span
              className={classNames(
                'tabular block',
                view.isCancelled ? 'text-ink-soft line-through decoration-2' : 'text-accent',
              )}
            >
              {view.time}
            </span>
          </h1>
        </div>
        <FactList facts={view.facts.map((fact) => ({ ...fact, key: fact.term }))} />
        <div className="actions">
          {view.calendarHref && just !== 'booked' ? (
            // A file: not a page for the router.
            <a href={view.calendarHref} className={buttonClass('secondary')}>
              {t('mine.calendar')}
            </a>
          ) : null}
          {view.directionsHref && !view.isCancelled ? (
            <a href={view.directionsHref} rel="noreferrer" className={buttonClass('secondary')}>
              {t('mine.directions')}
            </a>
          ) : null}
          {view.isCancelled ? <LinkButton to={view.bookAgainHref}>{t('mine.bookAgain')}</LinkButton> : null}
        </div>
      </Card>
      <Changes view={view} ruleTold={just === 'booked'} />
    </div>
  );
}

/** What happens next, for somebody who has just booked. */
function NextSteps({ view, told }: { view: MyBookingView; told: string }) {
  const { t } = useTranslation('booking');
  return (
    <>
      <p>{t('mine.next')}</p>
      <ul className="mt-1 grid list-disc gap-1 pl-5">
        <li>{told}</li>
        {view.rule ? <li>{view.rule}</li> : null}
        {view.calendarHref ? (
          <li>
            <a
              href={view.calendarHref}
              className="inline-flex min-h-11 items-center font-medium underline underline-offset-4"
            >
              {t('mine.calendar')}
            </a>
          </li>
        ) : null}
      </ul>
    </>
  );
}

/** The rule is said first, then what it allows. */
function Changes({ view, ruleTold }: { view: MyBookingView; ruleTold: boolean }) {
  const { t } = useTranslation(['booking', 'common']);
  const busy = useBusy();
  if (!view.rule) return null;
  return (
    <div className="grid gap-4">
      {ruleTold ? null : <p className="max-w-prose text-ink-soft">{view.rule}</p>}
      {view.earlier === 'asked' ? (
        <Notice
          actions={
            <LinkButton to={view.earlierHref} look="secondary">
              {t('mine.earlierAskedMore')}
            </LinkButton>
          }
        >
          {t('mine.earlierAsked')}
        </Notice>
      ) : null}
      <div className="actions">
        {view.canChange ? (
          <>
            <LinkButton to={view.moveHref} look="secondary">
              {t('mine.move')}
            </LinkButton>
            {view.earlier === 'possible' ? (
              <LinkButton to={view.earlierHref} look="secondary">
                {t('mine.earlier')}
              </LinkButton>
            ) : null}
            <Dialog
              trigger={t('mine.cancel')}
              triggerLook="danger"
              title={t('mine.cancelTitle')}
              closeLabel={t('common:close')}
            >
              <p>{view.cancelText}</p>
              <Form method="post" className="grid">
                <Button type="submit" name="act" value="cancel" look="danger" busy={busy}>
                  {t('mine.cancelConfirm')}
                </Button>
              </Form>
            </Dialog>
          </>
        ) : view.shell.phone ? (
          <PhoneLink phone={view.shell.phone} className={buttonClass('secondary')}>
            {t('mine.callSalon', { phone: view.shell.phone })}
          </PhoneLink>
        ) : null}
      </div>
    </div>
  );
}
