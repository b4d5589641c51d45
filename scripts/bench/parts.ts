import type { PartResult } from './measurement.ts';

/** One part of the benchmark. */
export interface Part {
  title: string;
  /** Loads what measures, when it is its turn. */
  load: () => Promise<() => Promise<PartResult>>;
}

/** Every part, by the name that runs it alone. */
export const parts: Record<string, Part> = {
  pages: {
    title: 'Booking page and offer page',
    load: async () => (await import('./pages/measure-pages.ts')).measurePages,
  },
  calendar: {
    title: 'A day of 20 employees in the calendar',
    load: async () => (await import('./calendar/measure-day.ts')).measureDay,
  },
  waitlist: {
    title: 'Staff’s waitlist with 50,000 entries',
    load: async () => (await import('./waitlist/measure-list.ts')).measureList,
  },
  live: {
    title: 'From a change to the screens of others',
    load: async () => (await import('./live/measure-live.ts')).measureLive,
  },
  claims: {
    title: 'The claim',
    load: async () => (await import('./claims/measure-claims.ts')).measureClaims,
  },
  contested: {
    title: '4,000 claims that want the same slots',
    load: async () => (await import('./claims/measure-contested.ts')).measureContested,
  },
  expiry: {
    title: '10,000 offers that run out at once',
    load: async () => (await import('./expiry/measure-expiry.ts')).measureExpiry,
  },
  lighthouse: {
    title: 'Lighthouse, phone profile',
    load: async () => (await import('./pages/measure-pages.ts')).measureLighthouse,
  },
};
