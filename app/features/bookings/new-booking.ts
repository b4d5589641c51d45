import type { WhoValues } from '#app/features/who/who-values.ts';

/** What the form of a new booking lets choose from. */
export interface BookingChoices {
  employees: { id: string; name: string }[];
  serviceGroups: {
    category: string;
    services: { id: string; name: string; minutes: number; employeeIds: string[] }[];
  }[];
  languages: { locale: string; name: string }[];
  /** The salon's own, which a new customer gets. */
  locale: string;
  /** Whether who books may see the customers. */
  seesCustomers: boolean;
}

/** What staff type of a new booking: all text, whatever was typed. */
export interface NewBookingValues extends WhoValues {
  serviceId: string;
  secondId: string;
  employeeId: string;
  date: string;
  time: string;
  /** The instant that date and time were made of; empty when somebody has to write them. */
  at: string;
  notes: string;
}

export function emptyBooking({ locale }: BookingChoices): NewBookingValues {
  return {
    customerId: '',
    name: '',
    phone: '',
    email: '',
    locale,
    serviceId: '',
    secondId: '',
    employeeId: '',
    date: '',
    time: '',
    at: '',
    notes: '',
  };
}

/** The first service that takes just so long and that the employee does; empty without one. */
export function serviceOfLength(
  { serviceGroups }: BookingChoices,
  employeeId: string,
  minutes: number,
): string {
  const services = serviceGroups.flatMap((group) => group.services);
  return (
    services.find((service) => service.minutes === minutes && service.employeeIds.includes(employeeId))?.id ??
    ''
  );
}
