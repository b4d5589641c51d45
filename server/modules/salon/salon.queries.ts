import { localeOf } from '#server/texts/catalogue.ts';
import type { z } from 'zod';
import type { Db } from '#server/platform/db.ts';
import { notFound } from '#server/platform/errors.ts';
import { versionOf } from '#server/platform/version.ts';
import { idOf, type EmployeeId, type SalonId, type ServiceId } from '#server/platform/ids.schema.ts';
import { addDays, localDateAt } from './local-time.ts';
import {
  type employeesOutput,
  type HoursException,
  type SalonList,
  type SalonPage,
  type SalonService,
  type servicesOutput,
  type timeOffListOutput,
  type WeeklyStretch,
} from './salon.schema.ts';
import type { ServiceValues } from './settings.schema.ts';

/** Every salon that is open for the public, by name. */
export async function listSalons(db: Db): Promise<SalonList> {
  const salons = await db.salon.findMany({
    where: { archivedAt: null },
    orderBy: [{ name: 'asc' }, { id: 'asc' }],
    select: {
      id: true,
      slug: true,
      name: true,
      street: true,
      postalCode: true,
      city: true,
      locale: true,
      accentColour: true,
      logoUrl: true,
      pictureUrl: true,
    },
  });
  return salons.map((salon) => ({
    ...salon,
    id: idOf<SalonId>(salon.id),
    locale: localeOf(salon.locale),
  }));
}

/**
 * What the public pages need: services that somebody does, by category in the salon's order, and who does them.
 * @throws AppError `not_found` when there is none of that name, or it has closed
 */
export async function findSalonPage(db: Db, slug: string, now: Date): Promise<SalonPage> {
  const salon = await db.salon.findFirst({
    where: { slug, archivedAt: null },
    include: {
      employees: {
        where: { archivedAt: null },
        orderBy: [{ position: 'asc' }, { id: 'asc' }],
        include: { services: { where: { service: { archivedAt: null } } } },
      },
      services: { where: { archivedAt: null }, orderBy: [{ position: 'asc' }, { id: 'asc' }] },
    },
  });
  if (!salon) throw notFound('salon');

  const employees = salon.employees.map((employee) => ({
    id: idOf<EmployeeId>(employee.id),
    name: employee.name,
    title: employee.title,
    serviceIds: employee.services.map((done) => idOf<ServiceId>(done.serviceId)),
  }));
  const services = salon.services
    .map((service) => ({
      id: idOf<ServiceId>(service.id),
      category: service.category,
      name: service.name,
      description: service.description,
      durationMinutes: service.durationMinutes,
      priceMinor: service.priceMinor,
      employeeIds: employees
        .filter((employee) => employee.serviceIds.some((id) => id === service.id))
        .map((employee) => employee.id),
    }))
    .filter((service) => service.employeeIds.length > 0);
  const today = localDateAt(now, salon.timeZone);

  return {
    id: idOf<SalonId>(salon.id),
    slug: salon.slug,
    name: salon.name,
    timeZone: salon.timeZone,
    locale: localeOf(salon.locale),
    currency: salon.currency,
    street: salon.street,
    postalCode: salon.postalCode,
    city: salon.city,
    phone: salon.phone,
    email: salon.email,
    accentColour: salon.accentColour,
    logoUrl: salon.logoUrl,
    pictureUrl: salon.pictureUrl,
    today,
    lastBookableDate: addDays(today, salon.bookingHorizonDays),
    bookingNoticeMinutes: salon.bookingNoticeMinutes,
    bookingHorizonDays: salon.bookingHorizonDays,
    cancelNoticeMinutes: salon.cancelNoticeMinutes,
    joiningEnabled: salon.joiningEnabled,
    serviceGroups: byCategory(services),
    employees,
  };
}

/** Categories in the order of their first service. */
function byCategory(services: SalonService[]): SalonPage['serviceGroups'] {
  const groups = Map.groupBy(services, (service) => service.category);
  return [...groups].map(([category, inCategory]) => ({ category, services: inCategory }));
}

export async function listEmployees(db: Db, salonId: SalonId): Promise<z.input<typeof employeesOutput>> {
  const employees = await db.employee.findMany({
    where: { salonId, calendar: { isNot: null } },
    orderBy: [{ position: 'asc' }, { id: 'asc' }],
    include: { services: true, calendar: { select: { id: true } } },
  });
  return employees.map((employee) => ({
    id: employee.id,
    name: employee.name,
    title: employee.title,
    serviceIds: employee.services.map((done) => done.serviceId),
    calendarId: employee.calendar?.id ?? '',
    archivedAt: employee.archivedAt?.toISOString() ?? null,
    version: versionOf(employeeValuesOf(employee)),
    servicesVersion: versionOf(employee.services.map((done) => done.serviceId).toSorted()),
  }));
}

/** What an edit of a service can change. */
export function serviceValuesOf(service: ServiceValues): ServiceValues {
  const { category, name, description, priceMinor } = service;
  const { durationMinutes, bufferBeforeMinutes, bufferAfterMinutes } = service;
  return {
    category,
    name,
    description,
    durationMinutes,
    bufferBeforeMinutes,
    bufferAfterMinutes,
    priceMinor,
  };
}

/** What an edit of an employee can change, but for their services and hours. */
export function employeeValuesOf({ name, title }: { name: string; title: string }) {
  return { name, title };
}

export async function listServices(db: Db, salonId: SalonId): Promise<z.input<typeof servicesOutput>> {
  const services = await db.service.findMany({
    where: { salonId },
    orderBy: [{ position: 'asc' }, { id: 'asc' }],
    include: { employees: { select: { employeeId: true } } },
  });
  return services.map((service) => ({
    id: service.id,
    ...serviceValuesOf(service),
    employeeIds: service.employees.map((done) => done.employeeId),
    archivedAt: service.archivedAt?.toISOString() ?? null,
    version: versionOf(serviceValuesOf(service)),
  }));
}

/** @throws AppError `not_found` for another salon's employee */
export async function listHours(
  db: Db,
  salonId: SalonId,
  employeeId: EmployeeId,
): Promise<{ hours: WeeklyStretch[]; version: string }> {
  const employee = await db.employee.findFirst({
    where: { id: employeeId, salonId },
    select: {
      workingHours: {
        orderBy: [{ weekday: 'asc' }, { fromMinute: 'asc' }],
        select: { weekday: true, fromMinute: true, untilMinute: true },
      },
    },
  });
  if (!employee) throw notFound('employee');
  return { hours: employee.workingHours, version: versionOf(employee.workingHours) };
}

/** From a local date on; the stretches of one date and employee together. */
export async function listExceptions(db: Db, salonId: SalonId, from: string): Promise<HoursException[]> {
  const rows = await db.hoursException.findMany({
    where: { salonId, date: { gte: new Date(from) } },
    orderBy: [{ date: 'asc' }, { employeeId: 'asc' }, { fromMinute: 'asc' }],
  });
  const groups = Map.groupBy(rows, (row) => `${row.date.toISOString()} ${row.employeeId ?? ''}`);
  return [...groups.values()].flatMap((group) => {
    const [first] = group;
    if (!first) return [];
    return {
      employeeId: first.employeeId === null ? null : idOf<EmployeeId>(first.employeeId),
      date: first.date.toISOString().slice(0, 10),
      stretches: group.flatMap(({ fromMinute, untilMinute }) =>
        fromMinute === null || untilMinute === null ? [] : [{ fromMinute, untilMinute }],
      ),
      note: first.note,
    };
  });
}

/** What ends after `from` and (when that is given) begins before `until`. */
export async function listTimeOff(
  db: Db,
  {
    salonId,
    employeeId,
    from,
    until,
  }: { salonId: SalonId; employeeId?: EmployeeId | undefined; from: Date; until?: Date },
): Promise<z.input<typeof timeOffListOutput>> {
  const rows = await db.timeOff.findMany({
    where: {
      employee: { salonId, ...(employeeId && { id: employeeId }) },
      endsAt: { gt: from },
      ...(until && { startsAt: { lt: until } }),
    },
    orderBy: [{ startsAt: 'asc' }, { id: 'asc' }],
  });
  return rows.map((row) => ({
    id: row.id,
    employeeId: row.employeeId,
    startsAt: row.startsAt.toISOString(),
    endsAt: row.endsAt.toISOString(),
    note: row.note,
  }));
}
