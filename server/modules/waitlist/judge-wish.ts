import type { Db } from '#server/platform/db.ts';
import type { FieldProblem } from '#server/platform/errors.ts';
import type { EmployeeId, SalonId } from '#server/platform/ids.schema.ts';
import type { WorkingTime } from '../calendar/availability.rules.ts';
import { toWorkingTime, workingTimeColumns, type WorkingTimeRow } from '../calendar/working-time.queries.ts';
import { neverOpen } from './open-hours.rules.ts';
import type { Wish } from './waitlist.schema.ts';
import { storeWish, type StoredWish } from './wish.rules.ts';
import { loadWishedFor, type WishedFor } from './write-wish.ts';

export type JudgedWish =
  | { ok: true; wishedFor: WishedFor; wish: StoredWish }
  | { ok: false; wishedFor: WishedFor; fields: FieldProblem[] };

/**
 * What a wish comes to at a salon, or what is wrong with it, at fields that begin with `wish.`. Windows that a customer names must
 * be such that somebody works then; staff may know better. It only reads.
 * @returns `employee_mismatch` when a named employee does not do the service
 * @throws AppError `not_found` for an unknown or closed salon, service or employee
 */
export async function judgeWish(
  { db, now }: { db: Db; now: Date },
  { salonId, wish, by }: { salonId: SalonId; wish: Wish; by: 'public' | 'staff' },
): Promise<JudgedWish | 'employee_mismatch'> {
  const wishedFor = await loadWishedFor(db, salonId, wish);
  if (wishedFor === 'employee_mismatch') return 'employee_mismatch';
  const { durationMinutes, employeeIds } = wishedFor;
  const { timeZone } = wishedFor.salon;
  const decision = storeWish(wish, { timeZone, now, durationMinutes });
  const fields = decision.ok ? [] : decision.fields;
  if (decision.ok && wish.windows && by === 'public') {
    const { windows } = decision.wish;
    const workingTimes = await loadWorkingTimes(db, { wish, employeeIds, windows });
    fields.push(...neverOpen(windows, { timeZone, durationMinutes, workingTimes }));
  }
  if (decision.ok && fields.length === 0) return { ok: true, wishedFor, wish: decision.wish };
  return {
    ok: false,
    wishedFor,
    fields: fields.map((problem) => ({ ...problem, field: `wish.${problem.field}` })),
  };
}

/** When those work who could meet a wish: the employees that it names, else all who do the service. */
async function loadWorkingTimes(
  db: Db,
  {
    wish,
    employeeIds,
    windows,
  }: { wish: Wish; employeeIds: readonly EmployeeId[]; windows: StoredWish['windows'] },
): Promise<WorkingTime[]> {
  const dates = windows.flatMap(({ dateFrom, dateUntil }) => [dateFrom, dateUntil]).sort();
  const [first = '', last = ''] = [dates[0], dates.at(-1)];
  const rows = await db.$queryRaw<WorkingTimeRow[]>`
    SELECT ${workingTimeColumns(first, last)}
    FROM employees e
    JOIN employee_services s ON s.employee_id = e.id AND s.service_id = ${wish.serviceId}::uuid
    WHERE e.archived_at IS NULL
      AND (${employeeIds.length === 0} OR e.id = ANY (${[...employeeIds]}::uuid[]))`;
  return rows.map(toWorkingTime);
}
