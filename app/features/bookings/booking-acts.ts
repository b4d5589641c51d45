import type { StaffBooking } from '#server/modules/bookings/bookings.schema.ts';

/** What staff can do with a booking, as its page's address names it. */
const bookingActs = ['undo', 'complete', 'no-show', 'move', 'length', 'cancel'] as const;
export type BookingAct = (typeof bookingActs)[number];

/** Those that ask for nothing but a yes, and so share a page. */
const plainActs = ['undo', 'complete', 'no-show', 'cancel'] as const;
export type PlainAct = (typeof plainActs)[number];

/** What can be done now: whoever has not begun can be neither here nor missing, and only what has not settled can be undone. */
export function actsForBooking(
  { status, startsAt, lastChange }: Pick<StaffBooking, 'status' | 'startsAt' | 'lastChange'>,
  now: Date,
): BookingAct[] {
  // Who said the wrong one says the other.
  if (status === 'completed') return ['no-show'];
  if (status === 'no_show') return ['complete'];
  if (status === 'cancelled') return [];
  const canBeSettled = Date.parse(startsAt) <= now.getTime() && status === 'confirmed';
  const canBeUndone = lastChange !== null && Date.parse(lastChange.settlesAt) > now.getTime();
  return bookingActs.filter((act) => {
    if (act === 'undo') return canBeUndone;
    return canBeSettled || (act !== 'complete' && act !== 'no-show');
  });
}

export function readPlainAct(name: string | undefined): PlainAct | null {
  return plainActs.find((act) => act === name) ?? null;
}

/** The address of an act's page, with the way back. */
export function bookingActPath(base: string, bookingId: string, act: BookingAct, back: string): string {
  return `${base}/bookings/${bookingId}/${act}?${new URLSearchParams({ back })}`;
}

/** The address of a booking's own page, with the way back. */
export function bookingPath(base: string, bookingId: string, back: string): string {
  return `${base}/bookings/${bookingId}?${new URLSearchParams({ back })}`;
}
