import { z } from 'zod';
import { salonIdSchema } from '#server/platform/ids.schema.ts';
import { staffBookingSchema } from '../bookings/bookings.schema.ts';
import { listedCustomerSchema } from '../customers/customers.schema.ts';
import { staffEntrySchema } from '../waitlist/waitlist.schema.ts';

/** Fewer letters would find nearly everybody. */
export const shortestSearch = 2;
export const longestSearch = 100;

/** salon.search: by a name, an e-mail address or a phone number, or a part of one. */
export const searchInput = z.object({
  salonId: salonIdSchema,
  text: z.string().trim().min(shortestSearch).max(longestSearch),
  /** The most that are told of each kind. */
  limit: z.int().min(1).max(50).default(5),
});

const hasMore = z.boolean();

/** Of each kind the first ones: customers by name, entries as the waitlist ranks them, bookings by their start. */
export const searchOutput = z.object({
  customers: z.object({ found: z.array(listedCustomerSchema), hasMore }),
  /** Whatever their state. */
  entries: z.object({ found: z.array(staffEntrySchema), hasMore }),
  /** Those that are not over: from now on. */
  bookings: z.object({ found: z.array(staffBookingSchema), hasMore }),
});
export type SearchResult = z.infer<typeof searchOutput>;
