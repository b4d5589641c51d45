import type { StaffBooking } from '#server/modules/bookings/bookings.schema.ts';

/** Who gave neither a number nor an address is told nothing. */
export function isUnreachable({ customer: { phone, email } }: Pick<StaffBooking, 'customer'>): boolean {
  return phone === null && email === null;
}
