import type { Way } from '#app/features/keys/shortcuts.ts';

/** A page that the frame leads to. */
export interface SalonPage {
  way: Way;
  to: string;
  /** True for the start page, which every other address begins with. */
  end?: boolean;
}

/** The pages of a salon, those that are needed most first; `isRunning`: with the reports, which are for who runs it. */
export function salonPages(base: string, isRunning: boolean): SalonPage[] {
  const daily = ['calendar', 'waitlist', 'openings', 'bookings', 'customers', 'messages'] as const;
  const others = isRunning ? (['reports', 'settings'] as const) : (['settings'] as const);
  return [
    { way: 'today', to: base, end: true },
    ...[...daily, ...others].map((way) => ({ way, to: `${base}/${way}` })),
  ];
}
