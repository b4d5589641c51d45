import type { CalendarId, EmployeeId, ServiceId } from '#server/platform/ids.schema.ts';
import type { Block, EmployeeFacts } from '#server/modules/calendar/availability.rules.ts';
import type { LocalDay } from '#server/modules/salon/local-time.ts';
import type { BookingStatus, UndoRefusal } from './bookings.schema.ts';

const minuteMs = 60_000;

/** One service of a booking, with its times. */
export interface PlacedItem {
  serviceId: ServiceId;
  employeeId: EmployeeId;
  calendarId: CalendarId;
  /** The customer's times. */
  startsAt: Date;
  endsAt: Date;
  bufferBeforeMinutes: number;
  bufferAfterMinutes: number;
  priceMinor: number;
}

interface ServiceToPlace extends Block {
  id: ServiceId;
  priceMinor: number;
}

/** Services in a row with one employee: each begins as the one before ends, and only the outer buffers remain. */
export function placeInRow(
  services: readonly ServiceToPlace[],
  startsAt: Date,
  { employeeId, calendarId }: { employeeId: EmployeeId; calendarId: CalendarId },
): PlacedItem[] {
  let start = startsAt.getTime();
  return services.map((service, index) => {
    const end = start + service.durationMinutes * minuteMs;
    const item: PlacedItem = {
      serviceId: service.id,
      employeeId,
      calendarId,
      startsAt: new Date(start),
      endsAt: new Date(end),
      bufferBeforeMinutes: index === 0 ? service.bufferBeforeMinutes : 0,
      bufferAfterMinutes: index === services.length - 1 ? service.bufferAfterMinutes : 0,
      priceMinor: service.priceMinor,
    };
    start = end;
    return item;
  });
}

/** What items take of a calendar, buffers included. */
export function rangeOf(items: readonly PlacedItem[]): { from: Date; until: Date } {
  const froms = items.map((item) => item.startsAt.getTime() - item.bufferBeforeMinutes * minuteMs);
  const untils = items.map((item) => item.endsAt.getTime() + item.bufferAfterMinutes * minuteMs);
  return { from: new Date(Math.min(...froms)), until: new Date(Math.max(...untils)) };
}

/** Of those who are free, whoever has the least to do on that day; of equals the first. */
export function lightestDay(
  employees: readonly EmployeeFacts[],
  free: readonly EmployeeId[],
  day: Pick<LocalDay, 'start' | 'end'>,
): EmployeeId | undefined {
  const load = (employee: EmployeeFacts) =>
    employee.busy.reduce(
      (sum, [from, until]) => sum + Math.max(0, Math.min(until, day.end) - Math.max(from, day.start)),
      0,
    );
  return employees
    .filter((employee) => free.includes(employee.id))
    .map((employee) => ({ id: employee.id, load: load(employee) }))
    .toSorted((a, b) => a.load - b.load)[0]?.id;
}

/** All of a booking's items as one block, as long as it was booked for. */
export function blockOfItems(items: readonly PlacedItem[]): Block {
  const first = items[0];
  const last = items.at(-1);
  if (!first || !last) throw new Error('A booking has an item.');
  return {
    durationMinutes: (last.endsAt.getTime() - first.startsAt.getTime()) / minuteMs,
    bufferBeforeMinutes: first.bufferBeforeMinutes,
    bufferAfterMinutes: last.bufferAfterMinutes,
  };
}

/** The same items with another start and perhaps another employee; what lies between them stays. */
export function movedTo(
  items: readonly PlacedItem[],
  { startsAt, employeeId, calendarId }: Pick<PlacedItem, 'startsAt' | 'employeeId' | 'calendarId'>,
): PlacedItem[] {
  const by = startsAt.getTime() - (items[0]?.startsAt.getTime() ?? 0);
  return items.map((item) => ({
    ...item,
    employeeId,
    calendarId,
    startsAt: new Date(item.startsAt.getTime() + by),
    endsAt: new Date(item.endsAt.getTime() + by),
  }));
}

/** It is there already: a repeat of the move that brought it there. */
export function isAt(
  items: readonly Pick<PlacedItem, 'startsAt' | 'employeeId'>[],
  { startsAt, employeeId }: Pick<PlacedItem, 'startsAt' | 'employeeId'>,
): boolean {
  return (
    items[0]?.startsAt.getTime() === startsAt.getTime() &&
    items.every((item) => item.employeeId === employeeId)
  );
}

/** When and with whom a customer has to be there. */
export type Told = Pick<PlacedItem, 'startsAt' | 'employeeId'>;

export function toldOf([first]: readonly PlacedItem[]): Told {
  if (!first) throw new Error('A booking has an item.');
  return { startsAt: first.startsAt, employeeId: first.employeeId };
}

/** Whether who has been told that comes at the right time, to the right person. */
export function isTold(told: Told, items: readonly PlacedItem[]): boolean {
  const { startsAt, employeeId } = toldOf(items);
  return told.startsAt.getTime() === startsAt.getTime() && told.employeeId === employeeId;
}

/** The same services at the same times with the same employees. */
export function areSame(items: readonly PlacedItem[], others: readonly PlacedItem[]): boolean {
  return (
    items.length === others.length &&
    items.every((item, index) => {
      const other = others[index];
      return (
        item.serviceId === other?.serviceId &&
        item.employeeId === other.employeeId &&
        item.startsAt.getTime() === other.startsAt.getTime() &&
        item.endsAt.getTime() === other.endsAt.getTime()
      );
    })
  );
}

/** The bounds of a service's length, for one that was booked: services_duration_check. In minutes. */
const shortestMinutes = 5;
const longestMinutes = 720;

/** The same items with another start of the first and another end of the last; what lies between stays, and so does the price. */
export function resizedTo(
  items: readonly PlacedItem[],
  { startsAt, endsAt }: Pick<PlacedItem, 'startsAt' | 'endsAt'>,
): { ok: true; items: PlacedItem[] } | { ok: false; reason: 'too_short' | 'too_long' } {
  const resized = items.map((item, index) => ({
    ...item,
    startsAt: index === 0 ? startsAt : item.startsAt,
    endsAt: index === items.length - 1 ? endsAt : item.endsAt,
  }));
  const lengths = resized.map((item) => (item.endsAt.getTime() - item.startsAt.getTime()) / minuteMs);
  if (lengths.some((minutes) => minutes < shortestMinutes)) return { ok: false, reason: 'too_short' };
  if (lengths.some((minutes) => minutes > longestMinutes)) return { ok: false, reason: 'too_long' };
  return { ok: true, items: resized };
}

/** Why a customer's link can't change it (any more); null when it can. */
export function whyUnchangeable(
  booking: { status: BookingStatus; startsAt: Date; cancelNoticeMinutes: number },
  now: Date,
): 'not_open' | 'too_late' | null {
  if (!isOpen(booking.status)) return 'not_open';
  return now < changeableUntil(booking.startsAt, booking.cancelNoticeMinutes) ? null : 'too_late';
}

/** Why its customer can't wait for an earlier time in its place (any more); null when they can. An offer is of one service. */
export function whyNotEarlier(
  booking: {
    status: BookingStatus;
    startsAt: Date;
    cancelNoticeMinutes: number;
    items: readonly unknown[];
  },
  now: Date,
): 'not_open' | 'too_late' | 'several_services' | null {
  // What is not paid for yet may lapse.
  if (booking.status !== 'confirmed') return 'not_open';
  return whyUnchangeable(booking, now) ?? (booking.items.length === 1 ? null : 'several_services');
}

/** Until then its customer's link can cancel or move a booking. */
export function changeableUntil(startsAt: Date, cancelNoticeMinutes: number): Date {
  return new Date(startsAt.getTime() - cancelNoticeMinutes * minuteMs);
}

/**
 * So long after accepting an offer its customer can take that back: enough to notice a slip, and so short that the time can still be
 * offered to the next. The salon's notice for cancelling does not count meanwhile. In minutes.
 */
export const undoMinutes = 5;

/** The accept that a booking came of, or by which it was moved last. */
export interface Accept {
  acceptedAt: Date;
  undoneAt: Date | null;
  /** It moved a booking that the customer had before. */
  movedBooking: boolean;
  slotStart: Date;
  employeeId: EmployeeId;
}

/** Until then the customer can undo an accept, if nothing else has become of its booking: at most until that begins. */
export function undoableUntil({ acceptedAt, slotStart }: Pick<Accept, 'acceptedAt' | 'slotStart'>): Date {
  return new Date(Math.min(acceptedAt.getTime() + undoMinutes * minuteMs, slotStart.getTime()));
}

/** Why an accept can't be undone (any more); null when it can. Where several hold, the one that time can't have caused. */
export function whyNotUndoable(
  accept: Accept,
  booking: {
    status: BookingStatus;
    startsAt: Date;
    items: readonly Pick<PlacedItem, 'startsAt' | 'employeeId'>[];
  },
  now: Date,
): UndoRefusal | null {
  if (accept.movedBooking) return 'old_time_given_up';
  if (booking.status === 'cancelled') return 'cancelled';
  if (!isAt(booking.items, { startsAt: accept.slotStart, employeeId: accept.employeeId })) return 'moved';
  if (!isOpen(booking.status) || now >= booking.startsAt) return 'begun';
  return now < undoableUntil(accept) ? null : 'too_late';
}

/** It still lies ahead or goes on: it can be cancelled or moved. */
export function isOpen(status: BookingStatus): boolean {
  return status === 'confirmed' || status === 'pending_payment';
}

/** Completed or missed, or it may become one of them: staff may mend a slip. */
export function canBeSettled(status: BookingStatus): boolean {
  return status === 'confirmed' || status === 'completed' || status === 'no_show';
}
