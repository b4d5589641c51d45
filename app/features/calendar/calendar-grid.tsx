import { Link } from '@remix-run/react';
import {
  useEffect,
  useRef,
  useState,
  type CSSProperties,
  type FocusEvent,
  type KeyboardEvent,
  type MouseEvent,
} from 'react';
import { bookingPath } from '#app/features/bookings/booking-acts.ts';
import { classNames } from '#app/ui/class-names.ts';
import { useHydrated } from '#app/ui/use-hydrated.ts';
import { useTranslation } from '#app/use-translation.ts';
import { Away, Booking, Free, Ghost, Hold, placed } from './calendar-items.tsx';
import type { BookingItem, CalendarColumn, CalendarGrid as Grid, FreeItem } from './calendar-view.ts';
import { instantIn, type Hand } from './hand.ts';
import { clockAt, shortestDrawn } from './layout.ts';
import { nextStop } from './next-stop.ts';

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
