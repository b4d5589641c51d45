/** What the calendar of free times shows, in finished words and addresses. */
export interface TimesView {
  weekdays: { name: string; short: string }[];
  weeks: DayCell[][];
  /** The first and the last day shown. */
  from: string;
  until: string;
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
  /** The next free time there is, when the day shown has none. */
  firstFree: { when: string; href: string } | null;
}

export interface DayCell {
  date: string;
  number: number;
  /** What a screen reader says. */
  label: string;
  /** Null: outside what can be booked. */
  href: string | null;
  /** How much is free: nothing, a few times, some, many. */
  level: 0 | 1 | 2 | 3;
  isSelected: boolean;
  isToday: boolean;
}
