import type { Db } from '#server/platform/db.ts';
import {
  newId,
  type CalendarId,
  type EmployeeId,
  type OrganisationId,
  type SalonId,
  type ServiceId,
  type UserId,
} from '#server/platform/ids.schema.ts';
import { hashPassword } from '#server/modules/auth/password.ts';
import { addDays, localDateAt } from '#server/modules/salon/local-time.ts';
import { demoAccounts } from '../seed-logins.ts';
import type { EmployeeData, SalonData, ServiceData } from './salon-data.ts';

export const timeZone = 'Europe/Oslo';

export interface SeededService extends Omit<ServiceData, 'bufferBeforeMinutes' | 'bufferAfterMinutes'> {
  id: ServiceId;
  bufferBeforeMinutes: number;
  bufferAfterMinutes: number;
  priceMinor: number;
}

export interface SeededEmployee extends EmployeeData {
  id: EmployeeId;
  calendarId: CalendarId;
}

export interface SeededSalon {
  id: SalonId;
  organisationId: OrganisationId;
  data: SalonData;
  services: SeededService[];
  employees: SeededEmployee[];
}

export async function writeOrganisation(db: Db, createdAt: Date): Promise<OrganisationId> {
  const id = newId<OrganisationId>();
  await db.organisation.create({ data: { id, name: 'Fjord og Brygge AS', createdAt } });
  return id;
}

export async function writeSalon(
  db: Db,
  organisationId: OrganisationId,
  data: SalonData,
  createdAt: Date,
): Promise<SeededSalon> {
  const id = newId<SalonId>();
  const { services: serviceData, employees: employeeData, policies, ...facts } = data;
  await db.salon.create({ data: { id, organisationId, timeZone, currency: 'NOK', createdAt, ...facts } });

  const services = serviceData.map((service) => ({
    bufferBeforeMinutes: 0,
    bufferAfterMinutes: 0,
    ...service,
    id: newId<ServiceId>(),
    priceMinor: service.price * 100,
  }));
  const employees = employeeData.map((employee) => ({
    ...employee,
    id: newId<EmployeeId>(),
    calendarId: newId<CalendarId>(),
  }));
  await db.service.createMany({
    data: services.map(({ key: _key, price: _price, ...service }, position) => ({
      ...service,
      salonId: id,
      position,
      createdAt,
    })),
  });
  await db.employee.createMany({
    data: employees.map(({ id: employeeId, name, title }, position) => ({
      id: employeeId,
      salonId: id,
      name,
      title,
      position,
      createdAt,
    })),
  });
  await db.calendar.createMany({
    data: employees.map((employee) => ({
      id: employee.calendarId,
      salonId: id,
      employeeId: employee.id,
      createdAt,
    })),
  });
  await db.employeeService.createMany({
    data: employees.flatMap((employee) =>
      services
        .filter(({ key }) => employee.services.includes(key))
        .map((service) => ({ employeeId: employee.id, serviceId: service.id })),
    ),
  });
  await db.workingHours.createMany({
    data: employees.flatMap(({ id: employeeId, hours }) =>
      Object.entries(hours).flatMap(([weekday, stretches]) =>
        stretches.map(([fromMinute, untilMinute]) => ({
          employeeId,
          weekday: Number(weekday),
          fromMinute,
          untilMinute,
        })),
      ),
    ),
  });
  await db.waitlistPolicy.createMany({
    data: policies.map(({ service, ...numbers }) => ({
      ...numbers,
      salonId: id,
      serviceId: services.find(({ key }) => key === service)?.id ?? null,
      // Equal minutes switch the quiet hours off, so that the demo can be tried at any hour.
      ...(service === undefined && { quietFromMinute: 0, quietUntilMinute: 0 }),
    })),
  });
  return { id, organisationId, data, services, employees };
}

/** Dates on which both salons are closed, of those in the year that begins with `now`. */
export function holidays(now: Date): string[] {
  const today = localDateAt(now, timeZone);
  const closed = ['01-01', '05-01', '05-17', '12-24', '12-25', '12-26', '12-31'];
  return Array.from({ length: 365 }, (_, day) => addDays(today, day)).filter((date) =>
    closed.includes(date.slice(5)),
  );
}

export async function writeHolidays(db: Db, salon: SeededSalon, now: Date): Promise<void> {
  const note = salon.data.locale === 'nb' ? 'Helligdag' : 'Public holiday';
  await db.hoursException.createMany({
    data: holidays(now).map((date) => ({ salonId: salon.id, date: new Date(date), note })),
  });
}

/** Accounts with the passwords that the demo prints. */
export async function writeAccounts(
  db: Db,
  organisationId: OrganisationId,
  salons: readonly SeededSalon[],
  createdAt: Date,
): Promise<Map<string, UserId>> {
  const ids = new Map<string, UserId>();
  for (const { email, name, locale, password, role, salonSlug } of demoAccounts) {
    const id = newId<UserId>();
    ids.set(email, id);
    const salonId = salons.find(({ data }) => data.slug === salonSlug)?.id ?? null;
    await db.user.create({
      data: {
        id,
        email,
        name,
        locale,
        passwordHash: await hashPassword(password),
        createdAt,
        memberships: { create: { organisationId, salonId, role } },
      },
    });
  }
  return ids;
}
