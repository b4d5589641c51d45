import { z } from 'zod';
import { employeeIdSchema, serviceIdSchema } from '#server/platform/ids.schema.ts';
import { employeeInput, localeSchema, salonInput } from './salon.schema.ts';

/** How something stood when its form was made (`versionOf`). An edit of what stands otherwise by now is the error `conflict`. */
const versionSchema = z.string().max(40);

const name = z.string().trim().min(1, { error: 'required' }).max(120, { error: 'too_long' });
const line = z.string().trim().max(120, { error: 'too_long' });

/** What was left empty is not given. */
function optional(schema: z.ZodType<string, string>) {
  return z
    .string()
    .trim()
    .transform((text) => (text === '' ? null : text))
    .nullable()
    .pipe(schema.nullable());
}

const picture = z
  .string()
  .max(500, { error: 'too_long' })
  .regex(/^(https:\/\/[A-Za-z0-9]|\/[A-Za-z0-9])[^\s"'<>\\]*$/, { error: 'picture_invalid' });

/** What Intl knows as a zone, but for mere offsets: those know no summer time. */
function isTimeZone(text: string): boolean {
  if (!/^[A-Za-z]/.test(text)) return false;
  try {
    return new Intl.DateTimeFormat('en', { timeZone: text }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}

// ---------------------------------------------------------------------------------------------------------- salon

/** The ranges are the database's, but for the notices: longer than 90 days nobody means. */
export const salonValuesSchema = z.object({
  name,
  street: line,
  postalCode: z.string().trim().max(20, { error: 'too_long' }),
  city: line,
  phone: optional(z.string().max(40, { error: 'too_long' })),
  email: optional(z.email({ error: 'email_invalid' }).max(254, { error: 'too_long' })),
  accentColour: optional(z.string().regex(/^#[0-9a-f]{6}$/i, { error: 'colour_invalid' })),
  logoUrl: optional(picture),
  pictureUrl: optional(picture),
  timeZone: z.string().trim().refine(isTimeZone, { error: 'invalid' }),
  locale: localeSchema,
  currency: z
    .string()
    .trim()
    .toUpperCase()
    .refine((code) => Intl.supportedValuesOf('currency').includes(code), { error: 'currency_invalid' }),
  slotStepMinutes: z.int().min(5).max(120),
  bookingNoticeMinutes: z.int().min(0).max(129_600),
  bookingHorizonDays: z.int().min(1).max(365),
  cancelNoticeMinutes: z.int().min(0).max(129_600),
  joiningEnabled: z.boolean(),
  matchingEnabled: z.boolean(),
});
export type SalonValues = z.infer<typeof salonValuesSchema>;

/** salon.settings */
export const salonSettingsOutput = z.object({
  values: salonValuesSchema,
  version: versionSchema,
  /** There are prices in it, so it stays. */
  currencyIsFixed: z.boolean(),
});

/** salon.change: `invalid` is what depends on the salon, such as a phone number of its country. */
export const changeSalonInput = salonInput.extend({ version: versionSchema, values: salonValuesSchema });
export const changeSalonOutput = z.union([
  z.object({ ok: z.literal(true) }),
  z.object({
    ok: z.literal(false),
    reason: z.literal('invalid'),
    fields: z.array(z.object({ field: z.string(), problem: z.string() })),
  }),
]);

// ------------------------------------------------------------------------------------------------------ employees

export const employeeValuesSchema = z.object({ name, title: line });

/** salon.addEmployee: last in the salon's order, without hours. */
export const addEmployeeInput = salonInput.extend({
  ...employeeValuesSchema.shape,
  serviceIds: z.array(serviceIdSchema).max(500).default([]),
});
export const addEmployeeOutput = z.object({ ok: z.literal(true), employeeId: employeeIdSchema });

/** salon.changeEmployee */
export const changeEmployeeInput = employeeInput.extend({
  version: versionSchema,
  ...employeeValuesSchema.shape,
});
export const doneOutput = z.object({ ok: z.literal(true) });

const directionSchema = z.enum(['up', 'down']);
export type Direction = z.infer<typeof directionSchema>;

/** salon.moveEmployee, salon.moveService: one place; the first can't go up, the last can't go down, and both answer `ok`. */
export const moveEmployeeInput = employeeInput.extend({ direction: directionSchema });

// ------------------------------------------------------------------------------------------------------- services

export const serviceInput = salonInput.extend({ serviceId: serviceIdSchema });

export const serviceValuesSchema = z.object({
  category: line,
  name,
  description: z.string().trim().max(1000, { error: 'too_long' }),
  durationMinutes: z.int().min(5).max(720),
  bufferBeforeMinutes: z.int().min(0).max(240),
  bufferAfterMinutes: z.int().min(0).max(240),
  /** In the salon's currency, minor unit. */
  priceMinor: z
    .int({ error: 'amount_invalid' })
    .min(0, { error: 'amount_invalid' })
    .max(100_000_000, { error: 'amount_invalid' }),
});
export type ServiceValues = z.infer<typeof serviceValuesSchema>;

/** salon.addService: last in the salon's order. */
export const addServiceInput = salonInput.extend({
  values: serviceValuesSchema,
  employeeIds: z.array(employeeIdSchema).max(500).default([]),
});
export const addServiceOutput = z.object({ ok: z.literal(true), serviceId: serviceIdSchema });

/** salon.changeService: counts for what is booked or offered from then on. */
export const changeServiceInput = serviceInput.extend({
  version: versionSchema,
  values: serviceValuesSchema,
});
export const moveServiceInput = serviceInput.extend({ direction: directionSchema });
