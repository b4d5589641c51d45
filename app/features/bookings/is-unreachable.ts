import type { StaffBooking } from '#server/modules/bookings/bookings.schema.ts';

/** Who gave neither a number nor an address is told nothing. */
export function isUnreachable({
  customer: { phone, email },
}: {
  customer: Pick<StaffBooking['customer'], 'phone' | 'email'>;
}): boolean {
  return phone === null && email === null;
}
