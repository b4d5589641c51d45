import { actPath } from '#app/features/waitlist/entry-acts.ts';
import type { StaffPage } from '#app/features/dashboard/open-salon.server.ts';
import type { CalendarView } from '#server/modules/bookings/bookings.schema.ts';
import type { Fitting } from '#server/modules/offers/offers.schema.ts';
import type { EmployeeId } from '#server/platform/ids.schema.ts';
import type { WaitingItem } from './calendar-view.ts';

/** Starts that lie no further apart are told as one stretch. In minutes. */
const besides = 15;
/** Of each employee; whoever wants to see them all looks into the calendar. */
const stretchesTold = 2;

/** Who waits and could come, with the times that suit them in words. */
export function waitingView(
  { entries, others }: Fitting,
  { employees, days }: CalendarView,
  page: StaffPage,
  { employeeId, back }: { employeeId: EmployeeId | undefined; back: string },
): { items: WaitingItem[]; others: number } {
  const nameOf = new Map(employees.map(({ id, name }) => [id, name]));
  const items = entries.flatMap((entry): WaitingItem[] => {
    const times = entry.times.filter((time) => !employeeId || time.employeeId === employeeId);
    if (times.length === 0) return [];
    const day = days[0]?.date ?? '';
    return [
      {
        entryId: entry.entryId,
        name: entry.customerName,
        service: entry.serviceName,
        minutes: entry.durationMinutes,
        times: times
          .map((time) => [nameOf.get(time.employeeId), stretchesOf(time.starts, page)].join(' '))
          .join(' · '),
        href: `${actPath(page.base, entry.entryId, 'notify', back)}&day=${day}`,
        employeeIds: entry.employeeIds,
        starts: Object.fromEntries(
          times.map((time) => [time.employeeId, time.starts.map((start) => Date.parse(start) / 60_000)]),
        ),
      },
    ];
  });
  return { items, others };
}

/** "10:00–12:15, 14:00 or 14:15 …" */
function stretchesOf(starts: readonly string[], { formats }: StaffPage): string {
  const stretches: string[][] = [];
  for (const start of starts) {
    const open = stretches.at(-1);
    const last = open?.at(-1);
    if (open && last && Date.parse(start) - Date.parse(last) <= besides * 60_000) open.push(start);
    else stretches.push([start]);
  }
  const told = stretches.slice(0, stretchesTold).map((own) => {
    const [first = '', last = first] = [own[0], own.at(-1)];
    // Two starts are no stretch of time.
    if (own.length < 3) return formats.list([...new Set([first, last])].map(formats.time), 'disjunction');
    return formats.timeRange(first, last);
  });
  return told.join(', ') + (stretches.length > stretchesTold ? ' …' : '');
}
