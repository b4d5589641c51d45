import { loadAvailability, type LoadedAvailability } from '#server/modules/calendar/availability.queries.ts';
import { blockOf, findFreeSlots, type FreeDay } from '#server/modules/calendar/availability.rules.ts';
import { addDays, localDateAt } from '#server/modules/salon/local-time.ts';
import {
  idOf,
  type CalendarId,
  type OpeningId,
  type SalonId,
  type ServiceId,
} from '#server/platform/ids.schema.ts';
import type { Tx } from '#server/platform/tx.ts';
import type { EmployeeCalendar } from './find-employees.ts';
import type { OpeningCause } from './openings.schema.ts';
import { settledAt, settleOpenings } from './settle-openings.ts';
import { chooseTimes, type ServiceTimes } from './wanted-times.rules.ts';
import { loadWishes } from './wishes.queries.ts';

/** So many openings come of one change for each employee at most: beyond that the time is better sold to everybody. */
const mostOpenings = 20;

/** Of whom the time is looked at, and when. Beyond the salon's horizon nobody can book, so nobody is asked. */
export interface TimePlace {
  salonId: SalonId;
  employees: readonly EmployeeCalendar[];
  /** Local dates, both included. Left out: from today to the horizon. */
  dates?: { from: string; until: string };
}

/** What employees could do when, for the services that somebody waits for. */
type FreeTimes = ReadonlyMap<CalendarId, LoadedAvailability>;

/** Looks at the employees' free time before something gives them more. Their calendars are locked. */
export async function readFreeTimes(tx: Tx, place: TimePlace): Promise<FreeTimes> {
  const times = new Map<CalendarId, LoadedAvailability>();
  const period = await periodOf(tx, place);
  if (!period) return times;
  const wanted = await wantedServices(tx, place);
  for (const { employeeId, calendarId } of place.employees) {
    const serviceIds = wanted.get(employeeId);
    if (!serviceIds) continue;
    const request = {
      salonId: place.salonId,
      employeeId,
      serviceIds,
      now: tx.now,
      audience: 'staff' as const,
    };
    times.set(calendarId, await loadAvailability(tx.db, { ...request, ...period }));
  }
  return times;
}

/**
 * Offers to those who wait what employees can do now and could not do before, once the change has settled: one opening for each of them, at
 * the first time that their wish holds, held at once. The rest of the time is on public sale. (All who wait are ranked for an
 * opening, as for any other.) The calendars are locked.
 * @param before null: the employees could not do these services at all
 */
export async function openAddedTime(
  tx: Tx,
  place: TimePlace,
  {
    before,
    only,
    cause,
  }: {
    before: FreeTimes | null;
    only?: readonly ServiceId[];
    cause: Extract<OpeningCause, 'time_off_removed' | 'hours_added' | 'service_added'>;
  },
): Promise<OpeningId[]> {
  const settlesAt = settledAt(tx.now);
  const opened: OpeningId[] = [];
  for (const [calendarId, facts] of await readFreeTimes(tx, place)) {
    const employee = place.employees.find((candidate) => candidate.calendarId === calendarId);
    const earlier = before && before.get(calendarId);
    // Somebody began to wait between the two looks: for them it is time like any other.
    if (!employee || earlier === undefined) continue;
    const services = timesOf(facts, earlier, only);
    const { employeeId } = employee;
    const wishes = await loadWishes(tx, {
      salonId: place.salonId,
      employeeId,
      serviceIds: [...services.keys()],
      today: localDateAt(tx.now, facts.timeZone),
    });
    for (const { serviceId, start, range } of chooseTimes(wishes, services, mostOpenings)) {
      const [from, until] = range;
      const [row] = await tx.db.$queryRaw<{ id: string | null }[]>`
        SELECT free_calendar_time(
          ${calendarId}::uuid, ${instant(start)}::timestamptz, ${instant(from)}::timestamptz, ${instant(until)}::timestamptz,
          ${cause}, ${tx.now}::timestamptz, ${serviceId}::uuid
        ) AS id`;
      if (!row?.id) continue;
      await tx.db.opening.update({ where: { id: row.id }, data: { serviceId }, select: { id: true } });
      opened.push(idOf<OpeningId>(row.id));
    }
  }
  await settleOpenings(tx, opened, settlesAt);
  return opened;
}

function timesOf(
  facts: LoadedAvailability,
  before: LoadedAvailability | null,
  only?: readonly ServiceId[],
): Map<ServiceId, ServiceTimes> {
  const services = facts.services.filter(({ id }) => only?.includes(id) ?? true);
  return new Map(
    services.map((service) => {
      const block = blockOf([service]);
      const starts = (days: readonly FreeDay[]) =>
        days.flatMap(({ slots }) => slots.map(({ start }) => start));
      return [
        service.id,
        {
          block,
          now: findFreeSlots({ ...facts, block }),
          before: new Set(before ? starts(findFreeSlots({ ...before, block })) : []),
        },
      ];
    }),
  );
}

/** The services that somebody waits for, of each employee; nobody's while matching is off. Index waitlist_entries_waiting_service. */
async function wantedServices(tx: Tx, { salonId, employees }: TimePlace): Promise<Map<string, ServiceId[]>> {
  const ids = employees.map(({ employeeId }) => employeeId);
  const rows = await tx.db.$queryRaw<{ employeeId: string; serviceId: ServiceId }[]>`
    SELECT x.employee_id AS "employeeId", v.id AS "serviceId"
    FROM employee_services x
    JOIN employees p ON p.id = x.employee_id AND p.archived_at IS NULL
    JOIN services v ON v.id = x.service_id AND v.archived_at IS NULL
    JOIN salons s ON s.id = v.salon_id AND s.archived_at IS NULL AND s.matching_enabled
    WHERE x.employee_id = ANY (${ids}::uuid[]) AND s.id = ${salonId}::uuid
      AND EXISTS (
        SELECT FROM waitlist_entries e WHERE e.salon_id = v.salon_id AND e.service_id = v.id AND e.status = 'waiting'
      )
    ORDER BY v.position, v.id`;
  const byEmployee = Map.groupBy(rows, ({ employeeId }) => employeeId);
  return new Map(
    [...byEmployee].map(([employeeId, own]) => [employeeId, own.map(({ serviceId }) => serviceId)]),
  );
}

/** Null: wholly past, or beyond the horizon. */
async function periodOf(
  tx: Tx,
  { salonId, dates }: TimePlace,
): Promise<{ from: string; days: number } | null> {
  const { timeZone, bookingHorizonDays } = await tx.db.salon.findUniqueOrThrow({
    where: { id: salonId },
    select: { timeZone: true, bookingHorizonDays: true },
  });
  const today = localDateAt(tx.now, timeZone);
  const horizon = addDays(today, bookingHorizonDays);
  const from = dates && dates.from > today ? dates.from : today;
  const until = dates && dates.until < horizon ? dates.until : horizon;
  if (until < from) return null;
  return { from, days: Math.round((Date.parse(until) - Date.parse(from)) / 86_400_000) + 1 };
}

function instant(epochMinute: number): Date {
  return new Date(epochMinute * 60_000);
}
