import { useEffect, useRef, type KeyboardEvent } from 'react';
import { Button } from '#app/ui/button.tsx';
import { useTranslation } from '#app/use-translation.ts';
import type { CalendarGrid } from './calendar-view.ts';
import { movedByKey, isOutsideHours, standsOver, type Hand } from './hand.ts';
import { clockAt } from './layout.ts';

/**
 * Moves what is in the hand by keys or by single presses, for whoever does not drag. It has the focus meanwhile, says each place aloud, and
 * lies over the page, so that nothing moves because of it.
 */
export function HandBar({
  hand,
  grid,
  onHand,
  onConfirm,
  onCancel,
}: {
  hand: Hand;
  grid: CalendarGrid;
  onHand: (hand: Hand) => void;
  onConfirm: () => void;
  onCancel: () => void;
}) {
  const { t } = useTranslation(['calendar', 'common']);
  const bar = useRef<HTMLDivElement>(null);
  useEffect(() => bar.current?.focus(), []);
  useEffect(() => {
    document.querySelector('[data-ghost]')?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }, [hand]);

  const press = (key: string, isFine = false) => onHand(movedByKey(hand, key, isFine, grid));
  const onKeyDown = (event: KeyboardEvent<HTMLDivElement>) => {
    if (event.key === 'Escape') onCancel();
    else if (event.key === 'Enter' && event.target === bar.current) onConfirm();
    else if (event.key.startsWith('Arrow')) press(event.key, event.shiftKey);
    else return;
    event.preventDefault();
  };

  const column = hand.column === null ? undefined : grid.columns[hand.column];
  const [first] = standsOver(grid, hand);
  const isOutside = isOutsideHours(grid, hand);
  const time = t('common:when.range', {
    from: clockAt(hand.range[0], grid.marks),
    until: clockAt(hand.range[1], grid.marks),
  });
  const titles = {
    move: t('hand.moving', { name: hand.name }),
    length: t('hand.sizing', { name: hand.name }),
    place: t('hand.placing', { name: hand.name }),
    create: t('create.title'),
  };
  const where = t('hand.at', { time, employee: column?.employee });
  const day = column && column.name !== column.employee ? `${column.name}, ` : '';
  const state = first
    ? t('hand.over', { what: first.kind === 'booking' ? first.name : t('held') })
    : isOutside
      ? t('hand.outside')
      : t('hand.aFreeTime');
  const isLength = hand.kind === 'length';
  return (
    <div className="pointer-events-none fixed inset-x-0 bottom-0 z-30 px-(--gutter) pb-3 lg:left-[15.5rem] print:hidden">
      <div
        ref={bar}
        role="group"
        tabIndex={-1}
        aria-label={titles[hand.kind]}
        aria-describedby="hand-how"
        onKeyDown={onKeyDown}
        className="pointer-events-auto mx-auto grid max-w-2xl gap-2 rounded-lg border border-edge bg-surface px-4 py-3 shadow-lift"
      >
        <p className="flex flex-wrap gap-x-3">
          <span className="font-semibold">{titles[hand.kind]}</span>
          <span role="status" className="tabular">
            <span className="first-letter:uppercase">{day}</span>
            {where},{' '}
            <span
              className={
                first ? 'font-semibold text-bad' : isOutside ? 'font-semibold text-warn' : 'text-good'
              }
            >
              {state}
            </span>
          </span>
        </p>
        <p id="hand-how" className="text-xs text-ink-soft pointer-coarse:sr-only">
          {t('hand.how')}
        </p>
        <div className="flex flex-wrap gap-2">
          <Arrow
            label={isLength ? t('hand.shorter') : t('hand.earlier')}
            way="up"
            onPress={() => press('ArrowUp')}
          />
          <Arrow
            label={isLength ? t('hand.longer') : t('hand.later')}
            way="down"
            onPress={() => press('ArrowDown')}
          />
          {isLength || grid.columns.length === 1 ? null : (
            <>
              <Arrow label={t('hand.before')} way="back" onPress={() => press('ArrowLeft')} />
              <Arrow label={t('hand.after')} way="on" onPress={() => press('ArrowRight')} />
            </>
          )}
          <Button type="button" size="small" onClick={onConfirm}>
            {t('hand.confirm')}
          </Button>
          <Button type="button" look="plain" size="small" onClick={onCancel}>
            {t('hand.cancel')}
          </Button>
        </div>
      </div>
    </div>
  );
}

const turns = { up: '-rotate-90', down: 'rotate-90', back: 'rotate-180', on: '' };

function Arrow({ label, way, onPress }: { label: string; way: keyof typeof turns; onPress: () => void }) {
  return (
    <Button
      type="button"
      look="secondary"
      size="small"
      aria-label={label}
      onClick={onPress}
      className="min-w-11"
    >
      <svg viewBox="0 0 20 20" width="18" height="18" aria-hidden="true" className={turns[way]}>
        <path
          d="M4 10h12m-5-5 5 5-5 5"
          fill="none"
          stroke="currentColor"
          strokeWidth="2"
          strokeLinecap="round"
          strokeLinejoin="round"
        />
      </svg>
    </Button>
  );
}
