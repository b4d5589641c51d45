import type { z } from 'zod';
import type { Actor } from '#server/platform/actor.ts';
import { notFound } from '#server/platform/errors.ts';
import { newId, type ServiceId } from '#server/platform/ids.schema.ts';
import type { Tx } from '#server/platform/tx.ts';
import { expectVersion } from '#server/platform/version.ts';
import { recordAudit } from '../audit/record-audit.ts';
import { lockSalon } from './change-salon.ts';
import { reordered } from './order.rules.ts';
import { serviceValuesOf } from './salon.queries.ts';
import type {
  addServiceInput,
  changeServiceInput,
  moveServiceInput,
  ServiceValues,
} from './settings.schema.ts';

/**
 * Something new that can be booked, of whoever does it. Nobody can have waited for it.
 * @throws AppError `not_found` for another salon's employee
 */
export async function addService(
  tx: Tx,
  { salonId, values, employeeIds, actor }: z.output<typeof addServiceInput> & { actor: Actor },
): Promise<ServiceId> {
  const serviceId = newId<ServiceId>();
  const by = [...new Set(employeeIds)];
  await lockSalon(tx, salonId);
  const known = { salonId, id: { in: by }, archivedAt: null };
  if ((await tx.db.employee.count({ where: known })) < by.length) throw notFound('employee');
  const { _max: last } = await tx.db.service.aggregate({ where: { salonId }, _max: { position: true } });
  await tx.db.service.create({
    data: { id: serviceId, salonId, ...values, position: (last.position ?? -1) + 1, createdAt: tx.now },
    select: { id: true },
  });
  await tx.db.employeeService.createMany({ data: by.map((employeeId) => ({ employeeId, serviceId })) });
  const subject = { subjectType: 'service', subjectId: serviceId, salonId };
  await recordAudit(tx, { actor, action: 'service.added', ...subject });
  return serviceId;
}

/**
 * Counts for what is booked or offered from then on: bookings and offers keep the length and price that they were made with.
 * @throws AppError `not_found` for another salon's service, `conflict` when somebody else has changed it since `version`
 */
export async function changeService(
  tx: Tx,
  { salonId, serviceId, version, values, actor }: z.output<typeof changeServiceInput> & { actor: Actor },
): Promise<void> {
  await lockSalon(tx, salonId);
  const found = await tx.db.service.findFirst({ where: { id: serviceId, salonId } });
  if (!found) throw notFound('service');
  const stands = serviceValuesOf(found);
  expectVersion(version, stands);
  const changed = (Object.keys(stands) as (keyof ServiceValues)[]).filter(
    (key) => values[key] !== stands[key],
  );
  if (changed.length === 0) return;
  await tx.db.service.update({ where: { id: serviceId }, data: values, select: { id: true } });
  const subject = { subjectType: 'service', subjectId: serviceId, salonId };
  await recordAudit(tx, { actor, action: 'service.changed', ...subject, data: { changed } });
}

/** @throws AppError `not_found` for another salon's service, and for one that is not offered any more */
export async function moveService(
  tx: Tx,
  { salonId, serviceId, direction, actor }: z.output<typeof moveServiceInput> & { actor: Actor },
): Promise<void> {
  await lockSalon(tx, salonId);
  const services = await tx.db.service.findMany({
    where: { salonId, archivedAt: null },
    orderBy: [{ position: 'asc' }, { id: 'asc' }],
    select: { id: true },
  });
  const order = reordered(
    services.map(({ id }) => id),
    serviceId,
    direction,
  );
  if (!order) throw notFound('service');
  for (const [position, id] of order.entries())
    await tx.db.service.update({ where: { id }, data: { position }, select: { id: true } });
  const subject = { subjectType: 'service', subjectId: serviceId, salonId };
  await recordAudit(tx, { actor, action: 'service.moved', ...subject });
}
