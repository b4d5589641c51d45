import { Panel } from '#app/features/dashboard/panel.tsx';
import { LinkButton } from '#app/ui/button.tsx';
import { useTranslation } from '#app/use-translation.ts';
import type { FreeNow as Times } from './free-now.server.ts';

/** The free times that fit the wish this minute: nobody has to wait for those. */
export function FreeNow({ name, times, more }: Times) {
  const { t } = useTranslation('waitlist');
  return (
    <Panel title={t('free.title')} lead={times.length > 0 ? t('free.lead') : undefined}>
      {times.length === 0 ? <p className="text-ink-soft">{t('free.none', { name })}</p> : null}
      <ul className="grid">
        {times.map(({ value, label, offer }) => (
          <li
            key={value}
            className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1 border-t border-line py-1.5 first:border-t-0"
          >
            <span className="min-w-0 first-letter:uppercase">{label}</span>
            <LinkButton look="secondary" size="small" to={offer}>
              {t('free.offer')}
              <span className="sr-only">: {label}</span>
            </LinkButton>
          </li>
        ))}
      </ul>
      {more ? (
        <LinkButton look="plain" size="small" to={more}>
          {t('free.more')}
        </LinkButton>
      ) : null}
    </Panel>
  );
}
