import { Panel } from '#app/features/dashboard/panel.tsx';
import { LinkButton, TextLink } from '#app/ui/button.tsx';
import { useTranslation } from '#app/use-translation.ts';
import type { OpeningPageView } from './opening-view.server.ts';

/** Who fits an opening, in the order in which they are asked, and why the others do not. */
export function CandidateList({
  candidates: { fitting, skipped },
  slot,
  base,
  back,
}: {
  candidates: NonNullable<OpeningPageView['candidates']>;
  slot: OpeningPageView['slot'];
  base: string;
  back: string;
}) {
  const { t } = useTranslation('dashboard');
  return (
    <Panel title={t('opening.candidates')} lead={t('opening.candidatesLead')}>
      {fitting.length === 0 ? <p className="text-ink-soft">{t('opening.candidatesEmpty')}</p> : null}
      <ol className="grid gap-3">
        {fitting.map((candidate) => (
          <li
            key={candidate.entryId}
            className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 border-t border-line pt-3"
          >
            <span className="grid gap-0.5">
              <TextLink to={`${base}/waitlist/${candidate.entryId}`} className="font-semibold">
                {candidate.name}
              </TextLink>
              <span className="text-sm">{candidate.service}</span>
              <span className="text-sm text-ink-soft">{candidate.rank}</span>
            </span>
            <LinkButton
              look="secondary"
              size="small"
              to={`${base}/waitlist/${candidate.entryId}/notify?${new URLSearchParams({ ...slot, back })}`}
            >
              {t('opening.offerThis', { name: candidate.name })}
            </LinkButton>
          </li>
        ))}
      </ol>
      {skipped.length > 0 ? (
        <details className="border-t border-line pt-2">
          <summary className="flex min-h-11 cursor-pointer items-center gap-2 rounded-md font-semibold">
            {t('opening.skipped')}
            <span className="font-normal text-ink-soft">
              ({t('opening.skippedCount', { count: skipped.length })})
            </span>
          </summary>
          <ul className="mt-2 grid gap-2">
            {skipped.map(({ entryId, name, reason }) => (
              <li key={entryId} className="grid gap-x-4 border-t border-line pt-2 text-sm sm:grid-cols-2">
                <TextLink to={`${base}/waitlist/${entryId}`}>{name}</TextLink>
                <span className="text-ink-soft">{reason}</span>
              </li>
            ))}
          </ul>
        </details>
      ) : null}
    </Panel>
  );
}
