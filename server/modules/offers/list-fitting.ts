import type { z } from 'zod';
import type { Db } from '#server/platform/db.ts';
import { idOf, type EmployeeId, type EntryId } from '#server/platform/ids.schema.ts';
import { loadAvailability } from '../calendar/availability.queries.ts';
import { findFreeSlots } from '../calendar/availability.rules.ts';
import { listEntries } from '../waitlist/list-entries.ts';
import type { Fitting, fittingInput } from './offers.schema.ts';
import { datedWindow, isWished } from './propose-slots.ts';

/** So many of those who wait are held against a day, from the top of the rank. */
const mostEntries = 50;

/**
 * Who waits and could come on a day, in rank, each with the free times that their wish holds. What else an offer asks for (notice, other
 * appointments, a way to reach them) is decided when it is made. The number of queries is the same however many wait.
 * @throws AppError `not_found` for an unknown or closed salon
 */
export async function listFitting(
  db: Db,
  { salonId, date, now }: z.output<typeof fittingInput> & { now: Date },
): Promise<Fitting> {
  const [{ entries }, facts] = await Promise.all([
    listEntries(db, { salonId, statuses: ['waiting'], date, sort: 'rank', page: 1, pageSize: mostEntries }),
    // Of no service: everybody's day.
    loadAvailability(db, { salonId, serviceIds: [], from: date, days: 1, now, audience: 'staff' }),
  ]);
  const [services, windows] = await Promise.all([
    db.service.findMany({
      where: { id: { in: entries.map(({ service }) => service.id) } },
      include: { employees: { select: { employeeId: true } } },
    }),
    db.preferenceWindow.findMany({ where: { entryId: { in: entries.map(({ id }) => id) } } }),
  ]);
  const serviceById = new Map(services.map((service) => [service.id, service]));
  const windowsOf = Map.groupBy(windows.map(datedWindow), ({ entryId }) => entryId);

  const fitting = entries.map(({ id, customer, service: { id: serviceId, name }, employees, score }) => {
    const service = serviceById.get(serviceId);
    if (!service) throw new Error('An entry has a service.');
    const able = new Set(service.employees.map(({ employeeId }) => idOf<EmployeeId>(employeeId)));
    const wanted = new Set(employees.map((employee) => employee.id));
    const people = facts.employees.filter(
      (employee) => able.has(employee.id) && (wanted.size === 0 || wanted.has(employee.id)),
    );
    const minutes = service.durationMinutes;
    const starts = findFreeSlots({ ...facts, employees: people, block: service })
      .flatMap(({ slots }) => slots)
      .filter(({ minute }) => isWished(windowsOf.get(id) ?? [], { date, minute, minutes }));
    return {
      entryId: idOf<EntryId>(id),
      customerName: customer.name,
      serviceName: name,
      durationMinutes: minutes,
      score,
      employeeIds: [...able],
      times: people
        .map((employee) => ({
          employeeId: employee.id,
          starts: starts
            .filter(({ employeeIds }) => employeeIds.includes(employee.id))
            .map(({ start }) => new Date(start * 60_000).toISOString()),
        }))
        .filter((time) => time.starts.length > 0),
    };
  });
  const found = fitting.filter(({ times }) => times.length > 0);
  return { entries: found, others: fitting.length - found.length };
}
