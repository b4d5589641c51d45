import { useTranslation } from 'react-i18next';
import { TextLink } from '#app/ui/button.tsx';
import type { Choice } from './booking-view.ts';

/** What has been chosen so far, each with the way back to it. */
export function Choices({ choices }: { choices: readonly Choice[] }) {
  const { t } = useTranslation(['booking', 'common']);
  if (choices.length === 0) return null;
  const changes = {
    service: t('choice.changeService'),
    employee: t('choice.changeEmployee'),
    when: t('choice.changeTime'),
  };
  return (
    <ul
      aria-label={t('choice.label')}
      className="mb-8 divide-y divide-line rounded-lg border border-line bg-surface px-5"
    >
      {choices.map((choice) => (
        <li key={choice.kind} className="flex items-center justify-between gap-4 py-2">
          <p className="min-w-0 py-1">
            <span className="block text-sm text-ink-soft">{t(`choice.${choice.kind}`)}</span>
            <span className="inline-block font-semibold first-letter:uppercase">{choice.value}</span>
            {choice.detail ? <span className="text-sm text-ink-soft"> · {choice.detail}</span> : null}
          </p>
          {choice.changeHref ? (
            <TextLink
              roomy
              to={choice.changeHref}
              className="shrink-0 text-sm"
              aria-label={changes[choice.kind]}
            >
              {t('common:change')}
            </TextLink>
          ) : null}
        </li>
      ))}
    </ul>
  );
}
