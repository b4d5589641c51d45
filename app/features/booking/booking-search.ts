import { mostServices } from '#server/modules/calendar/availability.schema.ts';

/** How far a booking has come, as its address says it: `?service=…&with=…&day=…&time=…`. */
export interface BookingSearch {
  serviceIds: string[];
  /** Another service is being chosen, to be done after those. */
  adding: boolean;
  /** What the services are searched for; empty when they are not. */
  find: string;
  /** An employee's id, `anyone`, or null while it is not chosen. */
  with: string | null;
  /** A local date of the first week that is shown. */
  from: string | null;
  /** The local date whose times are shown. */
  day: string | null;
  /** The chosen start, an instant. */
  time: string | null;
}

export const anyone = 'anyone';

const localDate = /^\d{4}-\d{2}-\d{2}$/;

/** A date of an address, or null: people shorten and mistype addresses, and `2026-02-30` is none. */
export function readDate(text: string | null): string | null {
  if (!text || !localDate.test(text)) return null;
  const date = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text) ? text : null;
}

/** An instant of an address in its one canonical form (UTC, milliseconds), or null. */
export function readInstant(text: string | null): string | null {
  if (!text || !/^\d{4}-\d{2}-\d{2}T/.test(text)) return null;
  const instant = new Date(text);
  return Number.isNaN(instant.getTime()) ? null : instant.toISOString();
}

/** What of an address this salon can do; the rest counts as not chosen. */
export function readBookingSearch(
  query: URLSearchParams,
  salon: {
    /** Whether somebody there does all of these services. */
    does: (serviceIds: readonly string[]) => boolean;
    employs: (id: string) => boolean;
  },
): BookingSearch {
  const serviceIds: string[] = [];
  for (const id of new Set(query.getAll('service'))) {
    if (serviceIds.length < mostServices && salon.does([...serviceIds, id])) serviceIds.push(id);
  }
  const chosen = query.get('with');
  return {
    serviceIds,
    adding: query.has('add') && serviceIds.length > 0 && serviceIds.length < mostServices,
    find: (query.get('find') ?? '').trim().slice(0, 100),
    with: serviceIds.length > 0 && chosen && (chosen === anyone || salon.employs(chosen)) ? chosen : null,
    from: readDate(query.get('from')),
    day: readDate(query.get('day')),
    time: readInstant(query.get('time')),
  };
}

/** The address of a step, relative to the salon's page. What is null is left out. */
export function bookingHref(
  slug: string,
  search: Partial<BookingSearch>,
  page: '' | '/waitlist' = '',
): string {
  const query = new URLSearchParams();
  for (const id of search.serviceIds ?? []) query.append('service', id);
  if (search.adding) query.set('add', '1');
  if (search.find) query.set('find', search.find);
  for (const key of ['with', 'from', 'day', 'time'] as const) {
    const value = search[key];
    if (value) query.set(key, value);
  }
  const text = query.toString();
  return `/s/${encodeURIComponent(slug)}${page}${text ? `?${text}` : ''}`;
}
