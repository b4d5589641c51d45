import { StateBadge } from '#app/ui/badge.tsx';
import { useTranslation } from '#app/use-translation.ts';
import type { EntryWords } from './entry-words.server.ts';

/** Whom an act is about, at a glance. */
export function EntrySummary({ entry }: { entry: EntryWords }) {
  const { t } = useTranslation('dashboard');
  return (
    <div className="grid gap-1 rounded-md bg-sunken px-4 py-3 text-sm">
      <p className="flex flex-wrap items-center justify-between gap-2">
        <span>
          <span className="font-semibold">{entry.service}</span> {entry.employees}
        </span>
        <StateBadge state={`entry.${entry.status}`}>{t(`states.entry.${entry.status}`)}</StateBadge>
      </p>
      <ul className="text-ink-soft">
        {entry.windows.map((window) => (
          <li key={window}>{window}</li>
        ))}
      </ul>
    </div>
  );
}
