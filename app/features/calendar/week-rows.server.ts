import type { StaffPage } from '#app/features/dashboard/open-salon.server.ts';
import { textsOf } from '#app/texts.server.ts';
import type { CalendarEmployee, CalendarView } from '#server/modules/bookings/bookings.schema.ts';
import type { CalendarSearch } from './calendar-search.ts';
import type { WeekRow } from './calendar-view.ts';

type Stretch = { from: string; until: string };
type Day = CalendarView['days'][number];

/** Everybody's week, a cell a day: how much is booked and held, and what is left. */
export function weekRows(
  { days, employees }: CalendarView,
  page: StaffPage,
  href: (change: Partial<CalendarSearch>) => string,
): WeekRow[] {
  return employees.map((employee) => ({
    employeeId: employee.id,
    name: employee.name,
    href: href({ employeeId: employee.id }),
    days: days.map((day) => ({
      date: day.date,
      href: href({ view: 'day', date: day.date, employeeId: employee.id }),
      isToday: day.date === page.today,
      ...cellOf(employee, day, page),
    })),
  }));
}

function cellOf(employee: CalendarEmployee, day: Day, { formats, locale, now }: StaffPage) {
  const t = textsOf(locale, 'calendar');
  const on = <Item extends Stretch>(items: readonly Item[]) =>
    items.filter((item) => minutesOn(day, [item]) > 0);
  const work = on(employee.work);
  const bookings = on(employee.bookings);
  const holds = on(employee.holds);
  const [first, last] = [work[0], work.at(-1)];
  const worked = minutesOn(day, work);
  const free = minutesOn(day, employee.free);
  const isOver = Date.parse(day.until) <= now.getTime();
  const taken = Math.min(worked, minutesOn(day, [...bookings, ...holds]));
  return {
    hours: first && last ? formats.timeRange(first.from, last.until) : t('week.off'),
    bookings: work.length > 0 || bookings.length > 0 ? t('week.bookings', { count: bookings.length }) : '',
    held: holds.length > 0 ? t('week.held', { count: holds.length }) : '',
    free:
      worked === 0 || isOver
        ? ''
        : free > 0
          ? t('week.free', { length: formats.duration(free) })
          : t('week.full'),
    share: worked === 0 ? null : taken / worked,
  };
}

function minutesOn(day: Day, stretches: readonly Stretch[]): number {
  const [start, end] = [Date.parse(day.from), Date.parse(day.until)];
  return stretches.reduce((sum, { from, until }) => {
    const length = Math.min(Date.parse(until), end) - Math.max(Date.parse(from), start);
    return sum + Math.max(0, Math.round(length / 60_000));
  }, 0);
}
