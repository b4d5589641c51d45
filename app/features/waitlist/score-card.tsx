import { Panel } from '#app/features/dashboard/panel.tsx';
import { useTranslation } from '#app/use-translation.ts';
import type { EntryView } from './entry-view.server.ts';

/** The points, and how they came about. */
export function ScoreCard({ entry }: { entry: EntryView }) {
  const { t } = useTranslation('waitlist');
  return (
    <Panel title={t('entry.score')} lead={t('entry.scoreLead')}>
      <p className="tabular font-display text-2xl">{entry.scoreNow}</p>
      {entry.override ? <p>{entry.override}</p> : null}
      <ul className={entry.override ? 'grid gap-1 text-ink-soft' : 'grid gap-1'}>
        {entry.scoreParts.map(({ part, points }) => (
          <li key={part} className="flex justify-between gap-4 border-t border-line pt-1.5 text-sm">
            <span>{part}</span>
            <span className="tabular font-semibold">{points}</span>
          </li>
        ))}
      </ul>
    </Panel>
  );
}
