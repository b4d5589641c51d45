import { Notice } from '#app/ui/notice.tsx';
import { PageTitle } from '#app/ui/public-shell.tsx';
import { useTranslation } from '#app/use-translation.ts';
import type { TimeStep as View } from './booking-view.ts';
import { Times } from './times.tsx';
import { WaitlistInvitation } from './waitlist-invitation.tsx';

export function TimeStep({ step }: { step: View }) {
  const { t } = useTranslation('booking');
  return (
    <>
      <PageTitle>{t('time.title')}</PageTitle>
      {step.gone ? (
        <Notice tone="warn" live="polite" className="mb-6">
          {t('taken.goneText', { when: step.gone })}
        </Notice>
      ) : null}
      <Times view={step.times} />
      {step.waitlistHref ? (
        <WaitlistInvitation
          href={step.waitlistHref}
          full={!step.times.day || step.times.day.parts.length === 0}
        />
      ) : null}
    </>
  );
}
