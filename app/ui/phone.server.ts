import parsePhoneNumber from 'libphonenumber-js/min';

/** A phone number as people write it, in one piece: "+47 40 10 02 03". What is none stays as it is. */
export function readablePhone(phone: string): string {
  return parsePhoneNumber(phone)?.formatInternational().replaceAll(' ', '\u00a0') ?? phone;
}
