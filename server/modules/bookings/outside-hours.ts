import { workOf, isCovered, without, type Stretch } from '#server/modules/calendar/availability.rules.ts';
import {
  awayColumn,
  toWorkingTime,
  workingTimeColumns,
  type WorkingTimeRow,
} from '#server/modules/calendar/working-time.queries.ts';
import { addDays, localDateAt, localDays } from '#server/modules/salon/local-time.ts';
import type { Db } from '#server/platform/db.ts';
import type { StaffBooking } from './bookings.schema.ts';

interface Row extends WorkingTimeRow {
  id: string;
  name: string;
  timeZone: string;
  away: Stretch[];
}

const minuteOf = (instant: string) => Math.floor(Date.parse(instant) / 60_000);

/**
 * Who has a part of a booking outside of their working hours, in a break, or while they are away: by name, in the order of the parts. Staff may
 * book so; they are to know it.
 */
export async function outsideHours(db: Db, { items }: Pick<StaffBooking, 'items'>): Promise<string[]> {
  const [first] = items;
  const last = items.at(-1);
  if (!first || !last) return [];
  const [from, until] = [new Date(first.startsAt), new Date(last.endsAt)];
  // A day more on each side: the salon's dates are not known yet, and work may go on past midnight.
  const [dateFrom, dateUntil] = [dayOf(from, -2), dayOf(until, 2)];
  const rows = await db.$queryRaw<Row[]>`
    SELECT e.id, e.name, s.time_zone AS "timeZone",
      ${workingTimeColumns(dateFrom, dateUntil)},
      ${awayColumn(from, until)}
    FROM employees e
    JOIN salons s ON s.id = e.salon_id
    WHERE e.id = ANY (${items.map(({ employeeId }) => employeeId)}::uuid[])`;
  const outside = items.flatMap((item) => {
    const row = rows.find(({ id }) => id === item.employeeId);
    if (!row) return [];
    const date = localDateAt(new Date(item.startsAt), row.timeZone);
    const work = workOf(localDays(row.timeZone, addDays(date, -1), 3), toWorkingTime(row));
    const present = without(
      work,
      row.away.toSorted((a, b) => a[0] - b[0]),
    );
    return isCovered([minuteOf(item.startsAt), minuteOf(item.endsAt)], present) ? [] : [row.name];
  });
  return [...new Set(outside)];
}

function dayOf(instant: Date, more: number): string {
  return addDays(instant.toISOString().slice(0, 10), more);
}
