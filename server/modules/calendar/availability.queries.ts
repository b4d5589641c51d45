import { Prisma } from '#server/generated/prisma/client.ts';
import type { Db } from '#server/platform/db.ts';
import { notFound } from '#server/platform/errors.ts';
import type { BookingId, CalendarId, EmployeeId, SalonId, ServiceId } from '#server/platform/ids.schema.ts';
import { addDays, localDateAt, localDays } from '#server/modules/salon/local-time.ts';
import {
  blockOf,
  type AvailabilityFacts,
  type Block,
  type EmployeeFacts,
  type Stretch,
} from './availability.rules.ts';
import {
  awayColumn,
  toWorkingTime,
  workingTimeColumns,
  type WorkingTimeRow,
} from './working-time.queries.ts';

export interface AvailabilityRequest {
  salonId: SalonId;
  serviceIds: readonly ServiceId[];
  /** Left out: everybody who does all of the services. */
  employeeId?: EmployeeId | undefined;
  /** Which local dates. Left out: from today on. */
  from?: string | undefined;
  /** Left out: to the salon's horizon. */
  days?: number | undefined;
  /** In place of the two: the date of an instant, and so many days before and after it. */
  around?: { instant: Date; days: number } | undefined;
  now: Date;
  /** `public`: the salon's notice and horizon count. `staff`: any time from now on. */
  audience: 'public' | 'staff';
  /** A booking that is being moved: what it occupies counts as free, and it takes as long as it was booked for. */
  moving?: { bookingId: BookingId; block: Block } | undefined;
}

export interface ServiceFacts extends Block {
  id: ServiceId;
  priceMinor: number;
  archived: boolean;
}

export interface LoadedAvailability extends AvailabilityFacts {
  timeZone: string;
  currency: string;
  /** In the order asked for. */
  services: ServiceFacts[];
  calendarOf: ReadonlyMap<EmployeeId, CalendarId>;
}

interface SalonRow {
  timeZone: string;
  currency: string;
  slotStepMinutes: number;
  bookingNoticeMinutes: number;
  bookingHorizonDays: number;
  services: ServiceFacts[];
}

interface EmployeeRow extends WorkingTimeRow {
  id: EmployeeId;
  calendarId: CalendarId;
  away: Stretch[];
  /** Epoch minutes, from and until in turn, with commas between. */
  busy: string | null;
}

/**
 * All that the rules need, in two queries whatever the number of days, employees and bookings. No employee in the answer means
 * that nobody (or not the one asked for) does all the services.
 * @throws AppError `not_found` for a salon or service that is unknown or closed
 */
export async function loadAvailability(db: Db, request: AvailabilityRequest): Promise<LoadedAvailability> {
  const salon = await loadSalon(db, request.salonId, request.serviceIds);
  const services = request.serviceIds.map((id) => {
    const service = salon.services.find((candidate) => candidate.id === id);
    // What was booked once can be moved, also when it is not offered any more.
    if (!service || (service.archived && !request.moving)) throw notFound('service');
    return service;
  });
  const today = localDateAt(request.now, salon.timeZone);
  const forPublic = request.audience === 'public';
  const lastDate = forPublic ? addDays(today, salon.bookingHorizonDays) : null;
  const { from, count } = periodOf(request, salon, today);
  const days = localDays(salon.timeZone, addDays(from, -1), count + 2);
  const rows = await loadEmployees(db, request, days[0]?.start ?? 0, days.at(-1)?.end ?? 0, from, count);

  return {
    timeZone: salon.timeZone,
    currency: salon.currency,
    services,
    days,
    employees: rows.map(toFacts),
    calendarOf: new Map(rows.map((row) => [row.id, row.calendarId])),
    block: request.moving?.block ?? blockOf(services),
    slotStepMinutes: salon.slotStepMinutes,
    notBefore: Math.ceil(request.now.getTime() / 60_000) + (forPublic ? salon.bookingNoticeMinutes : 0),
    lastDate,
  };
}

function periodOf({ from, days, around }: AvailabilityRequest, salon: SalonRow, today: string) {
  if (around) {
    const date = localDateAt(around.instant, salon.timeZone);
    return { from: addDays(date, -around.days), count: 2 * around.days + 1 };
  }
  return { from: from ?? today, count: days ?? salon.bookingHorizonDays + 1 };
}

async function loadSalon(db: Db, salonId: SalonId, serviceIds: readonly ServiceId[]): Promise<SalonRow> {
  const [salon] = await db.$queryRaw<SalonRow[]>`
    SELECT
      s.time_zone AS "timeZone",
      s.currency,
      s.slot_step_minutes AS "slotStepMinutes",
      s.booking_notice_minutes AS "bookingNoticeMinutes",
      s.booking_horizon_days AS "bookingHorizonDays",
      coalesce((
        SELECT json_agg(json_build_object(
          'id', v.id,
          'priceMinor', v.price_minor,
          'archived', v.archived_at IS NOT NULL,
          'durationMinutes', v.duration_minutes,
          'bufferBeforeMinutes', v.buffer_before_minutes,
          'bufferAfterMinutes', v.buffer_after_minutes
        ))
        FROM services v
        WHERE v.salon_id = s.id AND v.id = ANY (${serviceIds}::uuid[])
      ), '[]') AS services
    FROM salons s
    WHERE s.id = ${salonId}::uuid AND s.archived_at IS NULL`;
  if (!salon) throw notFound('salon');
  return salon;
}

/**
 * Calendar items come as one text a calendar: thousands of rows, or JSON of them, would cost several times as much as all the rest
 * (measured with 3,390 items: 4 ms so, 12 to 19 ms as JSON).
 * calendar_items (calendar_id, ends_at) finds them from the window's beginning on, so the past costs nothing.
 */
async function loadEmployees(
  db: Db,
  { salonId, serviceIds, employeeId, moving, now }: AvailabilityRequest,
  fromMinute: number,
  untilMinute: number,
  fromDate: string,
  days: number,
): Promise<EmployeeRow[]> {
  const distinct = [...new Set(serviceIds)];
  const only = employeeId ? Prisma.sql`AND e.id = ${employeeId}::uuid` : Prisma.empty;
  const notMoving = moving
    ? Prisma.sql`AND (i.booking_item_id IS NULL OR i.booking_item_id NOT IN (
        SELECT m.id FROM booking_items m WHERE m.booking_id = ${moving.bookingId}::uuid))`
    : Prisma.empty;
  const from = new Date(fromMinute * 60_000);
  const until = new Date(untilMinute * 60_000);
  return db.$queryRaw<EmployeeRow[]>`
    SELECT
      e.id,
      c.id AS "calendarId",
      ${workingTimeColumns(addDays(fromDate, -1), addDays(fromDate, days))},
      ${awayColumn(from, until)},
      (
        SELECT string_agg(
          floor(date_part('epoch', i.starts_at) / 60)::int || ',' || ceil(date_part('epoch', i.ends_at) / 60)::int,
          ',' ORDER BY i.starts_at
        )
        FROM calendar_items i
        LEFT JOIN openings o ON o.id = i.opening_id
        WHERE i.calendar_id = c.id
          AND i.ends_at > ${from}
          AND i.starts_at < ${until}
          -- A hold whose time is up keeps nothing off sale, even before anybody has removed it.
          AND (o.id IS NULL OR o.held_until > ${now})
          ${notMoving}
      ) AS busy
    FROM employees e
    JOIN calendars c ON c.employee_id = e.id
    WHERE e.salon_id = ${salonId}::uuid
      AND e.archived_at IS NULL
      ${only}
      AND ${distinct.length} = (
        SELECT count(*) FROM employee_services d WHERE d.employee_id = e.id AND d.service_id = ANY (${distinct}::uuid[])
      )
    ORDER BY e.position, e.id`;
}

function toFacts(row: EmployeeRow): EmployeeFacts {
  return {
    id: row.id,
    ...toWorkingTime(row),
    away: row.away,
    busy: stretchesOf(row.busy),
  };
}

function stretchesOf(text: string | null): Stretch[] {
  if (text === null) return [];
  const minutes = text.split(',').map(Number);
  const stretches: Stretch[] = [];
  for (let index = 0; index + 1 < minutes.length; index += 2) {
    stretches.push([minutes[index] ?? 0, minutes[index + 1] ?? 0]);
  }
  return stretches;
}
