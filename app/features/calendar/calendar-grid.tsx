import { Link } from '@remix-run/react';
import {
  type CSSProperties,
  type FocusEvent,
  type KeyboardEvent,
  type MouseEvent,
  useEffect,
  useRef,
  useState,
} from 'react';
import { bookingPath } from '#app/features/bookings/booking-acts.ts';
import { classNames } from '#app/ui/class-names.ts';
import { Ring } from '#app/ui/ring.tsx';
import { useHydrated } from '#app/ui/use-hydrated.ts';
import { useTranslation } from '#app/use-translation.ts';
import type {
  AwayItem,
  BookingItem,
  CalendarColumn,
  CalendarGrid as Grid,
  FreeItem,
  HoldItem,
} from './calendar-view.ts';
import { instantIn, isOutsideHours, standsOver, type Hand } from './hand.ts';
import { clockAt, shortestDrawn, type Range } from './layout.ts';
import { nextStop } from './next-stop.ts';

/** Numbers that the style sheet reckons with. */
function placed(range: Range, lane = 0, lanes = 1): CSSProperties {
  const numbers: Record<string, number> = { '--from': range[0], '--until': range[1] };
  if (lanes > 1) Object.assign(numbers, { '--lane': lane, '--lanes': lanes });
  return numbers;
}

export interface GridActs {
  onBooking: (item: BookingItem, column: number) => void;
  /** A press on free time: at which minute, or at its beginning. */
  onFree: (item: FreeItem, column: number, minute: number | null) => void;
  /** A press on the ground outside of working time. */
  onGround: (column: number, minute: number) => void;
  /** A key that takes a booking. */
  onTake: (kind: 'move' | 'length', item: BookingItem, column: number) => void;
}

/** Days or people side by side. Each item is a link, so that it serves without a script too. */
export function CalendarGrid({
  grid,
  label,
  hand,
  fits,
  base,
  back,
  changedId,
  isSaving,
  acts,
}: {
  grid: Grid;
  label: string;
  hand: Hand | null;
  /** Starts that suit whoever is in the hand, by employee, in epoch minutes. */
  fits: Record<string, number[]>;
  /** What the pages of this salon's dashboard begin with, and the address of this one. */
  base: string;
  back: string;
  /** The booking that the focus goes back to when what came of its change has been read. */
  changedId: string | null;
  /** What the hand shows is on its way to the server. */
  isSaving: boolean;
  acts: GridActs;
}) {
  const { axis, marks, columns } = grid;
  const isHydrated = useHydrated();
  const [stops, setStops] = useState<Record<string, string>>({});
  const onFocus = ({ target }: FocusEvent<HTMLElement>) => {
    const column = columns[Number(target.closest<HTMLElement>('[data-column]')?.dataset.column)];
    if (column && stops[column.key] !== target.id) setStops({ ...stops, [column.key]: target.id });
  };
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    const next = nextStop(event.currentTarget, event.target as HTMLElement, event.key);
    if (!next) return;
    event.preventDefault();
    next.focus();
  };
  const frame = useRef<HTMLElement>(null);
  // Of a whole day the night is not what anybody opens it for. Once: what comes later must not take the place away that is looked at.
  const [from] = useState((firstOf(grid) - axis[0]) / (axis[1] - axis[0]));
  useEffect(() => {
    const body = frame.current?.querySelector('.calendar-body');
    if (frame.current && body && from > 0) frame.current.scrollTop = from * body.clientHeight;
  }, [from]);
  return (
    <section
      ref={frame}
      aria-label={label}
      tabIndex={0}
      className="calendar-frame rounded-lg border border-line bg-surface shadow-card"
    >
      <div
        className="calendar"
        data-single={columns.length === 1 || undefined}
        style={
          {
            '--columns': columns.length,
            '--start': axis[0],
            '--length': axis[1] - axis[0],
          } as CSSProperties
        }
        onFocus={onFocus}
        onKeyDown={onKeyDown}
      >
        <div className="calendar-ruler" aria-hidden="true">
          <div className="calendar-head" />
          <div className="calendar-body bg-surface before:hidden">
            {marks.map(({ at, label: hour }) => (
              <span
                key={at}
                className="tabular calendar-placed -mt-2 pr-2 text-right text-xs text-ink-soft first:mt-0"
                style={placed([at, at + 60])}
              >
                {hour}
              </span>
            ))}
          </div>
        </div>
        {columns.map((column, index) => (
          <Column
            key={column.key}
            {...{ column, index, grid, base, back, acts, changedId, isSaving }}
            fits={fits[column.employeeId] ?? []}
            hand={hand?.column === index ? hand : null}
            takenId={hand && (hand.kind === 'move' || hand.kind === 'length') ? hand.id : null}
            stop={isHydrated ? (stops[column.key] ?? '') : null}
          />
        ))}
      </div>
    </section>
  );
}

/** The hour in which anybody's work or a booking begins first. */
function firstOf({ axis, columns }: Grid): number {
  const begins = columns.flatMap(({ work, items }) => [
    ...work.map(([from]) => from),
    ...items.flatMap(({ kind, range }) => (kind === 'booking' || kind === 'hold' ? [range[0]] : [])),
  ]);
  return begins.length > 0 ? Math.max(axis[0], Math.floor(Math.min(...begins) / 60) * 60) : axis[0];
}

function Column({
  column,
  index,
  grid,
  hand,
  takenId,
  fits,
  base,
  back,
  changedId,
  isSaving,
  stop,
  acts,
}: {
  column: CalendarColumn;
  index: number;
  grid: Grid;
  hand: Hand | null;
  /** The booking that is on its way to another place. */
  takenId: string | null;
  fits: readonly number[];
  base: string;
  back: string;
  changedId: string | null;
  isSaving: boolean;
  /** Where the Tab key stops; null where it stops everywhere. */
  stop: string | null;
  acts: GridActs;
}) {
  const { t } = useTranslation('calendar');
  const links = column.items.filter(({ kind }) => kind !== 'away');
  const stopsAt = links.some(({ key }) => key === stop) ? stop : (links[0]?.key ?? null);
  const stopping = (key: string) => ({
    id: key,
    tabIndex: stop === null || key === stopsAt ? undefined : -1,
  });
  const minuteAt = ({ clientY, currentTarget, detail }: MouseEvent<HTMLElement>) => {
    const box = currentTarget.closest('[data-column]')?.getBoundingClientRect();
    // A keyboard's click has no place.
    if (detail === 0 || !box) return null;
    return grid.axis[0] + ((clientY - box.top) / box.height) * (grid.axis[1] - grid.axis[0]);
  };
  const id = `column-${column.key}`;
  // Where all columns are of one day, none stands out.
  const isToday = column.isToday && column.name !== column.employee;
  return (
    <section className="calendar-column" aria-labelledby={id}>
      <div className={classNames('calendar-head px-2 py-1.5', isToday && 'border-b-accent')}>
        <h2 id={id} className="min-w-0 font-sans text-sm font-semibold tracking-normal">
          <Link
            to={column.href}
            className={classNames(
              'transition-calm flex min-h-7 items-center gap-1.5 rounded-sm underline-offset-4 hover:underline print:no-underline',
              isToday && 'text-accent',
            )}
          >
            <span className="truncate first-letter:uppercase">{column.name}</span>
          </Link>
        </h2>
        <p className="tabular truncate text-xs text-ink-soft">{column.hours}</p>
      </div>
      <div
        className="calendar-body"
        data-column={index}
        onClick={(event) => {
          const minute = event.target === event.currentTarget ? minuteAt(event) : null;
          if (minute !== null) acts.onGround(index, minute);
        }}
      >
        {column.work.map((range) => (
          <div key={range[0]} className="calendar-placed bg-surface" style={placed(range)} />
        ))}
        <ul>
          {column.items.map((item) => {
            switch (item.kind) {
              case 'away':
                return <Away key={item.key} item={item} />;
              case 'free':
                return (
                  <Free
                    key={item.key}
                    item={item}
                    href={`${base}/bookings/new?${new URLSearchParams({
                      at: instantIn(grid, index, item.range[0]),
                      with: column.employeeId,
                      back,
                    })}`}
                    employee={column.employee}
                    stopping={stopping(item.key)}
                    onPress={(event) => acts.onFree(item, index, minuteAt(event))}
                  />
                );
              case 'hold':
                return <Hold key={item.key} item={item} stopping={stopping(item.key)} />;
              case 'booking':
                return (
                  <Booking
                    key={item.key}
                    item={item}
                    href={bookingPath(base, item.bookingId, back)}
                    isTaken={item.bookingId === takenId}
                    isChanged={item.bookingId === changedId}
                    stopping={stopping(item.key)}
                    onPress={() => acts.onBooking(item, index)}
                    onTake={(kind) => acts.onTake(kind, item, index)}
                  />
                );
            }
          })}
        </ul>
        {fits.map((start) => (
          <div
            key={start}
            aria-hidden="true"
            className="calendar-placed z-3 mr-auto w-1.5 bg-accent"
            style={placed([start - column.top, start - column.top + shortestDrawn])}
          />
        ))}
        {column.now === null ? null : (
          <div className="calendar-placed calendar-now print:hidden" style={placed([column.now, column.now])}>
            <span className="sr-only">{t('now', { time: clockAt(column.now, grid.marks) })}</span>
          </div>
        )}
        {hand ? <Ghost hand={hand} grid={grid} isSaving={isSaving} /> : null}
      </div>
    </section>
  );
}

/** What the keys need of a link: a name to come back to, and whether the Tab key stops there. */
interface Stopping {
  id: string;
  tabIndex: number | undefined;
}

/** Whether a click is meant for this page, and not for another tab. */
const isPlain = (event: MouseEvent) =>
  !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey && event.button === 0;

function Booking({
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

function Hold({ item, stopping }: { item: HoldItem; stopping: Stopping }) {
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

function Away({ item }: { item: AwayItem }) {
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

function Free({
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
function Ghost({ hand, grid, isSaving }: { hand: Hand; grid: Grid; isSaving: boolean }) {
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
