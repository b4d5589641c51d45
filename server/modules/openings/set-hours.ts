import type { z } from 'zod';
import { recordAudit } from '#server/modules/audit/record-audit.ts';
import { addDays } from '#server/modules/salon/local-time.ts';
import { listExceptions, listHours } from '#server/modules/salon/salon.queries.ts';
import type {
  ExceptionChange,
  HoursChange,
  removeExceptionInput,
  setExceptionInput,
  setHoursInput,
  setHoursOutput,
  WeeklyStretch,
} from '#server/modules/salon/salon.schema.ts';
import type { Actor } from '#server/platform/actor.ts';
import type { Db } from '#server/platform/db.ts';
import type { Deps } from '#server/platform/deps.ts';
import { notFound } from '#server/platform/errors.ts';
import type { EmployeeId, SalonId } from '#server/platform/ids.schema.ts';
import type { Tx } from '#server/platform/tx.ts';
import { expectVersion, versionOf } from '#server/platform/version.ts';
import { changeHours } from './change-hours.ts';
import { findEmployees } from './find-employees.ts';

/**
 * Replaces an employee's week.
 * @throws AppError `not_found` for another salon's employee, `conflict` when somebody else has replaced the week that `version` names
 */
export async function setHours(
  deps: Pick<Deps, 'inTransaction'>,
  { salonId, employeeId, version, hours, actor }: z.output<typeof setHoursInput> & { actor: Actor },
): Promise<z.output<typeof setHoursOutput>> {
  return deps.inTransaction(async (tx) => {
    let previous: WeeklyStretch[] = [];
    const change = await changeOf(tx, { salonId, employeeId, actor }, async () => {
      const stands = await listHours(tx.db, salonId, employeeId);
      expectVersion(version, stands.hours);
      previous = stands.hours;
      await tx.db.workingHours.deleteMany({ where: { employeeId } });
      await tx.db.workingHours.createMany({ data: hours.map((stretch) => ({ employeeId, ...stretch })) });
    });
    const subject = { subjectType: 'employee', subjectId: employeeId, salonId };
    await recordAudit(tx, { actor, action: 'hours.set', ...subject, data: { hours } });
    return { ...change, previous, version: (await listHours(tx.db, salonId, employeeId)).version };
  });
}

/**
 * Gives one date hours of its own, in place of those that it had: of an employee, or of the whole salon.
 * @throws AppError `not_found` for another salon's employee, `conflict` when somebody else has changed what `version` names
 */
export async function setException(
  deps: Pick<Deps, 'inTransaction'>,
  { stretches, note, actor, version, ...place }: z.output<typeof setExceptionInput> & { actor: Actor },
): Promise<ExceptionChange> {
  const { salonId, employeeId } = place;
  const date = new Date(place.date);
  const hours = stretches.length > 0 ? stretches : [{ fromMinute: null, untilMinute: null }];
  return deps.inTransaction(async (tx) => {
    const change = await changeDate(tx, { ...place, version, actor }, async () => {
      await tx.db.hoursException.createMany({
        data: hours.map((stretch) => ({ salonId, employeeId, date, note, ...stretch })),
      });
    });
    await recordException(tx, 'exception.set', { ...place, actor, stretches });
    return change;
  });
}

/** Gives a date its weekly hours (an employee's: the salon's own ones for that date, if it has any) back. It throws as `setException` does. */
export async function removeException(
  deps: Pick<Deps, 'inTransaction'>,
  { actor, version, ...place }: z.output<typeof removeExceptionInput> & { actor: Actor },
): Promise<ExceptionChange> {
  return deps.inTransaction(async (tx) => {
    const change = await changeDate(tx, { ...place, version, actor });
    await recordException(tx, 'exception.removed', { ...place, actor, stretches: [] });
    return change;
  });
}

/** Takes a date's own hours away, and writes others in their place. */
async function changeDate(
  tx: Tx,
  { version, ...place }: z.output<typeof removeExceptionInput> & { actor: Actor },
  write?: () => Promise<void>,
): Promise<ExceptionChange> {
  const { salonId, employeeId, date } = place;
  const stands = () => findException(tx.db, place);
  let previous: Exception | null = null;
  const change = await changeOf(tx, place, async () => {
    previous = await stands();
    expectVersion(version, previous);
    await tx.db.hoursException.deleteMany({ where: { salonId, employeeId, date: new Date(date) } });
    await write?.();
  });
  return { ...change, previous, version: versionOf(await stands()) };
}

type Exception = NonNullable<ExceptionChange['previous']>;

/** What a date has of its own, for one employee or (null) for the whole salon. */
async function findException(
  db: Db,
  { salonId, employeeId, date }: { salonId: SalonId; employeeId: EmployeeId | null; date: string },
): Promise<Exception | null> {
  const all = await listExceptions(db, salonId, date);
  const found = all.find((one) => one.date === date && one.employeeId === employeeId);
  return found ? { stretches: found.stretches, note: found.note } : null;
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
  }: Omit<z.output<typeof setExceptionInput>, 'note' | 'version'> & { actor: Actor },
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
