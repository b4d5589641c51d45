import { z } from 'zod';
import { organisationIdSchema, salonIdSchema, userIdSchema } from '#server/platform/ids.ts';
import { localeSchema } from '#server/modules/salon/salon.schema.ts';

/** auth.login */
export const logInInput = z.object({
  email: z.string().trim().toLowerCase().min(1, { error: 'required' }).max(254, { error: 'too_long' }),
  password: z.string().min(1, { error: 'required' }).max(200, { error: 'too_long' }),
});

/**
 * The token is what the session cookie is to hold; a procedure sets none itself.
 * `wrong`: no such account, another password, or an account that was shut: all look the same.
 */
export const logInOutput = z.union([
  z.object({ ok: z.literal(true), token: z.string(), expiresAt: z.iso.datetime() }),
  z.object({ ok: z.literal(false), reason: z.literal('wrong') }),
  z.object({ ok: z.literal(false), reason: z.literal('too_many_tries'), retryAfterSeconds: z.int() }),
]);

/** auth.logout: a repeat, or a session that has run out, answers the same. */
export const logOutOutput = z.object({ ok: z.literal(true) });

export const roleSchema = z.enum(['owner', 'manager', 'staff']);

/** auth.me: null for who is not logged in. */
export const meOutput = z
  .object({
    user: z.object({ id: userIdSchema, email: z.string(), name: z.string(), locale: localeSchema }),
    /** Where the user may work, by name. */
    salons: z.array(
      z.object({
        id: salonIdSchema,
        organisationId: organisationIdSchema,
        slug: z.string(),
        name: z.string(),
        timeZone: z.string(),
        locale: localeSchema,
        accentColour: z.string().nullable(),
        role: roleSchema,
      }),
    ),
  })
  .nullable();
export type Me = z.infer<typeof meOutput>;
