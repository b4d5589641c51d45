import { recordAudit } from '#server/modules/audit/record-audit.ts';
import type { Actor } from '#server/platform/actor.ts';
import type { Deps } from '#server/platform/deps.ts';
import { notFound } from '#server/platform/errors.ts';
import type { SalonId, ServiceId } from '#server/platform/ids.schema.ts';
import type { z } from 'zod';
import { lockCalendars } from '#server/modules/calendar/lock-calendars.ts';
import type { restoreOutput } from '#server/modules/salon/salon.schema.ts';
import { openAddedTime } from './added-time.ts';
import { findEmployees } from './find-employees.ts';

/**
 * A service is offered again, by those who did it. Their free time is offered to those who wait for it, once that has settled. Names
 * need not differ. A repeat changes nothing.
 * @throws AppError `not_found` for another salon's service
 */
export async function restoreService(
  deps: Pick<Deps, 'inTransaction'>,
  { salonId, serviceId, actor }: { salonId: SalonId; serviceId: ServiceId; actor: Actor },
): Promise<z.output<typeof restoreOutput>> {
  return deps.inTransaction(async (tx) => {
    const employees = await findEmployees(tx.db, { salonId, employeeId: null });
    await lockCalendars(
      tx,
      employees.map(({ calendarId }) => calendarId),
    );
    const { count } = await tx.db.service.updateMany({
      where: { id: serviceId, salonId, archivedAt: { not: null } },
      data: { archivedAt: null },
    });
    if (count === 0) {
      if ((await tx.db.service.count({ where: { id: serviceId, salonId } })) === 0) throw notFound('service');
      return { ok: true, openingIds: [] };
    }
    const subject = { subjectType: 'service', subjectId: serviceId, salonId };
    const openingIds = await openAddedTime(
      tx,
      { salonId, employees },
      { before: null, only: [serviceId], cause: 'service_added' },
    );
    await recordAudit(tx, { actor, action: 'service.restored', ...subject, data: { openingIds } });
    return { ok: true, openingIds };
  });
}
