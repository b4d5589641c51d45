import { moment } from '#app/features/dashboard/moments.server.ts';
import type { StaffPage } from '#app/features/dashboard/open-salon.server.ts';
import { readablePhone } from '#app/ui/phone.server.ts';
import { textsOf } from '#app/texts.server.ts';
import type { Appointment, ListedCustomer } from '#server/modules/customers/customers.schema.ts';

/** What a customer of the list says of themselves, in finished words. */
export function customerWords(customer: ListedCustomer, page: StaffPage) {
  return {
    id: customer.id,
    name: customer.name,
    contact: contactLines(customer),
    next: appointmentWords(customer.next, page),
    last: appointmentWords(customer.last, page),
    waits: customer.waits,
    isPossibleDuplicate: customer.isPossibleDuplicate,
  };
}
export type CustomerWords = ReturnType<typeof customerWords>;

export function contactLines({ phone, email }: { phone: string | null; email: string | null }): string[] {
  return [phone && readablePhone(phone), email].filter((part) => part !== null);
}

/** The salon is named when it is another one. */
function appointmentWords(appointment: Appointment | null, page: StaffPage): string | null {
  if (!appointment) return null;
  const { formats, today } = page;
  const isThisYear = formats.localDate(appointment.startsAt).slice(0, 4) === today.slice(0, 4);
  const when = isThisYear
    ? moment(appointment.startsAt, page)
    : formats.dateAndTime(appointment.startsAt, today);
  if (appointment.salonId === page.salonId) return when;
  return textsOf(page.locale, 'customers')('atSalon', { when, salon: appointment.salonName });
}
