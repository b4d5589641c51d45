import type { StaffBooking } from '#server/modules/bookings/bookings.schema.ts';

/** Who gave neither a number nor an address, or has opted out of what they gave, is told nothing. */
export function isUnreachable({
  customer: { reachableBy },
}: {
  customer: Pick<StaffBooking['customer'], 'reachableBy'>;
}): boolean {
  return reachableBy.length === 0;
}
