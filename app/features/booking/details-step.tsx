import { Form } from '@remix-run/react';
import { useBusy } from '#app/connection.ts';
import { Button, TextLink } from '#app/ui/button.tsx';
import { ChoiceChip, Fieldset } from '#app/ui/choice.tsx';
import { ErrorSummary } from '#app/ui/error-summary.tsx';
import { TextAreaField } from '#app/ui/field.tsx';
import { Honeypot } from '#app/ui/honeypot.tsx';
import { Notice } from '#app/ui/notice.tsx';
import { PageTitle } from '#app/ui/public-shell.tsx';
import { useTranslation } from '#app/use-translation.ts';
import type { DetailsStep as View, Taken } from './booking-view.ts';
import { ContactFields } from './contact-fields.tsx';
import type { DetailsAnswer } from './send-booking.server.ts';
import { WaitlistInvitation } from './waitlist-invitation.tsx';

export function DetailsStep({ step, answer }: { step: View; answer: DetailsAnswer | undefined }) {
  const { t } = useTranslation(['booking', 'common']);
  const busy = useBusy();
  const taken = answer?.taken ?? step.taken;
  const errors = answer?.errors ?? [];
  const errorAt = (fieldId: string) => errors.find((error) => error.fieldId === fieldId)?.message;
  return (
    <>
      <PageTitle>{t('details.title')}</PageTitle>
      <Form method="post" noValidate className="grid gap-6">
        <ErrorSummary title={t('common:errorSummary', { count: errors.length })} errors={errors} />
        {answer?.refused ? (
          <Notice tone="bad" live="assertive">
            {answer.refused}
          </Notice>
        ) : null}
        <input type="hidden" name="formKey" value={answer?.values.formKey || step.formKey} />
        {taken ? (
          <OtherTimes
            taken={taken}
            sent={Boolean(answer?.taken)}
            href={step.otherTimesHref}
            error={errorAt('startsAt')}
          />
        ) : (
          <input type="hidden" name="startsAt" value={answer?.values.startsAt || step.startsAt} />
        )}
        <Honeypot />
        <ContactFields values={answer?.values} errorAt={errorAt} />
        <TextAreaField
          id="notes"
          name="notes"
          label={t('details.notes')}
          optional={t('common:optional')}
          maxLength={500}
          defaultValue={answer?.values.notes}
          error={errorAt('notes')}
        />
        <div className="grid gap-3 sm:flex sm:flex-wrap sm:items-center sm:gap-5">
          <Button type="submit" busy={busy} className="sm:min-w-56">
            {busy ? t('details.submitting') : taken ? t('taken.submit') : t('details.submit')}
          </Button>
          {/* The rule is worded for the time of the address; which of the others is taken instead is not known yet. */}
          {taken ? null : <p className="text-sm text-ink-soft sm:grow sm:basis-56">{step.changeRule}</p>}
        </div>
      </Form>
      {taken && step.waitlistHref ? <WaitlistInvitation href={step.waitlistHref} full={false} /> : null}
    </>
  );
}

/**
 * The chosen time can't be booked: the nearest ones, in the same form, so that nothing typed is lost. Who only opens an address (goes
 * back to it after booking, say) is told of no rival and of nothing typed.
 */
function OtherTimes({
  taken,
  sent,
  href,
  error,
}: {
  taken: Taken;
  /** It was taken when the form was sent, not when the page was opened. */
  sent: boolean;
  href: string;
  error: string | undefined;
}) {
  const { t } = useTranslation('booking');
  return (
    <div className="grid gap-5">
      <Notice tone="warn" live="assertive" title={sent ? t('taken.title') : t('taken.openedTitle')}>
        {sent ? t('taken.text', { when: taken.when }) : t('taken.openedText', { when: taken.when })}
      </Notice>
      {taken.nearest.length > 0 ? (
        <Fieldset id="startsAt" legend={t('taken.nearest')} error={error}>
          {taken.nearest.map(({ date, day, times }) => (
            <div key={date} role="group" aria-labelledby={`day-${date}`} className="grid gap-2">
              <p id={`day-${date}`} className="text-sm text-ink-soft first-letter:uppercase">
                {day}
              </p>
              <div className="flex flex-wrap gap-2">
                {times.map(({ startsAt, label }) => (
                  <ChoiceChip
                    key={startsAt}
                    id={`startsAt-${startsAt}`}
                    type="radio"
                    name="startsAt"
                    value={startsAt}
                    required
                    label={<span className="tabular min-w-12 text-center text-base">{label}</span>}
                  />
                ))}
              </div>
            </div>
          ))}
        </Fieldset>
      ) : (
        <p>{t('taken.none')}</p>
      )}
      <TextLink roomy to={href}>
        {t('move.other')}
      </TextLink>
    </div>
  );
}
