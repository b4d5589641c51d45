import { Panel } from '#app/features/dashboard/panel.tsx';
import { TextLink } from '#app/ui/button.tsx';
import { Ring, type RingShape } from '#app/ui/ring.tsx';
import { useTranslation } from '#app/use-translation.ts';
import type { ConsiderationView } from './considerations-view.server.ts';

const shapes: Record<ConsiderationView['kind'], RingShape> = {
  offered: 'dot',
  outranked: 'open',
  skipped: 'struck',
  by_hand: 'open',
  not_matched: 'dashed',
};

/** So many are seen at once. */
const newest = 5;

/** For each time that came free: whether the entry was asked, and if not, why. */
export function Considerations({ openings, base }: { openings: ConsiderationView[]; base: string }) {
  const { t } = useTranslation('waitlist');
  const older = openings.slice(newest);
  return (
    <Panel title={t('why.title')} lead={t('why.lead')}>
      {openings.length === 0 ? <p className="text-ink-soft">{t('why.empty')}</p> : null}
      <List openings={openings.slice(0, newest)} base={base} />
      {older.length > 0 ? (
        <details className="border-t border-line pt-2">
          <summary className="flex min-h-11 cursor-pointer items-center rounded-md font-semibold">
            {t('why.older', { count: older.length })}
          </summary>
          <List openings={older} base={base} />
        </details>
      ) : null}
    </Panel>
  );
}

function List({ openings, base }: { openings: ConsiderationView[]; base: string }) {
  return (
    <ul className="grid">
      {openings.map(({ openingId, when, made, kind, result }) => (
        <li key={openingId} className="flex gap-3 border-t border-line py-2.5">
          <Ring shape={shapes[kind]} className="mt-3 size-5 shrink-0 text-ink-soft" />
          <div className="grid min-w-0">
            <TextLink roomy to={`${base}/openings/${openingId}`} className="justify-self-start font-semibold">
              {when}
            </TextLink>
            <span>{result}</span>
            <span className="text-sm text-ink-soft">{made}</span>
          </div>
        </li>
      ))}
    </ul>
  );
}
