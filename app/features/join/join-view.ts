import type { Finder, ServiceGroup, ServicesChoice } from '#app/features/booking/booking-view.ts';
import type { MetaDescriptor } from '@remix-run/node';
import type { ShellSalon } from '#app/ui/public-shell.tsx';
import type { WishForm } from './wish-form.ts';

/** The page on which somebody joins the waitlist, in finished words. */
export interface JoinView {
  head: MetaDescriptor[];
  accentColour: string | null;
  shell: ShellSalon;
  /** What is waited for, once it is chosen. */
  service: ServicesChoice | null;
  bookHref: string;
  page:
    | {
        kind: 'service';
        groups: ServiceGroup[];
        finder: Finder | null;
        /** Of several that were chosen for a booking. */
        ofSeveral: boolean;
      }
    | { kind: 'closed' }
    | { kind: 'sent'; free: FreeTime | null }
    | { kind: 'wish'; form: WishForm; options: WishOptions };
}

/** A free time that fits what is now waited for. */
export interface FreeTime {
  when: string;
  bookHref: string;
}

/** What the fields of a wish let choose from. */
export interface WishOptions {
  people: { id: string; name: string }[];
  weekdays: { value: string; name: string; short: string }[];
  leadTimes: { value: string; label: string }[];
  /** Local dates: today and the last that can be booked. */
  firstDate: string;
  lastDate: string;
}
