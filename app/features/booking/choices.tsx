import { TextLink } from '#app/ui/button.tsx';
import { useTranslation } from '#app/use-translation.ts';
import type { BookingView, Choice, ServicesChoice } from './booking-view.ts';

/** What has been chosen so far, each with the way back to it. */
export function Choices({ choices }: { choices: BookingView['choices'] }) {
  const { t } = useTranslation('booking');
  if (choices.length === 0) return null;
  return (
    <ul
      aria-label={t('choice.label')}
      className="mb-8 divide-y divide-line rounded-lg border border-line bg-surface px-5"
    >
      {choices.map((choice) => (
        <li key={choice.kind} className="py-2">
          {choice.kind === 'services' ? <Services choice={choice} /> : <OneChoice choice={choice} />}
        </li>
      ))}
    </ul>
  );
}

const row = 'flex items-center justify-between gap-4';

function OneChoice({ choice: { kind, value, changeHref } }: { choice: Choice }) {
  const { t } = useTranslation(['booking', 'common']);
  const change = { employee: t('choice.changeEmployee'), when: t('choice.changeTime') }[kind];
  return (
    <div className={row}>
      <p className="min-w-0 py-1">
        <span className="block text-sm text-ink-soft">{t(`choice.${kind}`)}</span>
        <span className="inline-block font-semibold first-letter:uppercase">{value}</span>
      </p>
      {changeHref ? (
        <TextLink roomy to={changeHref} className="shrink-0 text-sm" aria-label={change}>
          {t('common:change')}
        </TextLink>
      ) : null}
    </div>
  );
}

/** One service, to be changed; or several, each to be taken out. */
function Services({ choice: { services, total, changeHref, addHref, isFull } }: { choice: ServicesChoice }) {
  const { t } = useTranslation(['booking', 'common']);
  return (
    <>
      <p className="pt-1 text-sm text-ink-soft">{t('choice.service', { count: services.length })}</p>
      <ul>
        {services.map(({ id, name, facts, removeHref }) => (
          <li key={id} className={row}>
            <p className="min-w-0 py-1">
              <span className="block font-semibold">{name}</span>
              <span className="block text-sm text-ink-soft">{facts}</span>
            </p>
            <TextLink
              roomy
              to={changeHref ?? removeHref}
              preventScrollReset={!changeHref}
              className="shrink-0 text-sm"
              aria-label={
                changeHref ? t('choice.changeService') : t('choice.removeService', { service: name })
              }
            >
              {changeHref ? t('common:change') : t('choice.remove')}
            </TextLink>
          </li>
        ))}
      </ul>
      {total ? (
        <p className="tabular border-t border-line pt-2 pb-1">
          <span className="text-sm text-ink-soft">{t('choice.total')} </span>
          <span className="font-semibold">{total}</span>
        </p>
      ) : null}
      {isFull ? <p className="pb-1 text-sm text-ink-soft">{t('choice.full')}</p> : null}
      {addHref ? (
        <TextLink roomy to={addHref} className="text-sm">
          {t('choice.add')}
        </TextLink>
      ) : null}
    </>
  );
}
