import { AppError, notFound } from '#server/platform/errors.ts';
import type { Db } from '#server/platform/db.ts';
import { formatDayMinute } from '#server/modules/salon/local-time.ts';
import {
  loadAvailability,
  type AvailabilityRequest,
  type LoadedAvailability,
} from './availability.queries.ts';
import { findFreeSlots, type FreeSlot } from './availability.rules.ts';
import type { Slot, SlotDays } from './availability.schema.ts';

/**
 * The free times of the days asked for. Reads only, in a constant number of queries.
 * @throws AppError `not_found` (salon, service, employee), `service_not_offered` when the employee does not do the services
 */
export async function findSlots(db: Db, request: AvailabilityRequest): Promise<SlotDays> {
  const facts = await loadAvailability(db, request);
  await refuseStrangers(db, request, facts);
  return {
    timeZone: facts.timeZone,
    days: findFreeSlots(facts).map(({ date, slots }) => ({
      date,
      slots: slots.map((slot) => present(slot, date, facts)),
    })),
  };
}

/** The first free time within the salon's horizon, on or after `from`. */
export async function findFirstSlot(db: Db, request: AvailabilityRequest): Promise<Slot | null> {
  const facts = await loadAvailability(db, request);
  await refuseStrangers(db, request, facts);
  for (const { date, slots } of findFreeSlots(facts)) {
    const [first] = slots;
    if (first) return present(first, date, facts);
  }
  return null;
}

const daysAround = 7;
const alternativesShown = 6;

/** What is free nearest to a time that is not: for whoever came second. */
export async function findAlternatives(
  db: Db,
  request: Omit<AvailabilityRequest, 'from' | 'days'> & { wanted: Date; date: string },
): Promise<Slot[]> {
  const facts = await loadAvailability(db, { ...request, from: request.date, days: daysAround });
  const wanted = request.wanted.getTime() / 60_000;
  return findFreeSlots(facts)
    .flatMap(({ date, slots }) =>
      slots.map((slot) => ({ slot, date, distance: Math.abs(slot.start - wanted) })),
    )
    .toSorted((a, b) => a.distance - b.distance)
    .slice(0, alternativesShown)
    .toSorted((a, b) => a.slot.start - b.slot.start)
    .map(({ slot, date }) => present(slot, date, facts));
}

/** An employee who is asked for by name but not among the facts: unknown, or not one who does this. */
async function refuseStrangers(
  db: Db,
  { salonId, employeeId }: AvailabilityRequest,
  facts: LoadedAvailability,
) {
  if (!employeeId || facts.employees.length > 0) return;
  const employee = await db.employee.findFirst({
    where: { id: employeeId, salonId, archivedAt: null },
    select: { id: true },
  });
  throw employee ? new AppError('service_not_offered') : notFound('employee');
}

function present(
  { start, minute, employeeIds }: FreeSlot,
  date: string,
  { block }: LoadedAvailability,
): Slot {
  return {
    startsAt: isoOfMinute(start),
    endsAt: isoOfMinute(start + block.durationMinutes),
    date,
    localTime: formatDayMinute(minute),
    employeeIds,
  };
}

function isoOfMinute(epochMinute: number): string {
  return new Date(epochMinute * 60_000).toISOString();
}
