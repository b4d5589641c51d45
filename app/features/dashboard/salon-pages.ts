import type { Way } from '#app/features/keys/shortcuts.ts';
import type { Role } from '#server/modules/auth/auth.rules.ts';
import { hasRight, type Right } from '#server/modules/auth/rights.schema.ts';

/** A page that the frame leads to. */
export interface SalonPage {
  way: Way;
  to: string;
  /** True for the start page, which every other address begins with. */
  end?: boolean;
}

/** What it takes to open each, those that are needed most first. */
const pages = [
  { way: 'today', right: 'seeToday' },
  { way: 'calendar', right: 'seeBookings' },
  { way: 'waitlist', right: 'seeWaitlist' },
  { way: 'openings', right: 'seeWaitlist' },
  { way: 'bookings', right: 'seeBookings' },
  { way: 'customers', right: 'seeCustomers' },
  { way: 'messages', right: 'seeMessages' },
  { way: 'reports', right: 'seeReports' },
  { way: 'settings', right: 'seeHours' },
] as const satisfies { way: Way; right: Right }[];

/** The pages of a salon that somebody of this role can open. */
export function salonPages(base: string, role: Role): SalonPage[] {
  return pages
    .filter(({ right }) => hasRight(role, right))
    .map(({ way }) => (way === 'today' ? { way, to: base, end: true } : { way, to: `${base}/${way}` }));
}
