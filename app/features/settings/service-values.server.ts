import { textField } from '#app/form-errors.server.ts';
import { majorUnits } from '#app/ui/formats.ts';
import type { ServiceValues } from '#server/modules/salon/settings.schema.ts';
import { readAmount } from './amount.ts';
import { wholeNumber } from './settings-errors.server.ts';

/** How many decimals amounts of a currency have. */
function decimalsOf(currency: string): number {
  return (
    new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ?? 2
  );
}

/** What a form says of a service, for its schema to judge. */
export function readService(form: FormData, currency: string): ServiceValues {
  const text = (name: string) => textField(form, name);
  return {
    category: text('category'),
    name: text('name'),
    description: text('description'),
    durationMinutes: wholeNumber(text('durationMinutes')),
    bufferBeforeMinutes: wholeNumber(text('bufferBeforeMinutes')),
    bufferAfterMinutes: wholeNumber(text('bufferAfterMinutes')),
    priceMinor: readAmount(text('priceMinor'), decimalsOf(currency)),
  };
}

/** The same as it stands in the form's fields. */
export function writeService(service: ServiceValues, currency: string): Record<keyof ServiceValues, string> {
  const amount = majorUnits(service.priceMinor, currency);
  return {
    category: service.category,
    name: service.name,
    description: service.description,
    durationMinutes: String(service.durationMinutes),
    bufferBeforeMinutes: String(service.bufferBeforeMinutes),
    bufferAfterMinutes: String(service.bufferAfterMinutes),
    priceMinor: Number.isInteger(amount) ? String(amount) : amount.toFixed(decimalsOf(currency)),
  };
}
