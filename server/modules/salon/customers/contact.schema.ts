import { z } from 'zod';

/**
 * What is wrong at one field of a procedure's input: `field` is a path such as `contact.phone`, `problem` a stable code and
 * the key of its text. Zod's own issues carry the same codes as their message, so that a page treats both alike.
 */
export const fieldProblemSchema = z.object({ field: z.string(), problem: z.string() });

/** An empty form field counts as not given. */
function optionalText(maximum: number) {
  return z
    .string()
    .trim()
    .max(maximum, { error: 'too_long' })
    .transform((text) => (text === '' ? null : text))
    .nullish()
    .transform((text) => text ?? null);
}

const customerNameSchema = z.string().trim().min(1, { error: 'required' }).max(120, { error: 'too_long' });

const emailSchema = optionalText(254).refine((text) => text === null || z.email().safeParse(text).success, {
  error: 'email_invalid',
});

// Only what can never be a phone number is refused here. Whether it is one depends on the salon's country, so the
// use case says that, as a returned issue of the same shape.
const phoneSchema = optionalText(40).refine((text) => text === null || /^[+\d\s().\-/]{4,40}$/.test(text), {
  error: 'phone_invalid',
});

/** Somebody whom staff see before them, and who need not be reached: a name is enough. Empty strings count as not given. */
export const walkInSchema = z.object({ name: customerNameSchema, email: emailSchema, phone: phoneSchema });

/** Who somebody is and how they can be reached: at least one of e-mail and phone. */
export const contactSchema = walkInSchema.refine((contact) => Boolean(contact.email ?? contact.phone), {
  error: 'contact_missing',
  path: ['phone'],
  // Also when another field is at fault: a person sees everything that is missing at once.
  when: ({ value }) => typeof value === 'object' && value !== null,
});

/** After parsing: trimmed, null where nothing was given. */
export type Contact = z.output<typeof contactSchema>;
