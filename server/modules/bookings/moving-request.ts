import type { AvailabilityRequest } from '#server/modules/calendar/availability.queries.ts';
import type { EmployeeId } from '#server/platform/ids.schema.ts';
import { blockOfItems } from './bookings.rules.ts';
import type { BookingFacts } from './lock-booking.ts';

/** Asks for free times for a booking that exists: the services and the length that were booked, its own time counting as free. */
export function movingRequest(
  booking: BookingFacts,
  {
    employeeId,
    ...rest
  }: Pick<AvailabilityRequest, 'audience' | 'now'> & { employeeId?: EmployeeId | undefined },
): AvailabilityRequest {
  return {
    ...rest,
    salonId: booking.salonId,
    serviceIds: booking.items.map((item) => item.serviceId),
    // The same one, unless another is asked for.
    employeeId: employeeId ?? booking.items[0]?.employeeId,
    moving: { bookingId: booking.id, block: blockOfItems(booking.items) },
  };
}
