import type { Prisma } from '#server/generated/prisma/client.ts';
import type { Db } from '#server/platform/db.ts';
import { notFound } from '#server/platform/errors.ts';
import {
  idOf,
  type EmployeeId,
  type EntryId,
  type OrganisationId,
  type SalonId,
} from '#server/platform/ids.schema.ts';
import type { Tx } from '#server/platform/tx.ts';
import type { StoredWish } from './wish.rules.ts';
import type { Wish } from './waitlist.schema.ts';

/** What of the salon a wish is about. */
export interface WishedFor {
  salon: {
    organisationId: OrganisationId;
    timeZone: string;
    phone: string | null;
    joiningEnabled: boolean;
  };
  durationMinutes: number;
  employeeIds: EmployeeId[];
}

/**
 * Reads what a wish names.
 * @returns `employee_mismatch` when a named employee does not do the service
 * @throws AppError `not_found` for an unknown or closed salon, service or employee
 */
export async function loadWishedFor(
  db: Db,
  salonId: SalonId,
  wish: Wish,
): Promise<WishedFor | 'employee_mismatch'> {
  const salon = await db.salon.findFirst({
    where: { id: salonId, archivedAt: null },
    select: { organisationId: true, timeZone: true, phone: true, joiningEnabled: true },
  });
  if (!salon) throw notFound('salon');
  const service = await db.service.findFirst({
    where: { id: wish.serviceId, salonId, archivedAt: null },
    select: { durationMinutes: true, employees: { select: { employeeId: true } } },
  });
  if (!service) throw notFound('service');
  const employeeIds = [...new Set(wish.employeeIds)];
  const known = await db.employee.count({ where: { id: { in: employeeIds }, salonId, archivedAt: null } });
  if (known !== employeeIds.length) throw notFound('employee');
  const performers = new Set(service.employees.map(({ employeeId }) => employeeId));
  if (employeeIds.some((id) => !performers.has(id))) return 'employee_mismatch';
  return {
    salon: { ...salon, organisationId: idOf<OrganisationId>(salon.organisationId) },
    durationMinutes: service.durationMinutes,
    employeeIds,
  };
}

/** The columns of an entry that its wish fills. */
export function wishColumns(tx: Tx, wish: Wish, stored: StoredWish, employeeIds: readonly EmployeeId[]) {
  return {
    serviceId: wish.serviceId,
    employeeId: employeeIds.length === 1 ? (employeeIds[0] ?? null) : null,
    preferredDate: dateColumn(stored.preferredDate),
    preferredTimeStart: timeColumn(stored.preferredTimeStart),
    preferredTimeEnd: timeColumn(stored.preferredTimeEnd),
    preferenceMode: stored.preferenceMode,
    flexWindowMinutes: stored.flexWindowMinutes,
    leadTimeMinutes: wish.leadTimeMinutes,
    lastWindowDate: dateColumn(stored.lastWindowDate),
    wishChangedAt: tx.now,
    priorityScoreSnapshot: stored.score.total,
    priorityScoreParts: stored.score.parts.map(({ part, points }) => ({ part, points })),
    updatedAt: tx.now,
  } satisfies Prisma.WaitlistEntryUncheckedUpdateInput;
}

/** Replaces the windows and the employees that an entry names. */
export async function writeWishRows(
  tx: Tx,
  entryId: EntryId,
  stored: StoredWish,
  employeeIds: readonly EmployeeId[],
): Promise<void> {
  await tx.db.preferenceWindow.deleteMany({ where: { entryId } });
  await tx.db.waitlistEntryEmployee.deleteMany({ where: { entryId } });
  await tx.db.preferenceWindow.createMany({
    data: stored.windows.map(({ dateFrom, dateUntil, ...window }) => ({
      entryId,
      dateFrom: dateColumn(dateFrom),
      dateUntil: dateColumn(dateUntil),
      ...window,
    })),
  });
  if (employeeIds.length > 0) {
    await tx.db.waitlistEntryEmployee.createMany({
      data: employeeIds.map((employeeId) => ({ entryId, employeeId })),
    });
  }
}

/** Prisma speaks of a `date` as the instant of its midnight in UTC. */
function dateColumn(date: string): Date {
  return new Date(`${date}T00:00:00Z`);
}

function timeColumn(time: string | null): Date | null {
  return time === null ? null : new Date(`1970-01-01T${time}:00Z`);
}
