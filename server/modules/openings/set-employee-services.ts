import type { z } from 'zod';
import { recordAudit } from '#server/modules/audit/record-audit.ts';
import { lockCalendars } from '#server/modules/calendar/lock-calendars.ts';
import type {
  setEmployeeServicesInput,
  setEmployeeServicesOutput,
} from '#server/modules/salon/salon.schema.ts';
import type { Actor } from '#server/platform/actor.ts';
import type { Deps } from '#server/platform/deps.ts';
import { notFound } from '#server/platform/errors.ts';
import { idOf, type CalendarId, type ServiceId } from '#server/platform/ids.schema.ts';
import type { Tx } from '#server/platform/tx.ts';
import { expectVersion } from '#server/platform/version.ts';
import { openAddedTime } from './added-time.ts';
import { findEmployees } from './find-employees.ts';

/**
 * Says which services somebody does. Time of theirs that was free all along is offered to those who wait for a new one, once that has
 * settled; what was to be offered for a service that they lose before it has settled is not. Offers that are out and bookings stay.
 * @throws AppError `not_found` for another salon's employee or service, `conflict` when somebody else has changed what `version` names
 */
export async function setEmployeeServices(
  deps: Pick<Deps, 'inTransaction'>,
  {
    salonId,
    employeeId,
    serviceIds,
    version,
    actor,
  }: z.output<typeof setEmployeeServicesInput> & { actor: Actor },
): Promise<z.output<typeof setEmployeeServicesOutput>> {
  const wanted = [...new Set(serviceIds)];
  return deps.inTransaction(async (tx) => {
    const employees = await findEmployees(tx.db, { salonId, employeeId });
    const calendarIds = employees.map(({ calendarId }) => calendarId);
    await lockCalendars(tx, calendarIds);
    if ((await tx.db.service.count({ where: { salonId, id: { in: wanted } } })) < wanted.length) {
      throw notFound('service');
    }
    const done = await tx.db.employeeService.findMany({ where: { employeeId }, select: { serviceId: true } });
    const had = done.map(({ serviceId }) => idOf<ServiceId>(serviceId));
    expectVersion(version, had.toSorted());
    const lost = had.filter((id) => !wanted.includes(id));
    const added = wanted.filter((id) => !had.includes(id));

    await tx.db.employeeService.deleteMany({ where: { employeeId, serviceId: { in: lost } } });
    await tx.db.employeeService.createMany({ data: added.map((serviceId) => ({ employeeId, serviceId })) });
    await endUnsettled(tx, calendarIds, lost);
    const openingIds =
      added.length > 0
        ? await openAddedTime(
            tx,
            { salonId, employees },
            { before: null, only: added, cause: 'service_added' },
          )
        : [];
    if (added.length > 0 || lost.length > 0) {
      await recordAudit(tx, {
        actor,
        action: 'employee.services_set',
        subjectType: 'employee',
        subjectId: employeeId,
        salonId,
        data: { added, lost, openingIds },
      });
    }
    return { ok: true, openingIds };
  });
}

/** Nobody has heard of them. */
export async function endUnsettled(
  tx: Tx,
  calendarIds: readonly CalendarId[],
  services: readonly ServiceId[],
): Promise<void> {
  await tx.db.$queryRaw`
    SELECT withdraw_opening(o.id, 'withdrawn', 'service_removed', ${tx.now}::timestamptz)
    FROM (
      -- Index openings_open.
      SELECT id FROM openings
      WHERE calendar_id = ANY (${[...calendarIds]}::uuid[]) AND status = 'open' AND cause = 'service_added'
        AND service_id = ANY (${[...services]}::uuid[]) AND settles_at > ${tx.now}::timestamptz AND offers_made = 0
      ORDER BY id
    ) o`;
}
