import { parsePhoneNumberFromString, type CountryCode } from 'libphonenumber-js';
import type { FieldProblem } from '#server/platform/errors.ts';
import type { Contact } from './contact.schema.ts';

/** A contact as it is stored and compared. */
export interface NormalContact {
  name: string;
  /** As typed, for writing to it; its domain in lower case. */
  email: string | null;
  /** Lower case, without a +tag: what tells two contacts apart. */
  emailKey: string | null;
  /** E.164. */
  phone: string | null;
}

export type NormalisedContact = { ok: true; contact: NormalContact } | { ok: false; fields: FieldProblem[] };

/**
 * A number without a country code is one of the salon's country.
 * @param at the path of the contact in the caller's input, such as `contact`; empty when its fields stand at the top
 */
export function normaliseContact(contact: Contact, country: CountryCode, at = 'contact'): NormalisedContact {
  const phone = contact.phone === null ? null : normalisePhone(contact.phone, country);
  if (contact.phone !== null && phone === null) {
    return { ok: false, fields: [{ field: at === '' ? 'phone' : `${at}.phone`, problem: 'phone_invalid' }] };
  }
  const email = contact.email === null ? null : normaliseEmail(contact.email);
  return { ok: true, contact: { name: contact.name, email, emailKey: email && emailKeyOf(email), phone } };
}

/** Whether there is a way to them at all. */
export function isReachable({ phone, email }: Pick<NormalContact, 'phone' | 'email'>): boolean {
  return phone !== null || email !== null;
}

/** The contact of a wish to move a booking must reach the customer who has it. */
export function notWhoBooked({ phone }: NormalContact): FieldProblem {
  return { field: phone === null ? 'contact.email' : 'contact.phone', problem: 'not_who_booked' };
}

/** Null for what is no number. */
export function normalisePhone(text: string, country: CountryCode): string | null {
  // People write the international prefix as 00 as well.
  const parsed = parsePhoneNumberFromString(text.trim().replace(/^00/, '+'), country);
  return parsed?.isValid() ? parsed.number : null;
}

export function emailKeyOf(email: string): string {
  const at = email.lastIndexOf('@');
  const [local = ''] = email.slice(0, at).split('+');
  return `${local}${email.slice(at)}`.toLowerCase();
}

/** So many last digits are a number's own nearly everywhere (a shorter one counts as two, with its country code and without). */
const telling = 8;

/**
 * What the contacts that somebody names count as, also before it is known in which country: no tag, no way of spelling a number
 * and no country code makes another one of it.
 */
export function contactKeys({ email, phone }: Pick<Contact, 'email' | 'phone'>): string[] {
  const digits = phone?.replace(/\D/g, '').slice(-telling);
  return [...(email ? [emailKeyOf(email)] : []), ...(digits ? [digits] : [])];
}

/** Whose numbers need no country code there: those of the country of the salon's own number. */
export function countryOfSalon(salon: { phone: string | null }): CountryCode {
  const own = salon.phone === null ? undefined : parsePhoneNumberFromString(salon.phone);
  return own?.country ?? 'NO';
}

function normaliseEmail(email: string): string {
  const at = email.lastIndexOf('@');
  return `${email.slice(0, at)}${email.slice(at).toLowerCase()}`;
}
