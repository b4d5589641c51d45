import type { BookingItem, CalendarGrid, WaitingItem } from './calendar-view.ts';
import { snapped, type Range } from './layout.ts';

// What is being moved, resized, drawn or placed in the calendar, and where it would come to be. Pure.

export interface Hand {
  kind: 'move' | 'length' | 'create' | 'place';
  /** Of the booking that is changed or the entry that is placed; empty for what is new. */
  id: string;
  name: string;
  /** Which column it is over; null outside of all. */
  column: number | null;
  /** In minutes of that column. */
  range: Range;
}

/** What a key or a pointer moves by, in minutes; the smaller one with Shift. */
export const steps = { usual: 15, fine: 5 };
const shortest = 5;

/** So long, within the hours that are drawn. */
function keptWithin(from: number, minutes: number, [start, end]: Range): Range {
  const kept = Math.max(start, Math.min(from, end - minutes));
  return [kept, kept + minutes];
}

export function takeBooking(kind: 'move' | 'length', item: BookingItem, column: number): Hand {
  return { kind, id: item.bookingId, name: item.name, column, range: item.whole };
}

/** Somebody who waits, at the first time that suits them. */
export function takeWaiting(
  { entryId, name, minutes, starts }: WaitingItem,
  { columns, axis }: CalendarGrid,
): Hand {
  const fitting = columns.flatMap(({ employeeId, top }, column) =>
    (starts[employeeId] ?? []).map((start) => ({ column, from: start - top })),
  );
  const first = fitting.reduce(
    (best, time) => (time.from < best.from ? time : best),
    fitting[0] ?? { column: 0, from: axis[0] },
  );
  return {
    kind: 'place',
    id: entryId,
    name,
    column: first.column,
    range: keptWithin(first.from, minutes, axis),
  };
}

/** Where a booking stands; null when it is not shown. */
export function findBooking(
  { columns }: CalendarGrid,
  bookingId: string,
): { item: BookingItem; column: number } | null {
  for (const [column, { items }] of columns.entries()) {
    const item = items.find((each) => each.kind === 'booking' && each.bookingId === bookingId);
    if (item?.kind === 'booking') return { item, column };
  }
  return null;
}

/** Where the arrow keys bring it; the same hand for every other key. */
export function movedByKey(hand: Hand, key: string, isFine: boolean, { axis, columns }: CalendarGrid): Hand {
  const by = { ArrowUp: -1, ArrowDown: 1 }[key];
  const aside = { ArrowLeft: -1, ArrowRight: 1 }[key];
  const [from, until] = hand.range;
  if (by !== undefined) {
    const step = isFine ? steps.fine : steps.usual;
    if (hand.kind === 'length') {
      const end = nextStep(until, by, step);
      return { ...hand, range: [from, Math.max(from + shortest, Math.min(end, axis[1]))] };
    }
    return { ...hand, range: keptWithin(nextStep(from, by, step), until - from, axis) };
  }
  if (aside !== undefined && hand.column !== null && hand.kind !== 'length') {
    return { ...hand, column: Math.max(0, Math.min(columns.length - 1, hand.column + aside)) };
  }
  return hand;
}

/** The next of the steps in that direction: what stands between two comes onto one. */
function nextStep(minute: number, by: number, step: number): number {
  return by > 0 ? Math.floor(minute / step) * step + step : Math.ceil(minute / step) * step - step;
}

/** A pointer's grip: which minute of the thing it holds. */
export interface Grip {
  hand: Hand;
  /** From the thing's start to the pointer. */
  offset: number;
}

/** Where a pointer brings it. */
export function movedByPointer(
  { hand, offset }: Grip,
  column: number | null,
  minute: number,
  isFine: boolean,
  axis: Range,
): Hand {
  const step = isFine ? steps.fine : steps.usual;
  const [from, until] = hand.range;
  if (hand.kind === 'length') {
    const end = Math.min(snapped(minute - offset, step), axis[1]);
    return { ...hand, range: [from, Math.max(end, from + shortest)] };
  }
  if (hand.kind === 'create') {
    const to = Math.max(axis[0], Math.min(snapped(minute, step), axis[1]));
    return { ...hand, range: to <= from ? [Math.min(to, from), from + steps.usual] : [from, to] };
  }
  if (column === null) return { ...hand, column };
  return { ...hand, column, range: keptWithin(snapped(minute - offset, step), until - from, axis) };
}

/** What stands where it would come to be: other bookings, and times that are held. */
export function standsOver({ columns }: CalendarGrid, { id, column, range }: Hand) {
  const [from, until] = range;
  const items = column === null ? [] : (columns[column]?.items ?? []);
  return items.filter(
    (item) =>
      (item.kind === 'hold' || (item.kind === 'booking' && item.bookingId !== id)) &&
      item.range[0] < until &&
      item.range[1] > from,
  );
}

/** The instant of a minute of a column, as forms send it. */
export function instantIn({ columns }: CalendarGrid, column: number, minute: number): string {
  return new Date(((columns[column]?.top ?? 0) + minute) * 60_000).toISOString();
}

/** Whether what is in the hand would lie outside of the working hours of its column, or in time off. */
export function isOutsideHours(grid: CalendarGrid, { column, range: [from, until] }: Hand): boolean {
  const target = column === null ? undefined : grid.columns[column];
  if (!target) return false;
  const isAway = target.items.some(
    ({ kind, range }) => kind === 'away' && range[0] < until && range[1] > from,
  );
  return isAway || !target.work.some(([start, end]) => start <= from && until <= end);
}
