import { Link } from '@remix-run/react';
import type { CSSProperties, MouseEvent } from 'react';
import { classNames } from '#app/ui/class-names.ts';
import { Ring } from '#app/ui/ring.tsx';
import { useTranslation } from '#app/use-translation.ts';
import type { AwayItem, BookingItem, CalendarGrid, FreeItem, HoldItem } from './calendar-view.ts';
import { isOutsideHours, standsOver, type Hand } from './hand.ts';
import { clockAt, type Range } from './layout.ts';

// What stands in a column of the calendar.

/** Numbers that the style sheet reckons with. */
export function placed(range: Range, lane = 0, lanes = 1): CSSProperties {
  const numbers: Record<string, number> = { '--from': range[0], '--until': range[1] };
  if (lanes > 1) Object.assign(numbers, { '--lane': lane, '--lanes': lanes });
  return numbers;
}

/** What the keys need of a link: a name to come back to, and whether the Tab key stops there. */
interface Stopping {
  id: string;
  tabIndex: number | undefined;
}

/** Whether a click is meant for this page, and not for another tab. */
const isPlain = (event: MouseEvent) =>
  !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey && event.button === 0;

export function Booking({
  item,
  href,
  isTaken,
  isChanged,
  stopping,
  onPress,
  onTake,
}: {
  item: BookingItem;
  href: string;
  isTaken: boolean;
  isChanged: boolean;
  stopping: Stopping;
  onPress: () => void;
  onTake: (kind: 'move' | 'length') => void;
}) {
  const { t } = useTranslation('dashboard');
  const { range, taken, lane, lanes, canChange, status } = item;
  return (
    <>
      {taken[0] < range[0] || taken[1] > range[1] ? (
        <li
          aria-hidden="true"
          className="calendar-item calendar-hatched"
          style={placed(taken, lane, lanes)}
        />
      ) : null}
      <li className="calendar-item" style={placed(range, lane, lanes)}>
        <a
          {...stopping}
          href={href}
          className="calendar-booking"
          data-size={sizeOf(range)}
          data-state={status}
          data-fixed={!canChange || undefined}
          data-taken={isTaken || undefined}
          data-return={isChanged || undefined}
          aria-keyshortcuts={canChange ? 'M L' : undefined}
          onClick={(event) => {
            if (!isPlain(event)) return;
            event.preventDefault();
            onPress();
          }}
          onKeyDown={(event) => {
            const kind = { m: 'move', l: 'length' }[event.key.toLowerCase()];
            if (!canChange || !kind || event.metaKey || event.ctrlKey || event.altKey) return;
            event.preventDefault();
            onTake(kind as 'move' | 'length');
          }}
        >
          <span className="when">
            {item.begins}
            <span>{`–${item.ends}`}</span>
          </span>{' '}
          <span className="who">{item.name}</span> <span className="what">{item.services}</span>
          {status === 'confirmed' ? null : <span className="state">{t(`states.booking.${status}`)}</span>}
          {canChange && range[1] === item.whole[1] ? <span data-handle aria-hidden="true" /> : null}
        </a>
      </li>
    </>
  );
}

/** How much there is room for. */
function sizeOf([from, until]: Range): 'line' | 'short' | undefined {
  if (until - from < 25) return 'line';
  return until - from < 45 ? 'short' : undefined;
}

export function Hold({ item, stopping }: { item: HoldItem; stopping: Stopping }) {
  const { t } = useTranslation('calendar');
  return (
    <li className="calendar-item" style={placed(item.range, item.lane, item.lanes)}>
      <Link
        {...stopping}
        to={item.href}
        draggable={false}
        className="calendar-hold"
        data-size={sizeOf(item.range)}
      >
        <span className="when">
          <Ring shape="open" className="mr-1.5 size-3.5 text-accent" />
          {item.time}
        </span>
        <span className="sr-only">{t('held')}</span>
        {item.lines.map((line) => (
          <span key={line}>{line}</span>
        ))}
      </Link>
    </li>
  );
}

export function Away({ item }: { item: AwayItem }) {
  const { t } = useTranslation('calendar');
  return (
    <li
      className="calendar-placed calendar-hatched z-1 flex flex-col bg-sunken px-2 py-1 text-xs leading-tight text-ink-soft"
      style={placed(item.range)}
    >
      <span className="font-semibold">{item.note || t('away')}</span>
      <span className="tabular">{item.time}</span>
    </li>
  );
}

export function Free({
  item,
  href,
  employee,
  stopping,
  onPress,
}: {
  item: FreeItem;
  href: string;
  employee: string;
  stopping: Stopping;
  onPress: (event: MouseEvent<HTMLElement>) => void;
}) {
  const { t } = useTranslation('calendar');
  return (
    <li className="calendar-placed z-1 print:hidden" style={placed(item.range)}>
      <a
        {...stopping}
        href={href}
        className="calendar-free"
        onClick={(event) => {
          if (!isPlain(event)) return;
          event.preventDefault();
          onPress(event);
        }}
      >
        <span>
          {t('bookHere', { time: item.time })}{' '}
          <span className="sr-only">{t('withEmployee', { employee })}</span>
        </span>
      </a>
    </li>
  );
}

/** What is in the hand, where it would come to be. */
export function Ghost({ hand, grid, isSaving }: { hand: Hand; grid: CalendarGrid; isSaving: boolean }) {
  const { t } = useTranslation(['calendar', 'common']);
  const over = standsOver(grid, hand);
  const [first] = over;
  const isInTheWay = first !== undefined && !isSaving;
  const isOutside = !isInTheWay && isOutsideHours(grid, hand);
  const time = t('common:when.range', {
    from: clockAt(hand.range[0], grid.marks),
    until: clockAt(hand.range[1], grid.marks),
  });
  return (
    <div
      data-ghost=""
      className={classNames(
        'calendar-item calendar-ghost pointer-events-none z-3 flex flex-col overflow-hidden rounded-sm border-2 px-2 py-0.5 text-xs leading-tight shadow-lift',
        isInTheWay
          ? 'border-bad bg-bad-wash text-bad'
          : isOutside
            ? 'border-warn bg-warn-wash text-warn'
            : 'border-accent bg-surface text-ink',
      )}
      style={placed(hand.range)}
    >
      <span className="tabular font-semibold">{time}</span>
      <span className="truncate font-semibold">{hand.name}</span>
      {isSaving ? <span>{t('hand.saving')}</span> : null}
      {isInTheWay ? (
        <span>{t('hand.over', { what: first.kind === 'booking' ? first.name : t('held') })}</span>
      ) : null}
      {isOutside ? <span>{t('hand.outside')}</span> : null}
    </div>
  );
}
