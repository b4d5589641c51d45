import { textField } from '#app/form-errors.server.ts';
import type { SalonValues } from '#server/modules/salon/settings.schema.ts';
import { wholeNumber } from './settings-errors.server.ts';

/** What a form says of a salon, for its schema to judge. A currency that stays is not in the form. */
export function readSalon(form: FormData, currency: string): Record<keyof SalonValues, unknown> {
  const text = (name: keyof SalonValues) => textField(form, name);
  const whole = (name: keyof SalonValues) => wholeNumber(text(name));
  return {
    name: text('name'),
    street: text('street'),
    postalCode: text('postalCode'),
    city: text('city'),
    phone: text('phone'),
    email: text('email'),
    accentColour: text('accentColour'),
    logoUrl: text('logoUrl'),
    pictureUrl: text('pictureUrl'),
    timeZone: text('timeZone'),
    locale: text('locale'),
    currency: form.has('currency') ? text('currency') : currency,
    slotStepMinutes: whole('slotStepMinutes'),
    bookingNoticeMinutes: whole('bookingNoticeMinutes'),
    bookingHorizonDays: whole('bookingHorizonDays'),
    cancelNoticeMinutes: whole('cancelNoticeMinutes'),
    joiningEnabled: form.has('joiningEnabled'),
    matchingEnabled: form.has('matchingEnabled'),
  };
}

/** The same as it stands in the form's fields; what is off is not sent. */
export function writeSalon(values: SalonValues): Partial<Record<keyof SalonValues, string>> {
  return Object.fromEntries(
    Object.entries(values).flatMap(([key, value]) =>
      value === false ? [] : [[key, value === true ? 'on' : String(value ?? '')]],
    ),
  );
}
