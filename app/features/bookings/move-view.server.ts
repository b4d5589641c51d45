import type { StaffPage } from '#app/features/dashboard/open-salon.server.ts';
import type { StaffBooking } from '#server/modules/bookings/bookings.schema.ts';
import { localDateSchema } from '#server/modules/salon/time.schema.ts';
import { employeeIdSchema } from '#server/platform/ids.schema.ts';

/** Where a booking could move to: free times of one day with one employee, its own time counting as free. */
export async function moveChoice(booking: StaffBooking, page: StaffPage) {
  const { api, salon, salonId, url, formats, today } = page;
  const query = url.searchParams;
  const { employees } = await api.salon.bySlug({ slug: salon.slug });
  const own = booking.items[0]?.employeeId;
  const able = employees.filter(
    ({ id, serviceIds }) =>
      id === own || booking.items.every(({ serviceId }) => serviceIds.includes(serviceId)),
  );
  const asked = employeeIdSchema.safeParse(query.get('with')).data;
  const employeeId = able.find(({ id }) => id === asked)?.id ?? own ?? asked;
  const wanted = localDateSchema.safeParse(query.get('date')).data ?? booking.date;
  const date = wanted < today ? today : wanted;
  const { days } = await api.booking.slotsForMove({
    salonId,
    bookingId: booking.id,
    employeeId,
    from: date,
    days: 1,
  });
  return {
    date,
    day: formats.relativeDay(date, today),
    today,
    employeeId: employeeId ?? '',
    employees: able.map(({ id, name }) => ({ id, name })),
    times: days.flatMap(({ slots }) =>
      slots
        .filter(({ startsAt }) => startsAt !== booking.startsAt || employeeId !== own)
        .map(({ startsAt, localTime }) => ({ value: startsAt, time: localTime })),
    ),
    back: query.get('back'),
  };
}
