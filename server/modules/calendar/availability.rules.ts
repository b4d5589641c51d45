import type { EmployeeId } from '#server/platform/ids.schema.ts';
import { edgeOf, instantOf, type LocalDay } from '#server/modules/salon/local-time.ts';

// Pure. Times are whole epoch minutes throughout: the loops below see 30 days of 10 employees with thousands of bookings.

/** A half-open range of epoch minutes, as a pair. */
export type Stretch = readonly [from: number, until: number];

export interface WorkingTime {
  /** Minutes since local midnight; what lies between two stretches of one weekday is a break. */
  weekly: readonly { weekday: number; fromMinute: number; untilMinute: number }[];
  /** Dates with hours of their own, the employee's or (`own` false) the whole salon's; null minutes say closed. */
  exceptions: readonly {
    date: string;
    fromMinute: number | null;
    untilMinute: number | null;
    own: boolean;
  }[];
}

export interface EmployeeFacts extends WorkingTime {
  id: EmployeeId;
  /** Time off. In any order, may overlap. */
  away: readonly Stretch[];
  /** Calendar items, buffers included. Sorted by start, may overlap (overbooked). */
  busy: readonly Stretch[];
}

/** What is to be placed: services in a row as one block of time. */
export interface Block {
  durationMinutes: number;
  bufferBeforeMinutes: number;
  bufferAfterMinutes: number;
}

export interface AvailabilityFacts {
  /** The days asked for, with one more on each side: work and appointments may cross midnight. */
  days: readonly LocalDay[];
  employees: readonly EmployeeFacts[];
  block: Block;
  slotStepMinutes: number;
  /** No start before this epoch minute (now, and the salon's notice). */
  notBefore: number;
  /** No start after this local date (the salon's horizon). */
  lastDate: string | null;
}

export interface FreeSlot {
  /** Epoch minute of the customer's start. */
  start: number;
  /** The same on the salon's clock, in minutes since midnight. */
  minute: number;
  /** In the order of the facts; never empty. */
  employeeIds: EmployeeId[];
}

export interface FreeDay {
  date: string;
  slots: FreeSlot[];
}

/**
 * One block for services in a row with one employee. The customer stays in the chair, so only the outer buffers remain:
 * the first service's before, the last one's after.
 */
export function blockOf(services: readonly Block[]): Block {
  return {
    durationMinutes: services.reduce((total, service) => total + service.durationMinutes, 0),
    bufferBeforeMinutes: services[0]?.bufferBeforeMinutes ?? 0,
    bufferAfterMinutes: services.at(-1)?.bufferAfterMinutes ?? 0,
  };
}

/**
 * Every start on the salon's grid at which somebody can take the block: the whole of it, buffers included, lies inside their
 * working hours, outside their time off and off every calendar item. A local time that the clocks skip is no start; of one
 * that they repeat only the first pass is: so a day never shows the same time twice.
 */
export function findFreeSlots(facts: AvailabilityFacts): FreeDay[] {
  const shown = facts.days.slice(1, -1);
  const grids = shown.map((day) => gridOf(day, facts.slotStepMinutes));
  const found = grids.map((grid) => new Array<EmployeeId[] | undefined>(grid.length));

  for (const employee of facts.employees) {
    let from = 0;
    for (const [lo, hi] of startsOf(employee, facts)) {
      while (from < shown.length && (shown[from]?.end ?? 0) <= lo) from += 1;
      for (let at = from; at < shown.length && (shown[at]?.start ?? Infinity) <= hi; at += 1) {
        const grid = grids[at] ?? [];
        const marks = found[at] ?? [];
        for (let index = firstAtOrAfter(grid, lo); index < grid.length; index += 1) {
          if ((grid[index]?.start ?? Infinity) > hi) break;
          const mark = marks[index];
          if (mark) mark.push(employee.id);
          else marks[index] = [employee.id];
        }
      }
    }
  }

  return shown.map((day, at) => ({
    date: day.date,
    slots:
      facts.lastDate !== null && day.date > facts.lastDate
        ? []
        : (grids[at] ?? []).flatMap((start, index) => {
            const employeeIds = found[at]?.[index];
            return employeeIds ? [{ ...start, employeeIds }] : [];
          }),
  }));
}

/** The stretches in which somebody works, in order, with those that touch joined; also over midnight. */
export function workOf(days: readonly LocalDay[], times: WorkingTime): Stretch[] {
  const stretches: Stretch[] = [];
  for (const day of days) {
    for (const [fromMinute, untilMinute] of hoursOn(day, times)) {
      stretches.push([edgeOf(day, fromMinute), edgeOf(day, untilMinute)]);
    }
  }
  return joined(stretches);
}

/** Somebody's hours of one day, in minutes since its midnight: their own for that date, else the salon's, else the week's. */
export function hoursOn({ date, weekday }: LocalDay, { weekly, exceptions }: WorkingTime): Stretch[] {
  const today = exceptions.filter((exception) => exception.date === date);
  const own = today.filter((exception) => exception.own);
  const hours =
    today.length > 0
      ? own.length > 0
        ? own
        : today
      : weekly.filter((stretch) => stretch.weekday === weekday);
  return hours.flatMap(({ fromMinute, untilMinute }): Stretch[] =>
    fromMinute === null || untilMinute === null ? [] : [[fromMinute, untilMinute]],
  );
}

/** What is left of `stretches` (in order, apart) without `taken` (sorted by start). */
export function without(stretches: readonly Stretch[], taken: readonly Stretch[]): Stretch[] {
  const left: Stretch[] = [];
  let next = 0;
  for (const [from, until] of stretches) {
    let at = from;
    // An item may reach into several stretches, so those that end later than this one are looked at again.
    while (next < taken.length && (taken[next]?.[1] ?? 0) <= from) next += 1;
    for (let index = next; index < taken.length; index += 1) {
      const [start, end] = taken[index] ?? [Infinity, Infinity];
      if (start >= until) break;
      if (start > at) left.push([at, start]);
      if (end > at) at = end;
    }
    if (at < until) left.push([at, until]);
  }
  return left;
}

/** Whether a range lies wholly in one of the stretches. */
export function isCovered([from, until]: Stretch, stretches: readonly Stretch[]): boolean {
  return stretches.some(([start, end]) => start <= from && until <= end);
}

/** From when to when (both included) the block can start with this employee. */
function startsOf(employee: EmployeeFacts, { days, block, notBefore }: AvailabilityFacts): Stretch[] {
  const away = employee.away.toSorted((a, b) => a[0] - b[0]);
  const free = without(without(workOf(days, employee), away), employee.busy);
  const starts: Stretch[] = [];
  for (const [from, until] of free) {
    const lo = Math.max(from + block.bufferBeforeMinutes, notBefore);
    const hi = until - block.bufferAfterMinutes - block.durationMinutes;
    if (lo <= hi) starts.push([lo, hi]);
  }
  return starts;
}

/** In order, with those that touch (or are no further apart than `gap`) made one. */
export function joined(stretches: readonly Stretch[], gap = 0): Stretch[] {
  const result: Stretch[] = [];
  for (const [from, until] of stretches.toSorted((a, b) => a[0] - b[0])) {
    if (from >= until) continue;
    const last = result.at(-1);
    if (last && from <= last[1] + gap) result[result.length - 1] = [last[0], Math.max(last[1], until)];
    else result.push([from, until]);
  }
  return result;
}

/** The day's possible starts, ascending both by clock and by instant. */
function gridOf(day: LocalDay, stepMinutes: number): { start: number; minute: number }[] {
  const grid: { start: number; minute: number }[] = [];
  for (let minute = 0; minute < 1440; minute += stepMinutes) {
    const start = instantOf(day, minute);
    if (start !== null) grid.push({ start, minute });
  }
  return grid;
}

function firstAtOrAfter(grid: readonly { start: number }[], start: number): number {
  let low = 0;
  let high = grid.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((grid[middle]?.start ?? Infinity) < start) low = middle + 1;
    else high = middle;
  }
  return low;
}
