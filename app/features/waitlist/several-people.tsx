import { StateBadge } from '#app/ui/badge.tsx';
import { useTranslation } from '#app/use-translation.ts';
import type { SeveralView } from './several.server.ts';

/** Who is acted on, with the state of each; whom the act leaves alone stands last and quieter. */
export function SeveralPeople({ people }: { people: SeveralView['people'] }) {
  const { t } = useTranslation(['waitlist', 'dashboard']);
  return (
    <ul aria-label={t('several.who')} className="grid divide-y divide-line">
      {people.map(({ id, name, service, status, detail, isTouched }) => (
        <li key={id} className="flex flex-wrap items-baseline justify-between gap-x-4 gap-y-1 py-2.5">
          <span className="min-w-0">
            <span className={isTouched ? 'font-semibold' : 'text-ink-soft'}>{name}</span>{' '}
            <span className="text-sm text-ink-soft">{service}</span>
          </span>
          <span className="flex flex-wrap items-baseline gap-x-2 text-sm">
            {detail ? <span className="text-ink-soft">{detail}</span> : null}
            <StateBadge state={`entry.${status}`}>{t(`dashboard:states.entry.${status}`)}</StateBadge>
          </span>
        </li>
      ))}
    </ul>
  );
}
