import type { Block, FreeDay, Stretch } from '#server/modules/calendar/availability.rules.ts';
import type { CustomerId, ServiceId } from '#server/platform/ids.schema.ts';

// Pure. Times are whole epoch minutes, as in the rules of availability; dates and minutes of windows are the salon's own.

/** A preference window of a wish. */
export interface WishWindow {
  /** ISO dates, both included. */
  dateFrom: string;
  dateUntil: string;
  /** Bit 0 Monday to bit 6 Sunday. */
  weekdays: number;
  fromMinute: number;
  untilMinute: number;
}

/** Who waits, as far as it decides which times they could be offered. */
export interface Wish {
  customerId: CustomerId;
  serviceId: ServiceId;
  windows: readonly WishWindow[];
  notBefore: number;
  /** The start of the booking that it would replace. */
  before: number | null;
  /** Starts with this employee that they have been asked about. */
  asked: readonly number[];
  /** Their other bookings. */
  appointments: readonly Stretch[];
}

/** When an employee could do a service now, and when they could already before. */
export interface ServiceTimes {
  block: Block;
  now: readonly FreeDay[];
  /** Starts. */
  before: ReadonlySet<number>;
}

export interface WantedTime {
  serviceId: ServiceId;
  start: number;
  /** Buffers included. */
  range: Stretch;
}

/**
 * Of time that has come free in any amount, the pieces that are worth offering: for each customer who waits, in rank, the first start that
 * was not possible before and that their wish holds, apart from those of the others. All the rest stays on public sale.
 */
export function chooseTimes(
  wishes: readonly Wish[],
  services: ReadonlyMap<ServiceId, ServiceTimes>,
  most: number,
): WantedTime[] {
  const chosen: WantedTime[] = [];
  const served = new Set<CustomerId>();
  for (const wish of wishes) {
    if (chosen.length === most) break;
    const times = services.get(wish.serviceId);
    if (!times || served.has(wish.customerId)) continue;
    const time = firstTime(
      wish,
      times,
      chosen.map(({ range }) => range),
    );
    if (!time) continue;
    chosen.push(time);
    served.add(wish.customerId);
  }
  return chosen;
}

function firstTime(
  wish: Wish,
  { block, now, before }: ServiceTimes,
  taken: readonly Stretch[],
): WantedTime | null {
  for (const { date, slots } of now) {
    const windows = wish.windows.filter((window) => isOfDay(window, date));
    if (windows.length === 0) continue;
    for (const { start, minute } of slots) {
      const end = start + block.durationMinutes;
      const range: Stretch = [start - block.bufferBeforeMinutes, end + block.bufferAfterMinutes];
      const isWanted =
        !before.has(start) &&
        start >= wish.notBefore &&
        (wish.before === null || start < wish.before) &&
        !wish.asked.includes(start) &&
        windows.some((window) => holdsMinutes(window, minute, minute + block.durationMinutes)) &&
        !overlaps([start, end], wish.appointments) &&
        !overlaps(range, taken);
      if (isWanted) return { serviceId: wish.serviceId, start, range };
    }
  }
  return null;
}

/** Whether a window holds an appointment, the whole of it. */
export function isWithinWindow(
  window: WishWindow,
  { date, fromMinute, untilMinute }: { date: string; fromMinute: number; untilMinute: number },
): boolean {
  return isOfDay(window, date) && holdsMinutes(window, fromMinute, untilMinute);
}

function isOfDay({ dateFrom, dateUntil, weekdays }: WishWindow, date: string): boolean {
  const weekday = (new Date(`${date}T00:00:00Z`).getUTCDay() + 6) % 7;
  return dateFrom <= date && date <= dateUntil && (weekdays & (1 << weekday)) !== 0;
}

function holdsMinutes(window: WishWindow, fromMinute: number, untilMinute: number): boolean {
  return window.fromMinute <= fromMinute && untilMinute <= window.untilMinute;
}

function overlaps([from, until]: Stretch, others: readonly Stretch[]): boolean {
  return others.some(([start, end]) => start < until && from < end);
}
