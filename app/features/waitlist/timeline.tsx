import { Panel } from '#app/features/dashboard/panel.tsx';
import { StateBadge } from '#app/ui/badge.tsx';
import { useTranslation } from '#app/use-translation.ts';
import type { TimelineItem } from './timeline.server.ts';

/** The history of an entry, told from now backwards. */
export function Timeline({ title, items }: { title: string; items: TimelineItem[] }) {
  const { t } = useTranslation('dashboard');
  return (
    <Panel title={title}>
      <ol className="grid gap-4 border-l-2 border-line pl-4">
        {items.map((item) => (
          <li key={item.sequence} className="grid gap-0.5">
            <span className="font-medium">{item.what}</span>
            {item.detail ? <span>{item.detail}</span> : null}
            <span className="block text-sm text-ink-soft first-letter:uppercase">
              <time dateTime={item.instant}>{item.at}</time>
              {item.by ? `, ${item.by}` : null}
            </span>
            {item.isNewStatus ? (
              <span className="mt-1">
                <StateBadge state={`entry.${item.status}`}>{t(`states.entry.${item.status}`)}</StateBadge>
              </span>
            ) : null}
          </li>
        ))}
      </ol>
    </Panel>
  );
}
