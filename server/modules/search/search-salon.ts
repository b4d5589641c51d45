import type { z } from 'zod';
import type { Db } from '#server/platform/db.ts';
import type { OrganisationId, SalonId } from '#server/platform/ids.schema.ts';
import { listBookings } from '../bookings/bookings.queries.ts';
import { listCustomers } from '../customers/list-customers.ts';
import { localTimeAt } from '../salon/local-time.ts';
import { findEntries } from '../waitlist/list-entries.ts';
import type { searchInput, searchOutput } from './search.schema.ts';

interface SearchAsked extends z.output<typeof searchInput> {
  organisationId: OrganisationId;
  /** Whose bookings and entries the asker may see. */
  salonIds: readonly SalonId[];
  /** IANA name. */
  timeZone: string;
  now: Date;
}

/** What the lists of customers, entries and bookings find by that text, the first of each; it costs what three of their pages do, and counts nothing. */
export async function searchSalon(
  db: Db,
  { salonId, text, limit, timeZone, ...asker }: SearchAsked,
): Promise<z.input<typeof searchOutput>> {
  const page = { page: 1, pageSize: limit, search: text };
  const [customers, entries, bookings] = await Promise.all([
    listCustomers(db, { ...page, ...asker, sort: 'name' }),
    findEntries(db, { ...page, salonId, sort: 'rank' }),
    listBookings(db, {
      ...page,
      salonId,
      // From there on the index leads; what is over of today it passes by.
      from: localTimeAt(asker.now, timeZone).date,
      endsAfter: asker.now,
      statuses: ['pending_payment', 'confirmed'],
      order: 'soonest',
    }),
  ]);
  return {
    customers: { found: customers.customers, hasMore: customers.hasMore },
    entries: { found: entries.entries, hasMore: entries.hasMore },
    bookings: { found: bookings.bookings, hasMore: bookings.hasMore },
  };
}
