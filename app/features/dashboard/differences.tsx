import { useTranslation } from '#app/use-translation.ts';
import { Panel } from './panel.tsx';

/** One part of something that two people have written differently. */
export interface Difference {
  label: string;
  /** What stands there now. */
  theirs: string;
  /** What was typed and is not saved. */
  yours: string;
}

/** What a colleague has saved meanwhile, beside what was typed here. */
export function Differences({ items }: { items: readonly Difference[] }) {
  const { t } = useTranslation('dashboard');
  const apart = items.filter(({ theirs, yours }) => theirs !== yours);
  if (apart.length === 0) return null;
  return (
    <Panel title={t('differences.title')}>
      <dl className="grid gap-4">
        {apart.map(({ label, theirs, yours }) => (
          <div key={label} className="grid gap-1 sm:grid-cols-2 sm:gap-x-6">
            <dt className="font-semibold sm:col-span-2">{label}</dt>
            <dd>
              <span className="block text-sm text-ink-soft">{t('differences.theirs')}</span>
              {theirs || '–'}
            </dd>
            <dd>
              <span className="block text-sm text-ink-soft">{t('differences.yours')}</span>
              {yours || '–'}
            </dd>
          </div>
        ))}
      </dl>
    </Panel>
  );
}
