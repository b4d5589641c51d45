import type { StaffPage } from '#app/features/dashboard/open-salon.server.ts';
import { localDateSchema } from '#server/modules/salon/time.schema.ts';
import { serviceIdSchema } from '#server/platform/ids.schema.ts';
import { writeSlot } from '#app/features/waitlist/slot-choice.server.ts';

/** What could be booked: the salon's services, and for a chosen one the free times of a day, by who is free then. */
export async function bookChoice(page: StaffPage) {
  const { api, salon, salonId, url, formats, today } = page;
  const { serviceGroups, employees } = await api.salon.bySlug({ slug: salon.slug });
  const asked = serviceIdSchema.safeParse(url.searchParams.get('service')).data;
  const services = serviceGroups.flatMap((group) => group.services);
  const service = services.find(({ id }) => id === asked) ?? null;
  const wanted = localDateSchema.safeParse(url.searchParams.get('date')).data ?? today;
  const date = wanted < today ? today : wanted;
  const found = service
    ? await api.availability.slots({ salonId, serviceIds: [service.id], from: date, days: 1 })
    : null;
  const slots = found?.days.flatMap((day) => day.slots) ?? [];
  return {
    serviceId: service?.id ?? '',
    serviceGroups: serviceGroups.map(({ category, services: own }) => ({
      category,
      services: own.map(({ id, name }) => ({ id, name })),
    })),
    date,
    day: formats.relativeDay(date, today),
    today,
    people: employees
      .map(({ id, name }) => ({
        employee: name,
        times: slots
          .filter(({ employeeIds }) => employeeIds.some((each) => each === id))
          .map(({ startsAt, localTime }) => ({ value: writeSlot(startsAt, id), time: localTime })),
      }))
      .filter(({ times }) => times.length > 0),
  };
}
