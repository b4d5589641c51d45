import { readablePhone } from '#app/ui/phone.server.ts';
import type { ShellSalon } from '#app/ui/public-shell.tsx';

/** As much of a salon as the frame of its pages shows; the phone number as people write it. */
export function shellOf({ slug, name, logoUrl, street, postalCode, city, phone }: ShellSalon): ShellSalon {
  return { slug, name, logoUrl, street, postalCode, city, phone: phone && readablePhone(phone) };
}
