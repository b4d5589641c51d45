import type { z } from 'zod';
import type { Actor } from '#server/platform/actor.ts';
import { notFound } from '#server/platform/errors.ts';
import { newId, type EmployeeId } from '#server/platform/ids.schema.ts';
import type { Tx } from '#server/platform/tx.ts';
import { expectVersion } from '#server/platform/version.ts';
import { recordAudit } from '../audit/record-audit.ts';
import { lockSalon } from './change-salon.ts';
import { reordered } from './order.rules.ts';
import { employeeValuesOf } from './salon.queries.ts';
import type { addEmployeeInput, changeEmployeeInput, moveEmployeeInput } from './settings.schema.ts';

/**
 * Somebody new, with a calendar of their own; without hours, so nobody can book them yet.
 * @throws AppError `not_found` for another salon's service
 */
export async function addEmployee(
  tx: Tx,
  { salonId, name, title, serviceIds, actor }: z.output<typeof addEmployeeInput> & { actor: Actor },
): Promise<EmployeeId> {
  const employeeId = newId<EmployeeId>();
  const does = [...new Set(serviceIds)];
  await lockSalon(tx, salonId);
  if ((await tx.db.service.count({ where: { salonId, id: { in: does } } })) < does.length)
    throw notFound('service');
  const { _max: last } = await tx.db.employee.aggregate({ where: { salonId }, _max: { position: true } });
  await tx.db.employee.create({
    data: { id: employeeId, salonId, name, title, position: (last.position ?? -1) + 1, createdAt: tx.now },
    select: { id: true },
  });
  await tx.db.calendar.create({ data: { salonId, employeeId, createdAt: tx.now }, select: { id: true } });
  await tx.db.employeeService.createMany({ data: does.map((serviceId) => ({ employeeId, serviceId })) });
  const subject = { subjectType: 'employee', subjectId: employeeId, salonId };
  await recordAudit(tx, { actor, action: 'employee.added', ...subject });
  return employeeId;
}

/**
 * Another name or title.
 * @throws AppError `not_found` for another salon's employee, `conflict` when somebody else has changed them since `version`
 */
export async function changeEmployee(
  tx: Tx,
  {
    salonId,
    employeeId,
    version,
    name,
    title,
    actor,
  }: z.output<typeof changeEmployeeInput> & { actor: Actor },
): Promise<void> {
  await lockSalon(tx, salonId);
  const stands = await tx.db.employee.findFirst({ where: { id: employeeId, salonId } });
  if (!stands) throw notFound('employee');
  expectVersion(version, employeeValuesOf(stands));
  if (stands.name === name && stands.title === title) return;
  await tx.db.employee.update({ where: { id: employeeId }, data: { name, title }, select: { id: true } });
  const subject = { subjectType: 'employee', subjectId: employeeId, salonId };
  await recordAudit(tx, { actor, action: 'employee.changed', ...subject });
}

/** @throws AppError `not_found` for another salon's employee, and for one who has left */
export async function moveEmployee(
  tx: Tx,
  { salonId, employeeId, direction, actor }: z.output<typeof moveEmployeeInput> & { actor: Actor },
): Promise<void> {
  await lockSalon(tx, salonId);
  const employees = await tx.db.employee.findMany({
    where: { salonId, archivedAt: null },
    orderBy: [{ position: 'asc' }, { id: 'asc' }],
    select: { id: true },
  });
  const order = reordered(
    employees.map(({ id }) => id),
    employeeId,
    direction,
  );
  if (!order) throw notFound('employee');
  for (const [position, id] of order.entries())
    await tx.db.employee.update({ where: { id }, data: { position }, select: { id: true } });
  const subject = { subjectType: 'employee', subjectId: employeeId, salonId };
  await recordAudit(tx, { actor, action: 'employee.moved', ...subject });
}
