import { newId, idOf } from '#server/platform/ids.schema.ts';
import type {
  BookingId,
  CalendarId,
  CustomerId,
  EmployeeId,
  OrganisationId,
  SalonId,
  ServiceId,
} from '#server/platform/ids.schema.ts';
import type { Db } from '#server/platform/db.ts';
import type { Prisma } from '#server/generated/prisma/client.ts';
import { minutesAfter, testStart } from './clock.ts';

// Small worlds for tests. Each builder writes rows with sensible values and takes what the test cares about; it goes past the use
// cases, so that a test of one use case does not rest on another.

let count = 0;
/** Different in each call, so that names, slugs and contacts of one test file never meet. */
function next(): number {
  count += 1;
  return count;
}

export interface TestSalon {
  id: SalonId;
  organisationId: OrganisationId;
  slug: string;
  name: string;
  timeZone: string;
  currency: string;
}

export type SalonFields = Partial<Omit<Prisma.SalonUncheckedCreateInput, 'id' | 'organisationId'>> & {
  /** Left out: an organisation of its own. */
  organisationId?: OrganisationId;
};

async function makeOrganisation(db: Db, name = 'Fjord Frisør AS'): Promise<OrganisationId> {
  const id = newId<OrganisationId>();
  await db.organisation.create({ data: { id, name } });
  return id;
}

/** A salon in Oslo: `nb`, NOK, starts on each quarter of an hour, every limit as the database sets it. */
export async function makeSalon(db: Db, { organisationId, ...fields }: SalonFields = {}): Promise<TestSalon> {
  const owner = organisationId ?? (await makeOrganisation(db));
  const salon = {
    id: newId<SalonId>(),
    organisationId: owner,
    slug: `salong-${next()}`,
    name: 'Fjord Frisør',
    timeZone: 'Europe/Oslo',
    locale: 'nb',
    currency: 'NOK',
    street: 'Markveien 12',
    postalCode: '0554',
    city: 'Oslo',
    ...fields,
  };
  await db.salon.create({ data: salon });
  return salon;
}

export interface TestService {
  id: ServiceId;
  salonId: SalonId;
  name: string;
  durationMinutes: number;
  bufferBeforeMinutes: number;
  bufferAfterMinutes: number;
  priceMinor: number;
}

/** A haircut: 60 minutes, 690 kroner, no buffers; nobody does it until an employee is made who does. */
export async function makeService(
  db: Db,
  salon: Pick<TestSalon, 'id'>,
  fields: Partial<Omit<Prisma.ServiceUncheckedCreateInput, 'id' | 'salonId'>> = {},
): Promise<TestService> {
  const service = {
    id: newId<ServiceId>(),
    salonId: salon.id,
    name: `Klipp ${next()}`,
    durationMinutes: 60,
    bufferBeforeMinutes: 0,
    bufferAfterMinutes: 0,
    priceMinor: 69_000,
    ...fields,
  };
  await db.service.create({ data: service });
  return service;
}

export interface TestEmployee {
  id: EmployeeId;
  salonId: SalonId;
  name: string;
  calendarId: CalendarId;
}

/** Local minutes of a weekday, ISO: 1 Monday to 7 Sunday. */
export interface WeeklyHours {
  weekday: number;
  fromMinute: number;
  untilMinute: number;
}

/** 9 to 17 o'clock, Monday to Saturday. */
export const usualHours: readonly WeeklyHours[] = [1, 2, 3, 4, 5, 6].map((weekday) => ({
  weekday,
  fromMinute: 9 * 60,
  untilMinute: 17 * 60,
}));

export interface EmployeeFields {
  name?: string;
  position?: number;
  services?: readonly Pick<TestService, 'id'>[];
  /** Default: usualHours. */
  hours?: readonly WeeklyHours[];
}

/** An employee with a calendar, weekly hours and the services that they do. */
export async function makeEmployee(
  db: Db,
  salon: Pick<TestSalon, 'id'>,
  { name = `Ingrid ${next()}`, position = 0, services = [], hours = usualHours }: EmployeeFields = {},
): Promise<TestEmployee> {
  const employee = { id: newId<EmployeeId>(), salonId: salon.id, name };
  const calendarId = newId<CalendarId>();
  await db.employee.create({ data: { ...employee, position } });
  await db.calendar.create({ data: { id: calendarId, salonId: salon.id, employeeId: employee.id } });
  await db.workingHours.createMany({
    data: hours.map((stretch) => ({ employeeId: employee.id, ...stretch })),
  });
  await db.employeeService.createMany({
    data: services.map((service) => ({ employeeId: employee.id, serviceId: service.id })),
  });
  return { ...employee, calendarId };
}

export interface TestCustomer {
  id: CustomerId;
  organisationId: OrganisationId;
  name: string;
  email: string | null;
  phone: string | null;
  locale: string;
}

export type CustomerFields = Partial<Omit<TestCustomer, 'id' | 'organisationId'>>;

/** Reachable by SMS and e-mail, at contacts that nobody else in the test has. */
export async function makeCustomer(
  db: Db,
  { organisationId }: Pick<TestSalon, 'organisationId'>,
  fields: CustomerFields = {},
): Promise<TestCustomer> {
  const number = next();
  const customer = {
    id: newId<CustomerId>(),
    organisationId,
    name: `Kari Nordmann ${number}`,
    email: `kari${number}@example.com`,
    phone: `+4740${String(number).padStart(6, '0')}`,
    locale: 'nb',
    ...fields,
  };
  const emailKey = customer.email?.toLowerCase().replace(/\+[^@]*@/, '@') ?? null;
  await db.customer.create({ data: { ...customer, emailKey } });
  return customer;
}

export interface TestBooking {
  id: BookingId;
  customerId: CustomerId;
  startsAt: Date;
  endsAt: Date;
}

export interface BookingFields {
  salon: Pick<TestSalon, 'id' | 'organisationId' | 'currency'>;
  employee: Pick<TestEmployee, 'id' | 'calendarId'>;
  /** One item each, one after the other, buffers between them. */
  services: readonly TestService[];
  /** Left out: a new one. */
  customer?: Pick<TestCustomer, 'id'>;
  /** The customer's start. */
  startsAt: Date | string;
  status?: 'pending_payment' | 'confirmed' | 'completed' | 'no_show' | 'cancelled';
  source?: 'public' | 'staff' | 'waitlist' | 'import';
  /** When it was made, and cancelled when it is. */
  now?: Date | string;
}

/** A booking with its items and (unless it is cancelled) its calendar items. */
export async function makeBooking(
  db: Db,
  {
    salon,
    employee,
    services,
    customer,
    startsAt,
    status = 'confirmed',
    source = 'public',
    now = testStart,
  }: BookingFields,
): Promise<TestBooking> {
  const customerId = customer?.id ?? (await makeCustomer(db, salon)).id;
  const madeAt = new Date(now);
  let at = new Date(startsAt);
  const items = services.map((service, position) => {
    if (position > 0) at = minutesAfter(at, service.bufferBeforeMinutes);
    const item = {
      id: newId<never>(),
      position,
      service,
      startsAt: at,
      endsAt: minutesAfter(at, service.durationMinutes),
    };
    at = minutesAfter(item.endsAt, service.bufferAfterMinutes);
    return item;
  });
  const first = items[0];
  const last = items.at(-1);
  if (!first || !last) throw new Error('A booking needs a service.');

  const id = newId<BookingId>();
  await db.booking.create({
    data: {
      id,
      salonId: salon.id,
      customerId,
      status,
      startsAt: first.startsAt,
      endsAt: last.endsAt,
      priceMinor: services.reduce((sum, service) => sum + service.priceMinor, 0),
      currency: salon.currency,
      source,
      locale: 'nb',
      paymentDeadline: status === 'pending_payment' ? minutesAfter(madeAt, 30) : null,
      createdAt: madeAt,
      updatedAt: madeAt,
      ...(status === 'cancelled' && { cancelledAt: madeAt, cancelledBy: 'customer' }),
    },
  });
  await db.bookingItem.createMany({
    data: items.map(({ service, ...item }) => ({
      ...item,
      bookingId: id,
      serviceId: service.id,
      employeeId: employee.id,
      calendarId: employee.calendarId,
      bufferBeforeMinutes: service.bufferBeforeMinutes,
      bufferAfterMinutes: service.bufferAfterMinutes,
      priceMinor: service.priceMinor,
    })),
  });
  if (status !== 'cancelled') {
    await db.calendarItem.createMany({
      data: items.map((item) => ({
        calendarId: employee.calendarId,
        kind: 'booking',
        bookingItemId: item.id,
        startsAt: minutesAfter(item.startsAt, -item.service.bufferBeforeMinutes),
        endsAt: minutesAfter(item.endsAt, item.service.bufferAfterMinutes),
      })),
    });
  }
  return { id, customerId: idOf<CustomerId>(customerId), startsAt: first.startsAt, endsAt: last.endsAt };
}
