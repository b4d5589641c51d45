import parsePhoneNumber from 'libphonenumber-js/min';
import type { ShellSalon } from '#app/ui/public-shell.tsx';

/** As much of a salon as the frame of its pages shows; the phone number as people write it. */
export function shellOf({ slug, name, logoUrl, street, postalCode, city, phone }: ShellSalon): ShellSalon {
  const readable = phone && (parsePhoneNumber(phone)?.formatInternational() ?? phone);
  return { slug, name, logoUrl, street, postalCode, city, phone: readable };
}
