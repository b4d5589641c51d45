import { randomUUID } from 'node:crypto';
import type { AppLoadContext } from '@remix-run/node';
import { jsonInScript } from '#app/json-in-script.ts';
import { shellOf } from '#app/salon-shell.server.ts';
import { formatsOf, textsOf } from '#app/texts.server.ts';
import { addDays, type Formats } from '#app/ui/formats.ts';
import { mostServices, type OpeningHours, type Slot } from '#server/modules/calendar/availability.schema.ts';
import type { SalonPage, SalonService } from '#server/modules/salon/salon.schema.ts';
import type { EmployeeId, ServiceId } from '#server/platform/ids.schema.ts';
import { anyone, bookingHref, readBookingSearch, type BookingSearch } from './booking-search.ts';
import { bookingHead, pictureOf } from './booking-head.server.ts';
import { changeRule } from './change-rule.server.ts';
import type {
  BookingView,
  DetailsStep,
  EmployeeStep,
  Finder,
  ServiceGroup,
  ServicesChoice,
  ServiceStep,
  Taken,
  TimeStep,
} from './booking-view.ts';
import { hoursView } from './opening-hours.server.ts';
import { structuredSalon } from './structured-data.server.ts';
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
  const named = (ids: readonly string[]) =>
    ids.flatMap((id) => all.find((service) => service.id === id) ?? []);
  const search = readBookingSearch(query, {
    does: (ids) => named(ids).length === ids.length && whoDoes(salon, named(ids)).length > 0,
    employs: (id) => salon.employees.some((employee) => employee.id === id),
  });
  const services = named(search.serviceIds);
  const people = whoDoes(salon, services);
  // A person who does not do the service (an old link, another service chosen since) is asked for again.
  if (search.with && search.with !== anyone && !people.some(({ id }) => id === search.with))
    search.with = null;
  return { context, salon, search, services, people, formats: formatsOf(context.locale, salon.timeZone) };
}

/** Those who do all of the services. */
function whoDoes(salon: SalonPage, services: readonly SalonService[]): SalonPage['employees'] {
  return salon.employees.filter((employee) =>
    services.every((service) => service.employeeIds.includes(employee.id)),
  );
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
  const { context, salon, services } = booking;
  const hours =
    services.length === 0 ? await context.api.availability.openingHours({ salonId: salon.id }) : null;
  const { choices, step } = await currentStep(booking, hours);
  return {
    head: bookingHead(booking, step, hours !== null),
    structured:
      hours && context.isDocument ? jsonInScript(structuredSalon(salon, hours, context.publicUrl)) : null,
    accentColour: salon.accentColour,
    shell: shellOf(salon),
    choices,
    step,
  };
}

/** @param hours of the salon, on its first page */
async function currentStep(
  booking: Booking,
  hours: OpeningHours | null,
): Promise<Pick<BookingView, 'choices' | 'step'>> {
  const { context, salon, search, people, formats } = booking;
  if (hours) {
    const about = {
      picture: pictureOf(context.locale, salon),
      hours: hoursView(context, formats, hours),
    };
    return { choices: [], step: { ...serviceStep(booking), about } };
  }
  if (search.adding) return { choices: [servicesChoice(booking)], step: serviceStep(booking) };
  const hasChoice = people.length > 1;
  if (!search.with && hasChoice) return { choices: choicesOf(booking), step: employeeStep(booking) };
  const step = search.time ? await detailsStep(booking, search.time) : await timeStep(booking, null);
  return { choices: choicesOf(booking, step), step };
}

/** What has been chosen, each with the way back to change it. */
function choicesOf(booking: Booking, step?: BookingView['step']): BookingView['choices'] {
  const { salon, search, people, formats, context } = booking;
  const choices: BookingView['choices'] = [servicesChoice(booking)];
  const [only] = people.length === 1 ? people : [];
  const person = people.find(({ id }) => id === search.with) ?? only;
  if (search.with || person) {
    choices.push({
      kind: 'employee',
      value: person?.name ?? textsOf(context.locale, 'booking')('employee.anyone'),
      changeHref: only ? null : bookingHref(salon.slug, { serviceIds: search.serviceIds }),
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

export function servicesChoice(booking: Booking): ServicesChoice {
  const { salon, search, services } = booking;
  const single = services.length === 1;
  const isFull = services.length === mostServices;
  const canAdd = allServices(booking).some((service) => canFollow(booking, service));
  const without = (id: ServiceId): Partial<BookingSearch> => {
    const serviceIds = search.serviceIds.filter((other) => other !== id);
    return serviceIds.length > 0 ? { ...search, serviceIds } : { day: search.day };
  };
  // With one more it takes longer: the day stays, its times are asked anew.
  const add = bookingHref(salon.slug, { ...search, find: '', time: null, adding: true });
  return {
    kind: 'services',
    services: services.map((service) => ({
      id: service.id,
      name: service.name,
      facts: factsOf(booking, [service]),
      removeHref: bookingHref(salon.slug, without(service.id)),
    })),
    total: single ? null : factsOf(booking, services),
    changeHref: single ? bookingHref(salon.slug, {}) : null,
    addHref: !search.adding && !isFull && canAdd ? add : null,
    isFull,
  };
}

function factsOf({ formats, salon }: Booking, services: readonly SalonService[]): string {
  const minutes = services.reduce((sum, service) => sum + service.durationMinutes, 0);
  const price = services.reduce((sum, service) => sum + service.priceMinor, 0);
  return `${formats.duration(minutes)} · ${formats.price(price, salon.currency)}`;
}

function allServices({ salon }: Booking): SalonService[] {
  return salon.serviceGroups.flatMap((group) => group.services);
}

/** Whether somebody does it together with what is chosen. */
function canFollow({ services, people }: Booking, service: SalonService): boolean {
  return !services.includes(service) && people.some(({ id }) => service.employeeIds.includes(id));
}

/** The question which service; its answers lead on within the same page. */
function serviceStep(booking: Booking): ServiceStep {
  const { salon, search, services } = booking;
  const next = { ...search, adding: false, find: '', time: null };
  const isShown = (service: SalonService) => services.includes(service) || canFollow(booking, service);
  const groups = serviceGroups(booking, isShown, ({ id }) =>
    search.serviceIds.includes(id)
      ? null
      : bookingHref(salon.slug, { ...next, serviceIds: [...search.serviceIds, id] }),
  );
  return {
    kind: 'service',
    about: null,
    groups,
    finder: finderOf(groups, search.find, bookingHref(salon.slug, { ...search, find: '' })),
    adding: search.adding
      ? {
          doneHref: bookingHref(salon.slug, next),
          leftOut: leftOut(
            booking,
            allServices(booking).filter((service) => !isShown(service)),
          ),
        }
      : null,
  };
}

/** The services to choose from by category; a category without one is left out. */
export function serviceGroups(
  { salon, formats }: Booking,
  isShown: (service: SalonService) => boolean,
  hrefOf: (service: SalonService) => string | null,
): ServiceGroup[] {
  return salon.serviceGroups
    .map(({ category, services }) => ({
      category,
      services: services.filter(isShown).map((service) => ({
        id: service.id,
        name: service.name,
        description: service.description,
        facts: formats.duration(service.durationMinutes),
        price: formats.price(service.priceMinor, salon.currency),
        href: hrefOf(service),
      })),
    }))
    .filter((group) => group.services.length > 0);
}

/** So many are read at a glance; more can be searched. */
const readAtAGlance = 10;

export function finderOf(groups: readonly ServiceGroup[], find: string, allHref: string): Finder | null {
  const count = groups.reduce((sum, { services }) => sum + services.length, 0);
  if (count <= readAtAGlance) return null;
  const kept = new URLSearchParams(allHref.split('?')[1]);
  return { find, kept: [...kept].map(([name, value]) => ({ name, value })), allHref };
}

/** Said rather than passed over, so that nobody looks in vain for what they know the salon does. */
function leftOut({ context, formats, services }: Booking, missing: readonly SalonService[]): string | null {
  if (missing.length === 0) return null;
  return textsOf(context.locale, 'booking')('service.leftOut', {
    chosen: formats.list(services.map(({ name }) => name)),
    missing: formats.list(missing.map(({ name }) => name)),
    count: missing.length,
  });
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
      clock: salon,
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
    gone,
    waitlistHref: waitlistHref(booking, times.day?.date ?? null),
  };
}

/** The way to the waitlist, with what they were looking at: a day, or weeks with nothing free. */
function waitlistHref({ salon, search }: Booking, day: string | null): string | null {
  const { serviceIds, with: chosenOne } = search;
  const from = day ? null : search.from;
  return salon.joiningEnabled
    ? bookingHref(salon.slug, { serviceIds, with: chosenOne, from, day }, '/waitlist')
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
  const nearest = slots
    .toSorted((a, b) => distance(a) - distance(b))
    .slice(0, 6)
    .toSorted((a, b) => Date.parse(a.startsAt) - Date.parse(b.startsAt));
  return {
    when: formats.dateAndTime(time, salon.today),
    nearest: [...Map.groupBy(nearest, ({ date }) => date)].map(([date, times]) => ({
      date,
      day: formats.relativeDay(date, salon.today),
      times: times.map(({ startsAt, localTime }) => ({ startsAt, label: localTime })),
    })),
  };
}
