import { bookingWords } from '#app/features/bookings/booking-words.server.ts';
import { bookingsQuery } from '#app/features/bookings/bookings-search.ts';
import { customersQuery } from '#app/features/customers/customers-search.ts';
import { customerWords } from '#app/features/customers/customer-words.server.ts';
import type { StaffPage } from '#app/features/dashboard/open-salon.server.ts';
import { entryWords } from '#app/features/waitlist/entry-words.server.ts';
import { textsOf } from '#app/texts.server.ts';
import type { SearchResult } from '#server/modules/search/search.schema.ts';
import { findPath } from './find-search.ts';

/** The kinds of what is found, in the order in which they are shown. */
const kinds = ['customers', 'entries', 'bookings'] as const;

export interface Found {
  id: string;
  href: string;
  name: string;
  /** Tells it from others of that name. */
  detail: string;
}

export interface FoundGroup {
  kind: (typeof kinds)[number];
  found: Found[];
  /** The list that has the rest; null when this is all. */
  moreHref: string | null;
}

/** What was found, in finished words; of a kind that has nothing there is no group. */
export function foundGroups(result: SearchResult, text: string, page: StaffPage): FoundGroup[] {
  const { base } = page;
  const back = new URLSearchParams({ back: findPath(base, text) }).toString();
  const found: Record<FoundGroup['kind'], Found[]> = {
    customers: result.customers.found.map((customer) => {
      const { id, name, contact } = customerWords(customer, page);
      return { id, name, href: `${base}/customers/${id}?${back}`, detail: contact.join(', ') };
    }),
    entries: result.entries.found.map((entry) => {
      const { id, name, service, windows, status } = entryWords(entry, page);
      const state = textsOf(page.locale, 'dashboard')(`states.entry.${status}`);
      const detail = [state, service, windows[0]].filter((part) => part !== undefined).join(', ');
      return { id, name, href: `${base}/waitlist/${id}?${back}`, detail };
    }),
    bookings: result.bookings.found.map((booking) => {
      const { id, name, when, services, employees } = bookingWords(booking, page);
      return {
        id,
        name,
        href: `${base}/bookings/${id}?${back}`,
        detail: [when, services, employees].join(', '),
      };
    }),
  };
  const lists: Record<FoundGroup['kind'], string> = {
    customers: `${base}/customers${customersQuery({ search: text, sort: 'name', page: 1 })}`,
    entries: `${base}/waitlist?${new URLSearchParams({ state: 'all', q: text })}`,
    bookings: `${base}/bookings${bookingsQuery({ search: text, date: '', employeeId: '', status: '', page: 1 })}`,
  };
  return kinds
    .filter((kind) => found[kind].length > 0)
    .map((kind) => ({ kind, found: found[kind], moreHref: result[kind].hasMore ? lists[kind] : null }));
}
