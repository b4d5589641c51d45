import type { CalendarId, EmployeeId, OpeningId } from '#server/platform/ids.schema.ts';
import type { Db } from '#server/platform/db.ts';
import { addDays, localDateAt, localDays } from '#server/modules/salon/local-time.ts';
import { without, workOf, type Stretch } from './availability.rules.ts';
import { toWorkingTime, workingTimeColumns, type WorkingTimeRow } from './working-time.queries.ts';

export interface HeldRange {
  timeZone: string;
  employeeId: EmployeeId;
  calendarId: CalendarId;
  openingId: OpeningId;
  startsAt: Date;
  from: Date;
  until: Date;
}

interface RoomRow extends WorkingTimeRow {
  taken: Stretch[];
}

/**
 * The free working time around an opening's start: of its own stretch what lies in working time, and beside it at most `mostMinutes` on each
 * side. The calendar is locked. One round trip.
 * @returns null when nobody works at its start
 */
export async function roomAround(
  db: Db,
  held: HeldRange,
  mostMinutes: number,
): Promise<{ from: Date; until: Date } | null> {
  const from = epochMinute(held.from);
  const until = epochMinute(held.until);
  const date = localDateAt(held.from, held.timeZone);
  const days = localDays(held.timeZone, addDays(date, -1), 3);
  const room = await loadRoom(db, held, mostMinutes, days[0]?.date ?? date, days[2]?.date ?? date);
  const free = without(workOf(days, toWorkingTime(room)), room.taken);
  const start = epochMinute(held.startsAt);
  const stretch = free.find(([begins, ends]) => begins <= start && start < ends);
  return (
    (stretch && {
      from: fromEpochMinute(Math.max(stretch[0], from - mostMinutes)),
      until: fromEpochMinute(Math.min(stretch[1], until + mostMinutes)),
    }) ??
    null
  );
}

async function loadRoom(
  db: Db,
  held: HeldRange,
  mostMinutes: number,
  firstDate: string,
  lastDate: string,
): Promise<RoomRow> {
  const reach = mostMinutes * 60_000;
  const from = new Date(held.from.getTime() - reach);
  const until = new Date(held.until.getTime() + reach);
  const [row] = await db.$queryRaw<RoomRow[]>`
    SELECT
      ${workingTimeColumns(firstDate, lastDate)},
      (SELECT coalesce(json_agg(json_build_array(extract(epoch FROM t.starts_at) / 60, extract(epoch FROM t.ends_at) / 60) ORDER BY t.starts_at), '[]')
       FROM (
         SELECT c.starts_at, c.ends_at
         FROM calendar_items c
         WHERE c.calendar_id = ${held.calendarId}::uuid
           AND c.starts_at < ${until}::timestamptz AND c.ends_at > ${from}::timestamptz
           AND c.opening_id IS DISTINCT FROM ${held.openingId}::uuid
         UNION ALL
         SELECT o.starts_at, o.ends_at
         FROM time_off o
         WHERE o.employee_id = ${held.employeeId}::uuid
           AND o.starts_at < ${until}::timestamptz AND o.ends_at > ${from}::timestamptz
       ) t) AS taken
    FROM employees e
    WHERE e.id = ${held.employeeId}::uuid`;
  if (!row) throw new Error('An opening is of an employee who is not there.');
  return row;
}

function epochMinute(instant: Date): number {
  return instant.getTime() / 60_000;
}

function fromEpochMinute(minute: number): Date {
  return new Date(minute * 60_000);
}
