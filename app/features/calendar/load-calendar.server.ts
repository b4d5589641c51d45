import { actsForBooking } from '#app/features/bookings/booking-acts.ts';
import { bookingChoices } from '#app/features/bookings/new-booking.server.ts';
import type { StaffPage } from '#app/features/dashboard/open-salon.server.ts';
import { textsOf } from '#app/texts.server.ts';
import { addDays, weekdayOf } from '#app/ui/formats.ts';
import type { CalendarEmployee, CalendarView } from '#server/modules/bookings/bookings.schema.ts';
import { employeeIdSchema } from '#server/platform/ids.schema.ts';
import { calendarQuery, readCalendarSearch, type CalendarSearch } from './calendar-search.ts';
import type { BookingItem, CalendarColumn, CalendarGrid, CalendarItem, HoldItem } from './calendar-view.ts';
import { clipped, hoursAround, sideBySide, topInWeek, weekNumber, type Range } from './layout.ts';
import { waitingView } from './waiting-view.server.ts';
import { weekRows } from './week-rows.server.ts';

type Day = CalendarView['days'][number];

/** Less than this is no time to book. In minutes. */
const shortestFree = 5;

const minuteOf = (instant: string) => Math.round(Date.parse(instant) / 60_000);
const instantOf = (minute: number) => new Date(minute * 60_000);

/** A day of everybody or of one employee, or a week: what is booked, held and free, in words and places. */
export async function loadCalendar(page: StaffPage) {
  const { api, salonId, url, today, formats, locale, base } = page;
  const t = textsOf(locale, 'calendar');
  const search = readCalendarSearch(url.searchParams, today);
  const isWeek = search.view === 'week';
  const from = isWeek ? addDays(search.date, 1 - weekdayOf(search.date)) : search.date;
  const employeeId = employeeIdSchema.safeParse(search.employeeId).data;
  const isOver = search.date < today;
  const [calendar, choices, fitting] = await Promise.all([
    api.booking.calendar({ salonId, from, days: isWeek ? 7 : 1, employeeId }),
    bookingChoices(page),
    isWeek || isOver ? null : api.waitlist.fitting({ salonId, date: search.date }),
  ]);
  const here = `${base}/calendar`;
  const href = (change: Partial<CalendarSearch>) => `${here}${calendarQuery({ ...search, ...change })}`;
  const title = isWeek
    ? t('weekTitle', {
        number: weekNumber(from),
        from: formats.shortDay(from),
        until: formats.shortDay(addDays(from, 6)),
      })
    : formats.relativeDay(search.date, today);
  const asRows = isWeek && !employeeId;
  const present = calendar.employees.filter((employee) => employeeId ?? isPresent(employee));
  return {
    title: page.titled(t('title')),
    base,
    here: `${here}${calendarQuery(search)}`,
    search,
    heading: title,
    salonName: page.salon.name,
    days: calendar.days.map(({ date }) => formats.shortDay(date)),
    links: {
      before: href({ date: addDays(search.date, isWeek ? -7 : -1) }),
      after: href({ date: addDays(search.date, isWeek ? 7 : 1) }),
      today: search.date === today ? null : href({ date: today }),
      day: href({ view: 'day' }),
      week: href({ view: 'week' }),
      hours: href({ isWholeDay: !search.isWholeDay }),
      create: `${base}/bookings/new?${new URLSearchParams({
        date: isOver ? today : search.date,
        ...(employeeId && { with: employeeId }),
        back: `${here}${calendarQuery(search)}`,
      })}`,
    },
    people: [
      { id: '', name: t('everybody'), href: href({ employeeId: '' }) },
      ...choices.employees.map(({ id, name }) => ({
        id: id,
        name,
        href: href({ employeeId: id }),
      })),
    ],
    grid: asRows ? null : gridOf(calendar, present, search, page),
    rows: asRows ? weekRows(calendar, page, href) : null,
    notWorking: isWeek
      ? []
      : calendar.employees
          .filter((employee) => !present.includes(employee))
          .map(({ name, timeOff: [away] }) =>
            away?.note ? t('awayBecause', { name, note: away.note }) : name,
          ),
    clocks: calendar.days.map(clockChange).find((change) => change !== null) ?? null,
    waiting:
      fitting &&
      waitingView(fitting, calendar, page, { employeeId, back: `${here}${calendarQuery(search)}` }),
    isOver,
    choices,
  };
}
export type CalendarPage = Awaited<ReturnType<typeof loadCalendar>>;

function isPresent({ work, bookings, holds }: CalendarEmployee): boolean {
  return work.length > 0 || bookings.length > 0 || holds.length > 0;
}

function clockChange({ from, until }: Day): 'forward' | 'back' | null {
  const hours = (minuteOf(until) - minuteOf(from)) / 60;
  return hours < 24 ? 'forward' : hours > 24 ? 'back' : null;
}

/** One employee's day, before it is known which hours are drawn. */
interface Sketch {
  employee: CalendarEmployee;
  day: Day;
  top: number;
}

function gridOf(
  calendar: CalendarView,
  employees: readonly CalendarEmployee[],
  search: CalendarSearch,
  page: StaffPage,
): CalendarGrid {
  const isWeek = search.view === 'week';
  const sketches: Sketch[] = employees.flatMap((employee) =>
    calendar.days.map((day) => {
      const range: Range = [minuteOf(day.from), minuteOf(day.until)];
      return { employee, day, top: isWeek ? topInWeek(range) : range[0] };
    }),
  );
  const lengths = sketches.map(({ day, top }) => minuteOf(day.until) - top);
  const dayMinutes = Math.max(24 * 60, ...lengths);
  const axis: Range = search.isWholeDay
    ? [0, dayMinutes]
    : hoursAround(sketches.flatMap(usedRanges), dayMinutes);
  // The hours are those of a day without a change of clocks, if there is one.
  const plain = sketches.find(({ top, day }) => minuteOf(day.until) - top === 24 * 60) ?? sketches[0];
  const top = plain?.top ?? minuteOf(calendar.days[0]?.from ?? '');
  const marks = [];
  for (let at = axis[0]; at < axis[1]; at += 60) {
    marks.push({ at, label: page.formats.time(instantOf(top + at)) });
  }
  return { axis, marks, columns: sketches.map((sketch) => columnOf(sketch, axis, search, page)) };
}

function rangeIn({ day, top }: Sketch, { from, until }: { from: string; until: string }): Range | null {
  return clipped(
    [minuteOf(from) - top, minuteOf(until) - top],
    [minuteOf(day.from) - top, minuteOf(day.until) - top],
  );
}

function listed<Value>(value: Value | null): Value[] {
  return value === null ? [] : [value];
}

/** When somebody works, or has something to do. */
function usedRanges(sketch: Sketch): Range[] {
  const { work, bookings, holds } = sketch.employee;
  return [...work, ...bookings, ...holds].flatMap((used) => listed(rangeIn(sketch, used)));
}

function columnOf(sketch: Sketch, axis: Range, search: CalendarSearch, page: StaffPage): CalendarColumn {
  const { employee, day, top } = sketch;
  const { formats, base, locale, now, today } = page;
  const t = textsOf(locale, 'calendar');
  const isWeek = search.view === 'week';
  const seen = (range: { from: string; until: string }): Range | null => {
    const own = rangeIn(sketch, range);
    return own && clipped(own, axis);
  };
  const work = employee.work.flatMap((range) => listed(rangeIn(sketch, range)));
  const nowAt = Math.floor(now.getTime() / 60_000) - top;
  const key = `${employee.id}-${day.date}`;

  const away = employee.timeOff.flatMap((timeOff): CalendarItem[] => {
    const range = seen({ from: timeOff.startsAt, until: timeOff.endsAt });
    if (!range) return [];
    const time = formats.timeRange(instantOf(top + range[0]), instantOf(top + range[1]));
    return [{ kind: 'away', key: `away-${timeOff.id}-${key}`, range, time, note: timeOff.note }];
  });
  const free = employee.free.flatMap((range): CalendarItem[] => {
    const open = seen(range);
    if (!open || open[1] - open[0] < shortestFree) return [];
    const from = instantOf(top + open[0]);
    return [
      {
        kind: 'free',
        key: `free-${key}-${open[0]}`,
        range: open,
        time: formats.timeRange(from, instantOf(top + open[1])),
      },
    ];
  });
  return {
    key,
    date: day.date,
    employeeId: employee.id,
    employee: employee.name,
    name: isWeek ? formats.shortDay(day.date) : employee.name,
    hours:
      work.length > 0
        ? formats.timeRange(instantOf(top + (work[0]?.[0] ?? 0)), instantOf(top + (work.at(-1)?.[1] ?? 0)))
        : t('offHours'),
    href: `${base}/calendar${calendarQuery(
      isWeek ? { ...search, view: 'day', date: day.date } : { ...search, employeeId: employee.id },
    )}`,
    isToday: day.date === today,
    top,
    work: work.flatMap((range) => listed(clipped(range, axis))),
    items: [...away, ...free, ...takenItems(sketch, axis, page)].sort(
      (one, other) => one.range[0] - other.range[0],
    ),
    now: day.date === today && nowAt >= axis[0] && nowAt < axis[1] ? nowAt : null,
  };
}

/** Why nobody is asked about a hold just now. */
function waitWords(
  { settlesAt, resumesAt }: { settlesAt: string | null; resumesAt: string | null },
  { formats, locale }: StaffPage,
): string {
  const t = textsOf(locale, 'calendar');
  if (settlesAt) return t('settles', { at: formats.time(settlesAt) });
  return resumesAt ? t('resumes', { at: formats.time(resumesAt) }) : t('lookingOn');
}

/** Bookings and holds, those that overlap side by side. */
function takenItems(sketch: Sketch, axis: Range, page: StaffPage): (BookingItem | HoldItem)[] {
  const { employee, day, top } = sketch;
  const { formats, base, locale, now } = page;
  const t = textsOf(locale, 'calendar');
  const inColumn = (from: string, until: string): Range => [minuteOf(from) - top, minuteOf(until) - top];
  const bookings = employee.bookings.flatMap((booking): BookingItem[] => {
    const whole = inColumn(booking.startsAt, booking.endsAt);
    const range = clipped(whole, axis);
    if (!range) return [];
    const isAlone = !booking.isShared && day.from <= booking.startsAt && booking.endsAt <= day.until;
    return [
      {
        kind: 'booking',
        // Another part of it may stand in another column.
        key: `booking-${booking.id}${isAlone ? '' : `-${employee.id}-${day.date}`}`,
        bookingId: booking.id,
        range,
        whole,
        taken: clipped(inColumn(booking.from, booking.until), axis) ?? range,
        lane: 0,
        lanes: 1,
        begins: formats.time(booking.startsAt),
        ends: formats.time(booking.endsAt),
        status: booking.status,
        name: booking.customerName,
        services: formats.list(booking.services.map(({ serviceName }) => serviceName)),
        canChange:
          !booking.isShared && actsForBooking({ ...booking, lastChange: null }, now).includes('move'),
      },
    ];
  });
  const holds = employee.holds.flatMap((hold): HoldItem[] => {
    const range = clipped(inColumn(hold.from, hold.until), axis);
    if (!range || !rangeIn(sketch, hold)) return [];
    return [
      {
        kind: 'hold',
        key: `hold-${hold.openingId}-${day.date}`,
        range,
        lane: 0,
        lanes: 1,
        href: `${base}/openings/${hold.openingId}`,
        time: formats.timeRange(hold.from, hold.until),
        lines:
          hold.offers.length > 0
            ? hold.offers.map(({ customerName, expiresAt }) =>
                t('offeredTo', { name: customerName, until: formats.time(expiresAt) }),
              )
            : [waitWords(hold, page)],
      },
    ];
  });
  const items = [...bookings, ...holds];
  const lanes = sideBySide(items.map(({ range }) => range));
  return items.map((item, index) => ({ ...item, ...lanes[index] }));
}
