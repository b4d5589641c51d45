import type { z } from 'zod';
import { recordAudit } from '#server/modules/audit/record-audit.ts';
import { lockCalendars } from '#server/modules/calendar/lock-calendars.ts';
import { edgeOf, lastEdgeOf, localDateAt, localDays } from '#server/modules/salon/local-time.ts';
import type {
  addTimeOffInput,
  Edge,
  HoursChange,
  removeTimeOffInput,
  removeTimeOffOutput,
} from '#server/modules/salon/salon.schema.ts';
import type { Actor } from '#server/platform/actor.ts';
import type { Deps } from '#server/platform/deps.ts';
import { AppError, notFound } from '#server/platform/errors.ts';
import { idOf, type EmployeeId } from '#server/platform/ids.schema.ts';
import { openAddedTime, readFreeTimes } from './added-time.ts';
import { listAffectedBookings } from './affected-bookings.ts';
import { findEmployees } from './find-employees.ts';
import { withdrawOpenings } from './withdraw-openings.ts';

/**
 * Somebody is away. People fall ill over bookings: those that it hits stand, and are listed for staff to look after. What is
 * being offered of that time is taken back in the same transaction, and not offered again. A repeat finds the first.
 * @throws AppError `not_found` for another salon's employee, `invalid_input` when the clocks skip all of it
 */
export async function addTimeOff(
  deps: Pick<Deps, 'inTransaction'>,
  { salonId, employeeId, note, actor, ...input }: z.output<typeof addTimeOffInput> & { actor: Actor },
): Promise<HoursChange & { timeOffId: string }> {
  return deps.inTransaction(async (tx) => {
    const calendarIds = (await findEmployees(tx.db, { salonId, employeeId })).map(
      ({ calendarId }) => calendarId,
    );
    const { timeZone } = await tx.db.salon.findUniqueOrThrow({
      where: { id: salonId },
      select: { timeZone: true },
    });
    const startsAt = instantAt(input.startsAt, timeZone, edgeOf);
    const endsAt = instantAt(input.endsAt, timeZone, lastEdgeOf);
    if (startsAt >= endsAt)
      throw new AppError('invalid_input', { fields: [{ field: 'endsAt', problem: 'end_before_start' }] });
    await lockCalendars(tx, calendarIds);
    const span = { employeeId, startsAt, endsAt, note };
    const same = await tx.db.timeOff.findFirst({ where: span, select: { id: true } });
    const { id: timeOffId } =
      same ?? (await tx.db.timeOff.create({ data: { ...span, createdAt: tx.now }, select: { id: true } }));
    const withdrawn = await withdrawOpenings(tx, {
      calendarIds,
      from: startsAt,
      until: endsAt,
      why: 'time_off',
      actor,
    });
    if (!same) {
      await recordAudit(tx, {
        actor,
        action: 'time_off.added',
        subjectType: 'employee',
        subjectId: employeeId,
        salonId,
        data: { timeOffId, startsAt: startsAt.toISOString(), endsAt: endsAt.toISOString() },
      });
    }
    const affectedBookings = await listAffectedBookings(tx.db, {
      employeeId,
      startsAt: { lt: endsAt },
      endsAt: { gt: startsAt },
    });
    return { ok: true, timeOffId, affectedBookings, withdrawnOpenings: withdrawn.length, openingIds: [] };
  });
}

/**
 * Somebody is there after all: those who wait for such a time are offered it, once that has settled.
 * @throws AppError `not_found`, also for another salon's
 */
export async function removeTimeOff(
  deps: Pick<Deps, 'inTransaction'>,
  { salonId, timeOffId, actor }: z.output<typeof removeTimeOffInput> & { actor: Actor },
): Promise<z.output<typeof removeTimeOffOutput>> {
  return deps.inTransaction(async (tx) => {
    const found = await tx.db.timeOff.findFirst({
      where: { id: timeOffId, employee: { salonId } },
      include: { employee: { select: { salon: { select: { timeZone: true } } } } },
    });
    if (!found) throw notFound('time off');
    const { employee, ...timeOff } = found;
    const employeeId = idOf<EmployeeId>(timeOff.employeeId);
    const employees = await findEmployees(tx.db, { salonId, employeeId });
    await lockCalendars(
      tx,
      employees.map(({ calendarId }) => calendarId),
    );
    const { timeZone } = employee.salon;
    const dates = {
      from: localDateAt(timeOff.startsAt, timeZone),
      until: localDateAt(timeOff.endsAt, timeZone),
    };
    const before = await readFreeTimes(tx, { salonId, employees, dates });
    const { count } = await tx.db.timeOff.deleteMany({ where: { id: timeOffId } });
    if (count === 0) throw notFound('time off');
    const openingIds = await openAddedTime(
      tx,
      { salonId, employees, dates },
      { before, cause: 'time_off_removed' },
    );
    await recordAudit(tx, {
      actor,
      action: 'time_off.removed',
      subjectType: 'employee',
      subjectId: timeOff.employeeId,
      salonId,
      data: {
        timeOffId,
        startsAt: timeOff.startsAt.toISOString(),
        endsAt: timeOff.endsAt.toISOString(),
        openingIds,
      },
    });
    return { ok: true, openingIds };
  });
}

function instantAt(edge: Edge, timeZone: string, edgeIn: typeof edgeOf): Date {
  if (typeof edge === 'string') return new Date(edge);
  const [day] = localDays(timeZone, edge.date, 1);
  if (!day) throw new AppError('invalid_input');
  return new Date(edgeIn(day, edge.minute) * 60_000);
}
