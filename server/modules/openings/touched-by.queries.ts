import type { z } from 'zod';
import type {
  hitByTimeOffInput,
  hitByTimeOffOutput,
  touchedByArchivingInput,
  touchedByArchivingOutput,
} from '#server/modules/salon/salon.schema.ts';
import type { Db } from '#server/platform/db.ts';
import { notFound } from '#server/platform/errors.ts';
import { listAffectedBookings } from './affected-bookings.ts';

/** The bookings that stand where somebody is away: for each time off that has not ended, those that are still to be looked after. */
export async function listHitByTimeOff(
  db: Db,
  { salonId, from }: z.output<typeof hitByTimeOffInput>,
): Promise<z.output<typeof hitByTimeOffOutput>> {
  const away = await db.timeOff.findMany({
    where: { employee: { salonId }, endsAt: { gt: new Date(from) } },
    orderBy: [{ startsAt: 'asc' }, { id: 'asc' }],
  });
  const hits = [];
  for (const { id, employeeId, startsAt, endsAt } of away) {
    const bookings = await listAffectedBookings(db, {
      employeeId,
      startsAt: { lt: endsAt },
      endsAt: { gt: startsAt },
    });
    hits.push({ timeOffId: id, bookings });
  }
  return hits;
}

/**
 * What an employee or a service that is to go has to do with: for who is asked whether they mean it.
 * @throws AppError `not_found` for another salon's
 */
export async function findTouched(
  db: Db,
  input: z.output<typeof touchedByArchivingInput>,
  now: Date,
): Promise<z.output<typeof touchedByArchivingOutput>> {
  const { salonId } = input;
  if ('employeeId' in input) {
    const { employeeId } = input;
    if ((await db.employee.count({ where: { id: employeeId, salonId } })) === 0) throw notFound('employee');
    const bookings = await listAffectedBookings(db, { employeeId, endsAt: { gt: now } });
    const openings = await db.opening.count({ where: { employeeId, status: 'open' } });
    const entries = await db.waitlistEntry.count({
      where: { salonId, employeeId, status: { in: ['waiting', 'notified', 'cooldown'] } },
    });
    return { bookings, openings, entries };
  }
  const { serviceId } = input;
  if ((await db.service.count({ where: { id: serviceId, salonId } })) === 0) throw notFound('service');
  const bookings = await listAffectedBookings(db, { serviceId, endsAt: { gt: now } });
  const openings = await db.opening.count({ where: { salonId, serviceId, status: 'open' } });
  const entries = await db.waitlistEntry.count({
    where: { salonId, serviceId, status: { in: ['waiting', 'notified', 'cooldown'] } },
  });
  return { bookings, openings, entries };
}
