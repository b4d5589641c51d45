import { AppError, notFound } from '#server/platform/errors.ts';
import type { Db } from '#server/platform/db.ts';
import type { CalendarId, EmployeeId } from '#server/platform/ids.schema.ts';
import { formatDayMinute, type LocalDay } from '#server/modules/salon/local-time.ts';
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
  const facts = await loadOffered(db, request);
  return {
    timeZone: facts.timeZone,
    days: findFreeSlots(facts).map(({ date, slots }) => ({
      date,
      slots: slots.map((slot) => present(slot, date, facts)),
    })),
  };
}

/** The first free time within the salon's horizon, on or after `from`. It throws as `findSlots` does. */
export async function findFirstSlot(db: Db, request: AvailabilityRequest): Promise<Slot | null> {
  const facts = await loadOffered(db, request);
  for (const { date, slots } of findFreeSlots(facts)) {
    const [first] = slots;
    if (first) return present(first, date, facts);
  }
  return null;
}

/** A request for one time, from which its date follows. */
export type TimeRequest = Omit<AvailabilityRequest, 'from' | 'days' | 'around'> & { startsAt: Date };

export type ExactSlot =
  | {
      outcome: 'free';
      facts: LoadedAvailability;
      day: LocalDay;
      /** Who is free then, and their calendars. */
      employeeIds: readonly EmployeeId[];
      calendarIds: readonly CalendarId[];
    }
  | { outcome: 'taken' | 'employee_mismatch' };

/**
 * Whether just this time is among the free ones: what is shown can be booked, and nothing else can. Inside a transaction that
 * has locked the calendars the answer holds until its end.
 * @throws AppError `not_found`
 */
export async function findExactSlot(db: Db, { startsAt, ...request }: TimeRequest): Promise<ExactSlot> {
  const facts = await loadAvailability(db, { ...request, around: { instant: startsAt, days: 0 } });
  if (await isMismatch(db, request, facts)) return { outcome: 'employee_mismatch' };
  const start = startsAt.getTime() / 60_000;
  const [day] = findFreeSlots(facts);
  const slot = day?.slots.find((candidate) => candidate.start === start);
  const [, localDay] = facts.days;
  if (!slot || !localDay) return { outcome: 'taken' };
  const calendarIds = slot.employeeIds.flatMap((id) => facts.calendarOf.get(id) ?? []);
  return { outcome: 'free', facts, day: localDay, employeeIds: slot.employeeIds, calendarIds };
}

const alternativeDays = 3;
const alternativesShown = 6;

/**
 * What is free nearest to a time that is not: for whoever came second.
 * @param apart leaves out what overlaps the time, as if an appointment stood there with everybody: the caller's own does
 */
export async function findAlternatives(
  db: Db,
  { startsAt, ...request }: TimeRequest,
  { apart = false } = {},
): Promise<Slot[]> {
  const facts = await loadAvailability(db, {
    ...request,
    around: { instant: startsAt, days: alternativeDays },
  });
  const wanted = startsAt.getTime() / 60_000;
  // The caller could not have this one, also when it looks free: their own appointment may be in the way.
  const least = apart ? facts.block.durationMinutes : 1;
  return findFreeSlots(facts)
    .flatMap(({ date, slots }) => slots.map((slot) => ({ slot, date })))
    .filter(({ slot }) => Math.abs(slot.start - wanted) >= least)
    .toSorted((a, b) => Math.abs(a.slot.start - wanted) - Math.abs(b.slot.start - wanted))
    .slice(0, alternativesShown)
    .toSorted((a, b) => a.slot.start - b.slot.start)
    .map(({ slot, date }) => present(slot, date, facts));
}

async function loadOffered(db: Db, request: AvailabilityRequest): Promise<LoadedAvailability> {
  const facts = await loadAvailability(db, request);
  if (await isMismatch(db, request, facts)) throw new AppError('service_not_offered');
  return facts;
}

/** An employee who is asked for by name but not among the facts: unknown, or not one who does this. */
async function isMismatch(
  db: Db,
  { salonId, employeeId }: Pick<AvailabilityRequest, 'salonId' | 'employeeId'>,
  facts: LoadedAvailability,
): Promise<boolean> {
  if (!employeeId || facts.employees.length > 0) return false;
  const employee = await db.employee.findFirst({
    where: { id: employeeId, salonId, archivedAt: null },
    select: { id: true },
  });
  if (!employee) throw notFound('employee');
  return true;
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
