import type { z } from 'zod';
import { recordAudit } from '#server/modules/audit/record-audit.ts';
import { addDays } from '#server/modules/salon/local-time.ts';
import { listHours } from '#server/modules/salon/salon.queries.ts';
import type {
  HoursChange,
  removeExceptionInput,
  setExceptionInput,
  setHoursInput,
} from '#server/modules/salon/salon.schema.ts';
import type { Actor } from '#server/platform/actor.ts';
import type { Deps } from '#server/platform/deps.ts';
import { notFound } from '#server/platform/errors.ts';
import type { EmployeeId, SalonId } from '#server/platform/ids.ts';
import type { Tx } from '#server/platform/tx.ts';
import { expectVersion } from '#server/platform/version.ts';
import { changeHours } from './change-hours.ts';
import { findEmployees } from './find-employees.ts';

/**
 * Replaces an employee's week.
 * @throws AppError `not_found` for another salon's employee, `conflict` when somebody else has replaced the week that `version` names
 */
export async function setHours(
  deps: Pick<Deps, 'inTransaction'>,
  { salonId, employeeId, version, hours, actor }: z.output<typeof setHoursInput> & { actor: Actor },
): Promise<HoursChange> {
  return deps.inTransaction(async (tx) => {
    const change = await changeOf(tx, { salonId, employeeId, actor }, async () => {
      const stands = await listHours(tx.db, salonId, employeeId);
      expectVersion(version, stands.hours);
      await tx.db.workingHours.deleteMany({ where: { employeeId } });
      await tx.db.workingHours.createMany({ data: hours.map((stretch) => ({ employeeId, ...stretch })) });
    });
    const subject = { subjectType: 'employee', subjectId: employeeId, salonId };
    await recordAudit(tx, { actor, action: 'hours.set', ...subject, data: { hours } });
    return change;
  });
}

/**
 * Gives one date hours of its own, in place of those that it had: of an employee, or of the whole salon.
 * @throws AppError `not_found` for another salon's employee
 */
export async function setException(
  deps: Pick<Deps, 'inTransaction'>,
  { stretches, note, actor, ...place }: z.output<typeof setExceptionInput> & { actor: Actor },
): Promise<HoursChange> {
  const { salonId, employeeId } = place;
  const date = new Date(place.date);
  const hours = stretches.length > 0 ? stretches : [{ fromMinute: null, untilMinute: null }];
  return deps.inTransaction(async (tx) => {
    const change = await changeOf(tx, { ...place, actor }, async () => {
      await tx.db.hoursException.deleteMany({ where: { salonId, employeeId, date } });
      await tx.db.hoursException.createMany({
        data: hours.map((stretch) => ({ salonId, employeeId, date, note, ...stretch })),
      });
    });
    await recordException(tx, 'exception.set', { ...place, actor, stretches });
    return change;
  });
}

/** Gives a date its weekly hours (an employee's: the salon's own ones for that date, if it has any) back. */
export async function removeException(
  deps: Pick<Deps, 'inTransaction'>,
  { actor, ...place }: z.output<typeof removeExceptionInput> & { actor: Actor },
): Promise<HoursChange> {
  const { salonId, employeeId } = place;
  return deps.inTransaction(async (tx) => {
    const change = await changeOf(tx, { ...place, actor }, async () => {
      await tx.db.hoursException.deleteMany({ where: { salonId, employeeId, date: new Date(place.date) } });
    });
    await recordException(tx, 'exception.removed', { ...place, actor, stretches: [] });
    return change;
  });
}

async function changeOf(
  tx: Tx,
  { actor, date, ...whose }: { salonId: SalonId; employeeId: EmployeeId | null; date?: string; actor: Actor },
  write: () => Promise<void>,
): Promise<HoursChange> {
  const salon = await tx.db.salon.findUnique({ where: { id: whose.salonId }, select: { timeZone: true } });
  if (!salon) throw notFound('salon');
  const employees = await findEmployees(tx.db, whose);
  // Work that begins on a date may run on into the next.
  const dates = date === undefined ? {} : { dates: { from: date, until: addDays(date, 1) } };
  return changeHours(
    tx,
    { salonId: whose.salonId, employees, ...dates, timeZone: salon.timeZone, actor },
    write,
  );
}

async function recordException(
  tx: Tx,
  action: 'exception.set' | 'exception.removed',
  {
    salonId,
    employeeId,
    actor,
    date,
    stretches,
  }: Omit<z.output<typeof setExceptionInput>, 'note'> & { actor: Actor },
): Promise<void> {
  await recordAudit(tx, {
    actor,
    action,
    subjectType: employeeId === null ? 'salon' : 'employee',
    subjectId: employeeId ?? salonId,
    salonId,
    data: { date, stretches },
  });
}
