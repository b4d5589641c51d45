import type { z } from 'zod';
import { Prisma } from '#server/generated/prisma/client.ts';
import { without, workOf, type Stretch } from '#server/modules/calendar/availability.rules.ts';
import {
  toWorkingTime,
  workingTimeColumns,
  type WorkingTimeRow,
} from '#server/modules/calendar/working-time.queries.ts';
import { addDays, localDays, type LocalDay } from '#server/modules/salon/local-time.ts';
import { listTimeOff } from '#server/modules/salon/salon.queries.ts';
import type { Db } from '#server/platform/db.ts';
import { notFound } from '#server/platform/errors.ts';
import type {
  BookingId,
  EmployeeId,
  EntryId,
  OfferId,
  OpeningId,
  SalonId,
  ServiceId,
} from '#server/platform/ids.schema.ts';
import type { BookingStatus, calendarInput, CalendarEmployee, CalendarView } from './bookings.schema.ts';

type Request = z.output<typeof calendarInput> & { timeZone: string; now: Date };

/** Whose calendars, and which stretch of time. */
interface Scope {
  salonId: SalonId;
  employeeId: EmployeeId | undefined;
  firstDate: string;
  lastDate: string;
  from: Date;
  until: Date;
}

interface EmployeeRow extends WorkingTimeRow {
  id: EmployeeId;
  name: string;
  title: string;
  archivedAt: Date | null;
}

/** A calendar item's range, buffers included. */
interface ItemRow {
  employeeId: EmployeeId;
  from: Date;
  until: Date;
}

interface BookedRow extends ItemRow {
  bookingId: BookingId;
  status: BookingStatus;
  customerName: string;
  isShared: boolean;
  serviceId: ServiceId;
  serviceName: string;
  startsAt: Date;
  endsAt: Date;
}

interface HeldRow extends ItemRow {
  openingId: OpeningId;
  startsAt: Date;
  heldUntil: Date;
  settlesAt: Date | null;
  resumesAt: Date | null;
  /** Null, like all of the offer's columns, when none is live. */
  offerId: OfferId | null;
  entryId: EntryId;
  customerName: string;
  expiresAt: Date;
}

/**
 * What staff see of a few days: who works when, what is booked, what is held and for whom. Four queries, whatever the number of days,
 * employees and items.
 * @throws AppError `not_found` for another salon's employee
 */
export async function showCalendar(
  db: Db,
  { salonId, employeeId, timeZone, from, days: count, now }: Request,
): Promise<CalendarView> {
  const days = localDays(timeZone, from, count);
  const scope = {
    salonId,
    employeeId,
    firstDate: from,
    lastDate: addDays(from, count - 1),
    from: new Date((days[0]?.start ?? 0) * 60_000),
    until: new Date((days.at(-1)?.end ?? 0) * 60_000),
  };
  const [employees, booked, held, timeOff] = await Promise.all([
    loadEmployees(db, scope),
    loadBooked(db, scope),
    loadHeld(db, scope, now),
    listTimeOff(db, scope),
  ]);
  if (employeeId && employees.length === 0) throw notFound('employee');

  const columns = employees.map((employee): CalendarEmployee => {
    const ofEmployee = (row: { employeeId: string }) => row.employeeId === employee.id;
    const work = workUntilArchived(days, employee);
    const away = timeOff.filter(ofEmployee);
    const taken = [...booked.filter(ofEmployee), ...held.filter(ofEmployee)];
    return {
      id: employee.id,
      name: employee.name,
      title: employee.title,
      archivedAt: employee.archivedAt?.toISOString() ?? null,
      work: work.map(isoRange),
      free: without(work, [
        [-Infinity, Math.ceil(now.getTime() / 60_000)],
        ...[
          ...away.map(({ startsAt, endsAt }) => stretchOf(new Date(startsAt), new Date(endsAt))),
          ...taken.map(({ from: start, until }) => stretchOf(start, until)),
        ].toSorted(([one], [other]) => one - other),
      ]).map(isoRange),
      timeOff: away.map(({ id, startsAt, endsAt, note }) => ({ id, startsAt, endsAt, note })),
      bookings: presentBookings(booked.filter(ofEmployee)),
      holds: presentHolds(held.filter(ofEmployee)),
    };
  });
  return {
    timeZone,
    days: days.map(({ date, start, end }) => ({ date, ...isoRange([start, end]) })),
    employees: columns.filter(
      ({ id, archivedAt, bookings, holds }) =>
        archivedAt === null || id === employeeId || bookings.length > 0 || holds.length > 0,
    ),
  };
}

async function loadEmployees(
  db: Db,
  { salonId, employeeId, firstDate, lastDate }: Scope,
): Promise<EmployeeRow[]> {
  const only = employeeId ? Prisma.sql`AND e.id = ${employeeId}::uuid` : Prisma.empty;
  return db.$queryRaw<EmployeeRow[]>`
    SELECT e.id, e.name, e.title, e.archived_at AS "archivedAt", ${workingTimeColumns(firstDate, lastDate)}
    FROM employees e
    WHERE e.salon_id = ${salonId}::uuid ${only}
    ORDER BY e.position, e.id`;
}

async function loadBooked(db: Db, scope: Scope): Promise<BookedRow[]> {
  return db.$queryRaw<BookedRow[]>`
    SELECT
      ${itemColumns},
      b.id AS "bookingId",
      b.status,
      k.name AS "customerName",
      EXISTS (
        SELECT FROM booking_items x WHERE x.booking_id = b.id AND x.employee_id <> t.employee_id
      ) AS "isShared",
      v.id AS "serviceId",
      v.name AS "serviceName",
      t.starts_at AS "startsAt",
      t.ends_at AS "endsAt"
    FROM ${itemsIn(scope)}
    JOIN booking_items t ON t.id = i.booking_item_id
    JOIN bookings b ON b.id = t.booking_id
    JOIN customers k ON k.id = b.customer_id
    JOIN services v ON v.id = t.service_id
    ORDER BY t.starts_at, t.position, t.id`;
}

async function loadHeld(db: Db, scope: Scope, now: Date): Promise<HeldRow[]> {
  return db.$queryRaw<HeldRow[]>`
    SELECT
      ${itemColumns},
      o.id AS "openingId",
      o.starts_at AS "startsAt",
      o.held_until AS "heldUntil",
      CASE WHEN o.settles_at > ${now}::timestamptz THEN o.settles_at END AS "settlesAt",
      CASE WHEN o.resumes_at > ${now}::timestamptz THEN o.resumes_at END AS "resumesAt",
      f.id AS "offerId",
      f.waitlist_entry_id AS "entryId",
      w.customer_name AS "customerName",
      f.token_expires_at AS "expiresAt"
    FROM ${itemsIn(scope)}
    -- A hold whose time is up keeps nothing off sale, even before anybody has removed it.
    JOIN openings o ON o.id = i.opening_id AND o.held_until > ${now}::timestamptz
    LEFT JOIN waitlist_offers f
      ON f.opening_id = o.id AND f.status = 'pending' AND f.token_expires_at > ${now}::timestamptz
    LEFT JOIN waitlist_entries w ON w.id = f.waitlist_entry_id
    ORDER BY o.starts_at, o.id, f.attempt_no`;
}

const itemColumns = Prisma.sql`c.employee_id AS "employeeId", i.starts_at AS "from", i.ends_at AS "until"`;

/** Index calendar_items (calendar_id, ends_at). */
function itemsIn({ salonId, employeeId, from, until }: Scope): Prisma.Sql {
  const only = employeeId ? Prisma.sql`AND c.employee_id = ${employeeId}::uuid` : Prisma.empty;
  return Prisma.sql`calendars c
    JOIN calendar_items i
      ON c.salon_id = ${salonId}::uuid ${only}
     AND i.calendar_id = c.id
     AND i.ends_at > ${from}::timestamptz
     AND i.starts_at < ${until}::timestamptz`;
}

/** Who was archived worked until then. */
function workUntilArchived(days: readonly LocalDay[], employee: EmployeeRow): Stretch[] {
  const work = workOf(days, toWorkingTime(employee));
  if (!employee.archivedAt) return work;
  return without(work, [[Math.ceil(employee.archivedAt.getTime() / 60_000), Infinity]]);
}

/** Of one employee, in the order of their times. */
function presentBookings(rows: readonly BookedRow[]): CalendarEmployee['bookings'] {
  return [...Map.groupBy(rows, ({ bookingId }) => bookingId).values()].flatMap((items) => {
    const [first] = items;
    if (!first) return [];
    return [
      {
        id: first.bookingId,
        status: first.status,
        customerName: first.customerName,
        isShared: first.isShared,
        services: items.map(({ serviceId, serviceName, startsAt, endsAt }) => ({
          serviceId,
          serviceName,
          startsAt: startsAt.toISOString(),
          endsAt: endsAt.toISOString(),
        })),
        startsAt: earliest(items.map(({ startsAt }) => startsAt)),
        endsAt: latest(items.map(({ endsAt }) => endsAt)),
        from: earliest(items.map(({ from }) => from)),
        until: latest(items.map(({ until }) => until)),
      },
    ];
  });
}

/** Of one employee, in the order of their times. */
function presentHolds(rows: readonly HeldRow[]): CalendarEmployee['holds'] {
  return [...Map.groupBy(rows, ({ openingId }) => openingId).values()].flatMap((offers) => {
    const [first] = offers;
    if (!first) return [];
    return [
      {
        openingId: first.openingId,
        startsAt: first.startsAt.toISOString(),
        from: first.from.toISOString(),
        until: first.until.toISOString(),
        heldUntil: first.heldUntil.toISOString(),
        settlesAt: first.settlesAt?.toISOString() ?? null,
        resumesAt: first.resumesAt?.toISOString() ?? null,
        offers: offers.flatMap(({ offerId: id, entryId, customerName, expiresAt }) =>
          id === null ? [] : { id, entryId, customerName, expiresAt: expiresAt.toISOString() },
        ),
      },
    ];
  });
}

/** In whole epoch minutes. */
function stretchOf(from: Date, until: Date): Stretch {
  return [Math.floor(from.getTime() / 60_000), Math.ceil(until.getTime() / 60_000)];
}

function isoRange([from, until]: Stretch): { from: string; until: string } {
  return { from: new Date(from * 60_000).toISOString(), until: new Date(until * 60_000).toISOString() };
}

function earliest(instants: readonly Date[]): string {
  return new Date(Math.min(...instants.map(Number))).toISOString();
}

function latest(instants: readonly Date[]): string {
  return new Date(Math.max(...instants.map(Number))).toISOString();
}
