import {
  isCovered,
  workOf,
  type Stretch,
  type WorkingTime,
} from '#server/modules/calendar/availability.rules.ts';
import { lockCalendars } from '#server/modules/calendar/lock-calendars.ts';
import {
  toWorkingTime,
  workingTimeColumns,
  type WorkingTimeRow,
} from '#server/modules/calendar/working-time.queries.ts';
import { localDateAt, localDays, addDays, type LocalDay } from '#server/modules/salon/local-time.ts';
import type { HoursChange } from '#server/modules/salon/salon.schema.ts';
import type { Actor } from '#server/platform/actor.ts';
import type { EmployeeId } from '#server/platform/ids.schema.ts';
import type { Tx } from '#server/platform/tx.ts';
import { openAddedTime, readFreeTimes, type TimePlace } from './added-time.ts';
import { listAffectedBookings } from './affected-bookings.ts';
import type { EmployeeCalendar } from './find-employees.ts';
import { withdrawOpenings } from './withdraw-openings.ts';

/**
 * Changes somebody's hours. Openings that lay inside the old ones and do not lie inside the new ones are withdrawn, and bookings of
 * which that is so are listed. (What staff had put outside the hours before is theirs to judge.) Time that they had not worked before is
 * offered to those who wait for such, once the change has settled.
 * @param dates those that it can change; left out: all
 * @param write changes the rows; it is called under the lock
 */
export async function changeHours(
  tx: Tx,
  { timeZone, actor, ...place }: TimePlace & { timeZone: string; actor: Actor },
  write: () => Promise<void>,
): Promise<HoursChange> {
  const { employees } = place;
  const calendarIds = employees.map(({ calendarId }) => calendarId);
  await lockCalendars(tx, calendarIds);
  const items = await tx.db.calendarItem.findMany({
    where: { calendarId: { in: calendarIds }, endsAt: { gt: tx.now } },
    select: { calendarId: true, startsAt: true, endsAt: true, bookingItemId: true },
  });
  const days = daysOf(items, timeZone, tx.now);
  const before = await workingTimesOf(tx, employees, days);
  const freeBefore = await readFreeTimes(tx, place);
  await write();
  const after = await workingTimesOf(tx, employees, days);

  const outside = employees.flatMap(({ employeeId, calendarId }) => {
    const old = workOf(days, before.get(employeeId) ?? never);
    const now = workOf(days, after.get(employeeId) ?? never);
    return items.filter((item) => {
      const range = minutesOf(item);
      return item.calendarId === calendarId && isCovered(range, old) && !isCovered(range, now);
    });
  });
  let withdrawnOpenings = 0;
  for (const { calendarId, startsAt, endsAt } of outside.filter((item) => item.bookingItemId === null)) {
    const own = employees.filter((employee) => employee.calendarId === calendarId);
    const withdrawn = await withdrawOpenings(tx, {
      calendarIds: own.map((employee) => employee.calendarId),
      from: startsAt,
      until: endsAt,
      why: 'hours_changed',
      actor,
    });
    withdrawnOpenings += withdrawn.length;
  }
  const bookingItemIds = outside.flatMap((item) => item.bookingItemId ?? []);
  const affectedBookings =
    bookingItemIds.length > 0 ? await listAffectedBookings(tx.db, { id: { in: bookingItemIds } }) : [];
  const openingIds = await openAddedTime(tx, place, { before: freeBefore, cause: 'hours_added' });
  return { ok: true, affectedBookings, withdrawnOpenings, openingIds };
}

const never: WorkingTime = { weekly: [], exceptions: [] };

async function workingTimesOf(
  tx: Tx,
  employees: readonly EmployeeCalendar[],
  days: readonly LocalDay[],
): Promise<Map<EmployeeId, WorkingTime>> {
  const ids = employees.map(({ employeeId }) => employeeId);
  const [first] = days;
  const last = days.at(-1);
  if (!first || !last) throw new Error('There are always days to look at.');
  const rows = await tx.db.$queryRaw<(WorkingTimeRow & { id: EmployeeId })[]>`
    SELECT e.id, ${workingTimeColumns(first.date, last.date)}
    FROM employees e
    WHERE e.id = ANY (${ids}::uuid[])`;
  return new Map(rows.map((row) => [row.id, toWorkingTime(row)]));
}

/** From the day before today to the day after the last item: work may run over midnight. */
function daysOf(items: readonly { endsAt: Date }[], timeZone: string, now: Date): LocalDay[] {
  const last = items.reduce((latest, item) => Math.max(latest, item.endsAt.getTime()), now.getTime());
  const count = Math.ceil((last - now.getTime()) / 86_400_000) + 3;
  return localDays(timeZone, addDays(localDateAt(now, timeZone), -1), count);
}

function minutesOf({ startsAt, endsAt }: { startsAt: Date; endsAt: Date }): Stretch {
  return [Math.floor(startsAt.getTime() / 60_000), Math.ceil(endsAt.getTime() / 60_000)];
}
