import { randomUUID } from 'node:crypto';
import type { AppLoadContext } from '@remix-run/node';
import { shellOf } from '#app/salon-shell.server.ts';
import { formatsOf, textsOf } from '#app/texts.server.ts';
import { addDays, type Formats } from '#app/ui/formats.ts';
import type { Slot } from '#server/modules/calendar/availability.schema.ts';
import type { SalonPage, SalonService } from '#server/modules/salon/salon.schema.ts';
import type { EmployeeId, ServiceId } from '#server/platform/ids.ts';
import { anyone, bookingHref, readBookingSearch, type BookingSearch } from './booking-search.ts';
import { changeRule } from './change-rule.server.ts';
import type {
  BookingView,
  Choice,
  DetailsStep,
  EmployeeStep,
  ServiceStep,
  Taken,
  TimeStep,
} from './booking-view.ts';
import { loadTimes } from './times-view.server.ts';

/** What a page of one salon knows while it is made. */
export interface Booking {
  context: AppLoadContext;
  salon: SalonPage;
  search: BookingSearch;
  services: SalonService[];
  /** Those who do all the chosen services. */
  people: SalonPage['employees'];
  formats: Formats;
}

/** Loads the salon and reads what the address has chosen. An unknown salon is answered by a 404. */
export async function openBooking(
  context: AppLoadContext,
  slug: string,
  query: URLSearchParams,
): Promise<Booking> {
  const salon = await context.api.salon.bySlug({ slug });
  const all = salon.serviceGroups.flatMap((group) => group.services);
  const search = readBookingSearch(query, {
    service: (id) => all.some((service) => service.id === id),
    employee: (id) => salon.employees.some((employee) => employee.id === id),
  });
  const services = search.serviceIds.flatMap((id) => all.filter((service) => service.id === id));
  const people = salon.employees.filter((employee) =>
    services.every((service) => service.employeeIds.includes(employee.id)),
  );
  // A person who does not do the service (an old link, another service chosen since) is asked for again.
  if (search.with && search.with !== anyone && !people.some(({ id }) => id === search.with))
    search.with = null;
  return { context, salon, search, services, people, formats: formatsOf(context.locale, salon.timeZone) };
}

/** What the procedures are asked with: the chosen services and, unless anyone will do, the person. */
export function chosen({ search, services, people }: Booking): {
  serviceIds: ServiceId[];
  employeeId?: EmployeeId;
} {
  const employeeId = people.find(({ id }) => id === search.with)?.id;
  return { serviceIds: services.map(({ id }) => id), ...(employeeId && { employeeId }) };
}

export async function loadBooking(booking: Booking): Promise<BookingView> {
  const { context, salon } = booking;
  const t = textsOf(context.locale, 'booking');
  return {
    title: t('metaTitle', { salon: salon.name }),
    description: t('metaDescription', { salon: salon.name, city: salon.city }),
    accentColour: salon.accentColour,
    shell: shellOf(salon),
    ...(await currentStep(booking)),
  };
}

async function currentStep(booking: Booking): Promise<Pick<BookingView, 'choices' | 'step'>> {
  const { search, services, people } = booking;
  const only = people.length === 1 ? people[0]?.id : undefined;
  if (services.length === 0) return { choices: [], step: serviceStep(booking) };
  if (!search.with && only) search.with = only; // nobody to choose between
  if (!search.with) return { choices: choicesOf(booking), step: employeeStep(booking) };
  const step = search.time ? await detailsStep(booking, search.time) : await timeStep(booking, null);
  return { choices: choicesOf(booking, step), step };
}

/** What has been chosen, each with the way back to change it. */
export function choicesOf(booking: Booking, step?: BookingView['step']): Choice[] {
  const { salon, search, services, people, formats, context } = booking;
  const t = textsOf(context.locale, 'booking');
  const { serviceIds } = search;
  const choices: Choice[] = [
    {
      kind: 'service',
      value: formats.list(services.map(({ name }) => name)),
      detail: factsOf(booking, services),
      changeHref: bookingHref(salon.slug, {}),
    },
  ];
  if (search.with) {
    choices.push({
      kind: 'employee',
      value: people.find(({ id }) => id === search.with)?.name ?? t('employee.anyone'),
      changeHref: people.length > 1 ? bookingHref(salon.slug, { serviceIds }) : null,
    });
  }
  if (step?.kind === 'details' && !step.taken) {
    choices.push({
      kind: 'when',
      value: formats.dateAndTime(step.startsAt, salon.today),
      changeHref: step.otherTimesHref,
    });
  }
  return choices;
}

function factsOf({ formats, salon }: Booking, services: readonly SalonService[]): string {
  const minutes = services.reduce((sum, service) => sum + service.durationMinutes, 0);
  const price = services.reduce((sum, service) => sum + service.priceMinor, 0);
  return `${formats.duration(minutes)} · ${formats.price(price, salon.currency)}`;
}

/** The question which service; its answers lead on within the same page, or to the waitlist's. */
export function serviceStep({ salon, search, formats }: Booking, page: '' | '/waitlist' = ''): ServiceStep {
  return {
    kind: 'service',
    groups: salon.serviceGroups.map(({ category, services }) => ({
      category,
      services: services.map((service) => ({
        id: service.id,
        name: service.name,
        description: service.description,
        facts: formats.duration(service.durationMinutes),
        price: formats.price(service.priceMinor, salon.currency),
        href: bookingHref(salon.slug, { serviceIds: [service.id], day: search.day }, page),
      })),
    })),
  };
}

function employeeStep({ salon, search, people }: Booking): EmployeeStep {
  const href = (chosenOne: string) => bookingHref(salon.slug, { ...search, with: chosenOne });
  return {
    kind: 'employee',
    anyoneHref: href(anyone),
    people: people.map(({ id, name, title }) => ({ id, name, title, href: href(id) })),
  };
}

async function timeStep(booking: Booking, gone: string | null): Promise<TimeStep> {
  const { context, salon, search, formats } = booking;
  const t = textsOf(context.locale, 'booking');
  const asked = { salonId: salon.id, ...chosen(booking) };
  const href = (changes: Partial<BookingSearch>) =>
    bookingHref(salon.slug, { ...search, time: null, ...changes });
  const times = await loadTimes(
    {
      today: salon.today,
      lastDate: salon.lastBookableDate,
      from: search.from,
      day: search.day,
      slots: (range) => context.api.availability.slots({ ...asked, ...range }),
      firstFree: async (from) => (await context.api.availability.firstFree({ ...asked, from })).slot,
      href: {
        weeks: (from) => href({ from, day: null }),
        day: (day, from) => href({ day, from }),
        time: (slot) => href({ day: slot.date, time: slot.startsAt }),
      },
    },
    formats,
    (key, values) => t(`time.${key}`, values),
  );
  return {
    kind: 'time',
    times,
    city: salon.city,
    gone,
    waitlistHref: waitlistHref(booking, times.day?.date ?? null),
  };
}

/** The way to the waitlist, with what they were looking at. */
function waitlistHref({ salon, search }: Booking, day: string | null): string | null {
  const { serviceIds, with: chosenOne } = search;
  return salon.joiningEnabled
    ? bookingHref(salon.slug, { serviceIds, with: chosenOne, day }, '/waitlist')
    : null;
}

async function detailsStep(booking: Booking, time: string): Promise<DetailsStep | TimeStep> {
  const { context, salon, search, formats } = booking;
  const day = formats.localDate(time);
  const gone = formats.dateAndTime(time, salon.today);
  if (day < salon.today || day > salon.lastBookableDate) return timeStep(booking, gone);

  const around = { from: addDays(day, -3) < salon.today ? salon.today : addDays(day, -3), days: 10 };
  const { days } = await context.api.availability.slots({ salonId: salon.id, ...chosen(booking), ...around });
  const slots = days.flatMap((found) => found.slots);
  const free = slots.some((slot) => Date.parse(slot.startsAt) === Date.parse(time));
  if (!free && slots.length === 0) return timeStep(booking, gone);
  return {
    kind: 'details',
    formKey: randomUUID(),
    startsAt: time,
    changeRule: changeRule(context, salon, time),
    taken: free ? null : takenOf(booking, time, slots),
    otherTimesHref: bookingHref(salon.slug, { ...search, time: null, day }),
    waitlistHref: waitlistHref(booking, day),
  };
}

/** What to say when a time is gone: which, and the free times nearest to it. */
export function takenOf({ formats, salon }: Booking, time: string, slots: readonly Slot[]): Taken {
  const distance = (slot: Slot) => Math.abs(Date.parse(slot.startsAt) - Date.parse(time));
  const nearest = [...slots].sort((a, b) => distance(a) - distance(b)).slice(0, 6);
  return {
    when: formats.dateAndTime(time, salon.today),
    nearest: nearest
      .sort((a, b) => Date.parse(a.startsAt) - Date.parse(b.startsAt))
      .map((slot) => ({
        startsAt: slot.startsAt,
        label: slot.localTime,
        detail: formats.relativeDay(slot.date, salon.today),
      })),
  };
}
