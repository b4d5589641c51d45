import { Panel } from '#app/features/dashboard/panel.tsx';
import { LinkButton, TextLink } from '#app/ui/button.tsx';
import { useTranslation } from '#app/use-translation.ts';
import type { OpeningPageView } from './opening-view.server.ts';

/** Who fits an opening, in the order in which they are asked, and why the others do not; of one that has ended, how that was. */
export function CandidateList({
  candidates: { fitting, skipped },
  isOpen,
  isAsked,
  slot,
  base,
  back,
}: {
  candidates: OpeningPageView['candidates'];
  isOpen: boolean;
  /** Somebody has the offer just now. */
  isAsked: boolean;
  slot: OpeningPageView['slot'];
  base: string;
  back: string;
}) {
  const { t } = useTranslation('dashboard');
  if (!isOpen && fitting.length + skipped.length === 0) return null;
  return (
    <Panel
      title={t(isOpen ? 'opening.candidates' : 'opening.considered')}
      lead={t(isOpen ? 'opening.candidatesLead' : 'opening.consideredLead')}
    >
      {isOpen && fitting.length === 0 ? (
        <p className="text-ink-soft">{t('opening.candidatesEmpty')}</p>
      ) : null}
      {isAsked && fitting.length > 0 ? <p className="text-ink-soft">{t('opening.isAsked')}</p> : null}
      <ol className="grid gap-3">
        {fitting.map((candidate) => (
          <li
            key={candidate.entryId}
            className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 border-t border-line pt-3"
          >
            <span className="grid gap-0.5">
              <TextLink roomy="flat" to={`${base}/waitlist/${candidate.entryId}`} className="font-semibold">
                {candidate.name}
              </TextLink>
              <span className="text-sm">{candidate.service}</span>
              <span className="text-sm text-ink-soft">{candidate.rank}</span>
            </span>
            {isOpen ? (
              <LinkButton
                look="secondary"
                size="small"
                to={`${base}/waitlist/${candidate.entryId}/notify?${new URLSearchParams({ ...slot, back })}`}
              >
                {t(isAsked ? 'opening.offerInstead' : 'opening.offerThis', { name: candidate.name })}
              </LinkButton>
            ) : null}
          </li>
        ))}
      </ol>
      {skipped.length > 0 ? (
        <details open={!isOpen} className="border-t border-line pt-2">
          <summary className="flex min-h-11 cursor-pointer items-center gap-2 rounded-md font-semibold">
            {t(isOpen ? 'opening.skipped' : 'opening.skippedThen')}
            <span className="font-normal text-ink-soft">
              ({t('opening.skippedCount', { count: skipped.length })})
            </span>
          </summary>
          <ul className="mt-2 grid">
            {skipped.map(({ entryId, name, reason }) => (
              <li
                key={entryId}
                className="grid items-center gap-x-4 border-t border-line py-1 text-sm sm:grid-cols-2"
              >
                <TextLink roomy to={`${base}/waitlist/${entryId}`} className="justify-self-start">
                  {name}
                </TextLink>
                <span className="text-ink-soft max-sm:pb-2">{reason}</span>
              </li>
            ))}
          </ul>
        </details>
      ) : null}
    </Panel>
  );
}
