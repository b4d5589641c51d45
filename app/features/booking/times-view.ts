/** What the calendar of free times shows, in finished words and addresses. */
export interface TimesView {
  clock: SalonClock;
  weekdays: { name: string; short: string }[];
  weeks: DayCell[][];
  /** Which months they are of. */
  months: string;
  earlierHref: string | null;
  laterHref: string | null;
  /** The day whose times are listed; without parts nothing is free on it. */
  day: {
    date: string;
    name: string;
    parts: {
      part: 'morning' | 'afternoon' | 'evening';
      times: { label: string; href: string; startsAt: string }[];
    }[];
  } | null;
  /** The first free time from today on, when it is of another day than the one shown. */
  firstFree: FreeTime | null;
  /** The next free time from the day shown on (or from these weeks on), when it has none. */
  nextFree: FreeTime | null;
}

/** Whose time the times are in. */
export interface SalonClock {
  city: string;
  timeZone: string;
}

export interface FreeTime {
  when: string;
  href: string;
}

export interface DayCell {
  date: string;
  number: number;
  /** The month's name, on its first day. */
  month: string | null;
  /** What a screen reader says. */
  label: string;
  /** Null: outside what can be booked. */
  href: string | null;
  /** How much is free: nothing, a few times, some, many. */
  level: 0 | 1 | 2 | 3;
  isSelected: boolean;
  isToday: boolean;
}
