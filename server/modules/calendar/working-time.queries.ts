import { Prisma } from '#server/generated/prisma/client.ts';
import type { WorkingTime } from './availability.rules.ts';

/** What `workingTimeColumns` selects. */
export interface WorkingTimeRow {
  weekly: [weekday: number, fromMinute: number, untilMinute: number][];
  exceptions: [date: string, fromMinute: number | null, untilMinute: number | null, own: boolean][];
}

/**
 * Columns for a query over `employees e`: their weekly hours, and what replaces these on the local dates asked for.
 * @param from the first date, and `until` the last one
 */
export function workingTimeColumns(from: string, until: string): Prisma.Sql {
  return Prisma.sql`
      (
        SELECT coalesce(json_agg(json_build_array(w.weekday, w.from_minute, w.until_minute)), '[]')
        FROM working_hours w
        WHERE w.employee_id = e.id
      ) AS weekly,
      (
        SELECT coalesce(json_agg(json_build_array(x.date, x.from_minute, x.until_minute, x.employee_id IS NOT NULL)), '[]')
        FROM hours_exceptions x
        WHERE x.salon_id = e.salon_id
          AND (x.employee_id = e.id OR x.employee_id IS NULL)
          AND x.date BETWEEN ${from}::date AND ${until}::date
      ) AS exceptions`;
}

/** The column `away` for such a query: the time off of each, in epoch minutes, that touches the time between two instants. */
export function awayColumn(from: Date, until: Date): Prisma.Sql {
  return Prisma.sql`
      (
        SELECT coalesce(json_agg(json_build_array(
          floor(date_part('epoch', t.starts_at) / 60)::int, ceil(date_part('epoch', t.ends_at) / 60)::int)), '[]')
        FROM time_off t
        WHERE t.employee_id = e.id AND t.ends_at > ${from} AND t.starts_at < ${until}
      ) AS away`;
}

export function toWorkingTime({ weekly, exceptions }: WorkingTimeRow): WorkingTime {
  return {
    weekly: weekly.map(([weekday, fromMinute, untilMinute]) => ({ weekday, fromMinute, untilMinute })),
    exceptions: exceptions.map(([date, fromMinute, untilMinute, own]) => ({
      date,
      fromMinute,
      untilMinute,
      own,
    })),
  };
}
