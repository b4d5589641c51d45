import type { BookingStatus } from '#server/modules/bookings/bookings.schema.ts';
import type { Lane, Range } from './layout.ts';

// What the calendar's page shows, in finished words. Minutes count from the top of the column.

interface ItemFacts {
  /** Unique on the page: the id of its link. */
  key: string;
  /** What of it can be seen. */
  range: Range;
}

export interface BookingItem extends ItemFacts, Lane {
  kind: 'booking';
  bookingId: string;
  begins: string;
  ends: string;
  status: BookingStatus;
  name: string;
  services: string;
  /** All of it, seen or not; without buffers. */
  whole: Range;
  /** What it takes of the calendar, buffers included, as far as it can be seen. */
  taken: Range;
  /** Whether it can be moved here: it lies ahead or goes on, and with this employee alone. */
  canChange: boolean;
}

export interface HoldItem extends ItemFacts, Lane {
  kind: 'hold';
  href: string;
  /** "10:00–11:00" */
  time: string;
  /** To whom it is offered and until when, or that somebody is being looked for. */
  lines: string[];
}

export interface AwayItem extends ItemFacts {
  kind: 'away';
  time: string;
  note: string;
}

export interface FreeItem extends ItemFacts {
  kind: 'free';
  time: string;
}

export type CalendarItem = BookingItem | HoldItem | AwayItem | FreeItem;

/** One employee's day. */
export interface CalendarColumn {
  key: string;
  date: string;
  employeeId: string;
  /** Who performs. */
  employee: string;
  /** The name of the column: of a person or of a day. */
  name: string;
  /** "09:00–17:00" */
  hours: string;
  href: string;
  isToday: boolean;
  /** The instant of minute 0, in epoch minutes. */
  top: number;
  work: Range[];
  /** In the order of their times. */
  items: CalendarItem[];
  /** Where now is, when it can be seen. */
  now: number | null;
}

/** The days or people side by side, with the hours beside them. */
export interface CalendarGrid {
  axis: Range;
  /** Each full hour. */
  marks: { at: number; label: string }[];
  columns: CalendarColumn[];
}

/** One employee's week in one line. */
export interface WeekRow {
  employeeId: string;
  name: string;
  href: string;
  days: {
    date: string;
    href: string;
    isToday: boolean;
    hours: string;
    bookings: string;
    held: string;
    free: string;
    /** Of the working time, what is booked or held; null without any. */
    share: number | null;
  }[];
}

/** Somebody who waits and could come on the day. */
export interface WaitingItem {
  entryId: string;
  name: string;
  service: string;
  minutes: number;
  /** "Ida 10:00–12:15, Jon 14:00" */
  times: string;
  href: string;
  /** Who does the service. */
  employeeIds: string[];
  /** Epoch minutes at which it could begin, by employee. */
  starts: Record<string, number[]>;
}
