import type { Db } from '#server/platform/db.ts';
import { newId, type BookingId, type CustomerId } from '#server/platform/ids.schema.ts';
import { placeInRow, rangeOf, type PlacedItem } from '#server/modules/bookings/bookings.rules.ts';
import { emailKeyOf } from '#server/modules/salon/customers/contact.rules.ts';
import { localDays } from '#server/modules/salon/local-time.ts';
import type { SeedCalendar, Taken } from './calendar.ts';
import type { People, Person } from './names.ts';
import type { Random } from './random.ts';
import { timeZone, type SeededEmployee, type SeededSalon, type SeededService } from './write-salons.ts';

// Ordinary business: appointments from a week ago to a fortnight ahead, as full as a good salon is.

const firstDay = -7;
const lastDay = 14;
const minuteMs = 60_000;
const shortestGap = 30;

/** By ISO weekday; Saturday is full. */
const density: Readonly<Record<number, number>> = { 1: 0.5, 2: 0.55, 3: 0.6, 4: 0.7, 5: 0.8, 6: 1 };

interface FilledBooking {
  id: BookingId;
  customerId: CustomerId;
  status: 'confirmed' | 'completed' | 'no_show' | 'cancelled';
  items: PlacedItem[];
  source: 'public' | 'staff';
  createdAt: Date;
  updatedAt: Date;
}

interface Filling {
  salon: SeededSalon;
  calendar: SeedCalendar;
  people: People;
  random: Random;
  now: Date;
}

/** @returns the bookings that were made lately, whose confirmations are still worth seeing */
export async function fillCalendars(db: Db, filling: Filling): Promise<BookingId[]> {
  const { salon, calendar, now } = filling;
  const regulars = new Regulars(filling);
  const bookings: FilledBooking[] = [];
  for (let offset = firstDay; offset <= lastDay; offset += 1) {
    const date = calendar.dateAt(offset);
    const weekday = localDays(timeZone, date, 1)[0]?.weekday ?? 7;
    const wanted = weekday === 6 ? 1 : (density[weekday] ?? 0) * (offset <= 0 ? 1 : 1 - 0.03 * offset);
    for (const employee of salon.employees) {
      for (const stretch of calendar.free(employee, date)) {
        for (const planned of fillStretch(filling, employee, stretch, wanted)) {
          const customerId = regulars.oneFor(planned.services[0]?.key ?? '', date);
          bookings.push(makeBooking(filling, employee, planned, customerId, weekday === 6));
        }
      }
    }
  }
  const customers = regulars.all;
  await writeCustomers(db, filling, customers);
  await writeBookings(db, salon, bookings);
  return bookings
    .filter(
      ({ source, status, createdAt }) =>
        source === 'public' && status === 'confirmed' && hoursAgo(createdAt, now) < 30,
    )
    .map(({ id }) => id);
}

type Regular = Person & { id: CustomerId; comesFor: string; days: Set<string> };

/** The salon's customers, most of whom come for the same again. */
class Regulars {
  readonly all: Regular[] = [];
  readonly #filling: Pick<Filling, 'people' | 'random'>;

  constructor(filling: Pick<Filling, 'people' | 'random'>) {
    this.#filling = filling;
  }

  /** Nobody comes twice on one day. */
  oneFor(serviceKey: string, date: string): CustomerId {
    const { people, random } = this.#filling;
    const known = this.all.filter(({ comesFor, days }) => comesFor === serviceKey && !days.has(date));
    const again = known.length > 0 && random.chance(0.6) ? random.pick(known) : undefined;
    const customer = again ?? {
      ...people(serviceKey),
      id: newId<CustomerId>(),
      comesFor: serviceKey,
      days: new Set<string>(),
    };
    if (!again) this.all.push(customer);
    customer.days.add(date);
    return customer.id;
  }
}

interface Planned {
  start: number;
  services: SeededService[];
}

/** Appointments one after the other, with a gap now and then; none when the time is to be full. */
function fillStretch(
  { salon, random }: Filling,
  employee: SeededEmployee,
  { from, until }: Taken,
  wanted: number,
): Planned[] {
  const offered = salon.services.filter(({ key }) => employee.services.includes(key));
  const planned: Planned[] = [];
  let at = from;
  while (at < until) {
    if (!random.chance(wanted)) {
      at += random.between(2, 6) * 15;
      continue;
    }
    const left = until - at;
    const fitting = offered.filter(
      (service) => lengthOf([service]) === left || lengthOf([service]) <= left - shortestGap,
    );
    if (fitting.length === 0) break;
    const first = random.pick(fitting);
    const second = random.chance(0.08) ? companionOf(first, offered) : undefined;
    const services = second && lengthOf([first, second]) <= left - shortestGap ? [first, second] : [first];
    planned.push({ start: at + first.bufferBeforeMinutes, services });
    at += lengthOf(services);
  }
  return planned;
}

/** What people have done in the same visit. */
function companionOf(service: SeededService, offered: readonly SeededService[]): SeededService | undefined {
  const companions: Record<string, string> = {
    men: 'beard',
    fade: 'beard',
    women: 'treatment',
    roots: 'women',
    colour: 'women',
  };
  return offered.find(({ key }) => key === companions[service.key]);
}

/** With the outer buffers, as they stand in the calendar. */
function lengthOf(services: readonly SeededService[]): number {
  const minutes = services.reduce((sum, { durationMinutes }) => sum + durationMinutes, 0);
  return minutes + (services[0]?.bufferBeforeMinutes ?? 0) + (services.at(-1)?.bufferAfterMinutes ?? 0);
}

function makeBooking(
  { random, now }: Filling,
  employee: SeededEmployee,
  { start, services }: Planned,
  customerId: CustomerId,
  isSaturday: boolean,
): FilledBooking {
  const items = placeInRow(services, new Date(start * minuteMs), {
    employeeId: employee.id,
    calendarId: employee.calendarId,
  });
  const until = rangeOf(items).until;
  const madeBefore = Math.min(start * minuteMs, now.getTime()) - random.between(60, 60 * 24 * 12) * minuteMs;
  const createdAt = new Date(madeBefore);
  const status = statusOf(random, until, now, isSaturday);
  const settledAt =
    status === 'cancelled' ? new Date((madeBefore + Math.min(start * minuteMs, now.getTime())) / 2) : until;
  return {
    id: newId<BookingId>(),
    customerId,
    status,
    items,
    source: random.chance(0.7) ? 'public' : 'staff',
    createdAt,
    updatedAt: status === 'confirmed' ? createdAt : settledAt,
  };
}

/** Salons see 8% of bookings cancelled and 3% missed. A full Saturday stays full. */
function statusOf(random: Random, until: Date, now: Date, isSaturday: boolean): FilledBooking['status'] {
  const roll = random.next();
  if (roll < 0.08 && !isSaturday) return 'cancelled';
  if (until > now) return 'confirmed';
  return roll > 0.97 ? 'no_show' : 'completed';
}

async function writeCustomers(
  db: Db,
  { salon, random, now }: Filling,
  customers: readonly Regular[],
): Promise<void> {
  await db.customer.createMany({
    data: customers.map(({ id, name, email, phone }) => ({
      id,
      organisationId: salon.organisationId,
      name,
      email,
      emailKey: email === null ? null : emailKeyOf(email),
      phone,
      locale: random.chance(0.85) ? salon.data.locale : salon.data.locale === 'nb' ? 'en' : 'nb',
      createdAt: new Date(now.getTime() - random.between(30, 700) * 24 * 60 * minuteMs),
    })),
  });
  await db.consent.createMany({
    data: customers.flatMap(({ id, email, phone }) => {
      const occurredAt = new Date(now.getTime() - random.between(15, 29) * 24 * 60 * minuteMs);
      const way = (channel: 'sms' | 'email') => ({
        customerId: id,
        channel,
        granted: !random.chance(0.03),
        wordingVersion: 'join-1',
        source: 'waitlist_public',
        occurredAt,
      });
      return [...(phone === null ? [] : [way('sms')]), ...(email === null ? [] : [way('email')])];
    }),
  });
}

/** Hundreds of rows in three statements. */
async function writeBookings(db: Db, salon: SeededSalon, bookings: readonly FilledBooking[]): Promise<void> {
  const items = bookings.flatMap((booking) =>
    booking.items.map((item, position) => ({ ...item, id: crypto.randomUUID(), position, booking })),
  );
  await db.booking.createMany({
    data: bookings.map(({ items: placed, ...booking }) => ({
      ...booking,
      salonId: salon.id,
      startsAt: placed[0]?.startsAt ?? booking.createdAt,
      endsAt: placed.at(-1)?.endsAt ?? booking.createdAt,
      priceMinor: placed.reduce((sum, item) => sum + item.priceMinor, 0),
      currency: 'NOK',
      locale: salon.data.locale,
      ...(booking.status === 'cancelled' && { cancelledAt: booking.updatedAt, cancelledBy: 'customer' }),
    })),
  });
  await db.bookingItem.createMany({
    data: items.map(({ booking, ...item }) => ({ ...item, bookingId: booking.id })),
  });
  await db.calendarItem.createMany({
    data: items
      .filter(({ booking }) => booking.status !== 'cancelled')
      .map((item) => {
        const { from, until } = rangeOf([item]);
        return {
          calendarId: item.calendarId,
          kind: 'booking',
          bookingItemId: item.id,
          startsAt: from,
          endsAt: until,
        };
      }),
  });
}

function hoursAgo(time: Date, now: Date): number {
  return (now.getTime() - time.getTime()) / (60 * minuteMs);
}
