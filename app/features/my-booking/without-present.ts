import type { SlotDays } from '#server/modules/calendar/availability.schema.ts';
import type { CustomerBooking } from '#server/modules/bookings/bookings.schema.ts';

/** The free times without the one that the booking has: moving there would change nothing. With somebody else it is another time. */
export function withoutPresent(
  days: SlotDays['days'],
  { startsAt, items }: Pick<CustomerBooking, 'startsAt' | 'items'>,
): SlotDays['days'] {
  const own = new Set<string>(items.map(({ employeeId }) => employeeId));
  const isPresent = (instant: string) => Date.parse(instant) === Date.parse(startsAt);
  return days.map((day) => ({
    ...day,
    slots: day.slots
      .map((slot) =>
        isPresent(slot.startsAt)
          ? { ...slot, employeeIds: slot.employeeIds.filter((id) => !own.has(id)) }
          : slot,
      )
      .filter((slot) => slot.employeeIds.length > 0),
  }));
}
