import { TextLink } from '#app/ui/button.tsx';
import { EmptyState } from '#app/ui/empty-state.tsx';
import { Ring } from '#app/ui/ring.tsx';
import { TimeLeft } from '#app/ui/time-left.tsx';
import { useTranslation } from '#app/use-translation.ts';
import type { TodayView } from './today.server.ts';

/** The times that are on offer now: to whom, and until when they can answer. */
export function OpenOpenings({
  openings,
  now,
  base,
}: {
  openings: TodayView['openings'];
  now: string;
  base: string;
}) {
  const { t } = useTranslation('dashboard');
  if (openings.length === 0) {
    return <EmptyState title={t('today.openingsEmpty')}>{t('today.openingsEmptyText')}</EmptyState>;
  }
  return (
    <ul className="grid gap-3">
      {openings.map(({ id, name, cause, asked, idle }) => (
        <li key={id} className="flex gap-3 border-t border-line pt-3 first:border-t-0 first:pt-0">
          <Ring shape="dot" className="mt-0.5 text-accent" />
          <span className="grid min-w-0">
            <TextLink roomy="flat" to={`${base}/openings/${id}`} className="font-semibold">
              <span className="inline-block first-letter:uppercase">{name}</span>
            </TextLink>
            {asked.length > 0 ? (
              asked.map((offer) => (
                <span key={offer.id} className="flex flex-wrap items-baseline gap-x-3">
                  {offer.line}
                  <TimeLeft until={offer.expiresAt} now={now} />
                </span>
              ))
            ) : (
              <span>{idle}</span>
            )}
            <span className="text-sm text-ink-soft">{cause}</span>
          </span>
        </li>
      ))}
    </ul>
  );
}
