import { EmptyState } from '#app/ui/empty-state.tsx';
import { TextLink } from '#app/ui/button.tsx';
import { useTranslation } from '#app/use-translation.ts';
import type { TodayView } from './today.server.ts';

/** What the automation can't settle by itself. */
export function NeedsAPerson({ items }: { items: TodayView['attention'] }) {
  const { t } = useTranslation('dashboard');
  if (items.length === 0)
    return <EmptyState title={t('today.attentionEmpty')}>{t('today.attentionEmptyText')}</EmptyState>;
  return (
    <ul className="grid">
      {items.map(({ key, what, to, label }) => (
        <li
          key={key}
          className="flex flex-wrap items-center justify-between gap-x-4 border-t border-line py-1.5 first:border-t-0"
        >
          <p className="min-w-0 first-letter:uppercase">{what}</p>
          <TextLink roomy to={to} className="shrink-0">
            {label}
          </TextLink>
        </li>
      ))}
    </ul>
  );
}
