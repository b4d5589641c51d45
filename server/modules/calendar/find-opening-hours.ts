import type { z } from 'zod';
import type { Db } from '#server/platform/db.ts';
import { notFound } from '#server/platform/errors.ts';
import type { SalonId } from '#server/platform/ids.schema.ts';
import { addDays, localDateAt, localDays } from '#server/modules/salon/local-time.ts';
import type { Stretch } from './availability.rules.ts';
import type { openingHoursOutput } from './availability.schema.ts';
import { openingHours } from './opening-hours.rules.ts';
import {
  awayColumn,
  toWorkingTime,
  workingTimeColumns,
  type WorkingTimeRow,
} from './working-time.queries.ts';

/** How far ahead people are told of dates with other hours: the holidays that they plan for. */
const daysAhead = 42;

interface PersonRow extends WorkingTimeRow {
  away: Stretch[];
}

/**
 * When a salon is open, from today on. Two queries whatever the number of people and dates.
 * @throws AppError `not_found` for a salon that is unknown or closed
 */
export async function findOpeningHours(
  db: Db,
  salonId: SalonId,
  now: Date,
): Promise<z.input<typeof openingHoursOutput>> {
  const salon = await db.salon.findFirst({
    where: { id: salonId, archivedAt: null },
    select: { timeZone: true },
  });
  if (!salon) throw notFound('salon');
  const today = localDateAt(now, salon.timeZone);
  const days = localDays(salon.timeZone, today, daysAhead);
  const from = new Date((days[0]?.start ?? 0) * 60_000);
  const until = new Date((days.at(-1)?.end ?? 0) * 60_000);
  const rows = await db.$queryRaw<PersonRow[]>`
    SELECT
      ${workingTimeColumns(today, addDays(today, daysAhead - 1))},
      ${awayColumn(from, until)}
    FROM employees e
    WHERE e.salon_id = ${salonId}::uuid AND e.archived_at IS NULL`;
  const { week, special } = openingHours(
    days,
    rows.map((row) => ({ ...toWorkingTime(row), away: row.away })),
  );
  return {
    today,
    week: week.map(({ weekday, stretches }) => ({ weekday, stretches: stretches.map(toMinutes) })),
    special: special.map(({ date, stretches }) => ({ date, stretches: stretches.map(toMinutes) })),
  };
}

function toMinutes([fromMinute, untilMinute]: Stretch) {
  return { fromMinute, untilMinute };
}
