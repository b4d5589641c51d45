import { z } from 'zod';
import { organisationIdSchema, salonIdSchema, sessionIdSchema, userIdSchema } from '#server/platform/ids.ts';
import { localeSchema } from '#server/modules/salon/salon.schema.ts';

/** auth.login */
export const logInInput = z.object({
  email: z.string().trim().toLowerCase().min(1, { error: 'required' }).max(254, { error: 'too_long' }),
  password: z.string().min(1, { error: 'required' }).max(200, { error: 'too_long' }),
  /** As the browser's header has it; only the browser's name is kept. */
  userAgent: z.string().max(1_000).optional().catch(undefined),
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

/** auth.changePassword: which fields are filled in; whether the new one will do is for the rule to say. */
export const changePasswordInput = z.object({
  current: z.string().min(1, { error: 'required' }).max(200, { error: 'too_long' }),
  password: z.string().min(1, { error: 'required' }).max(200, { error: 'too_long' }),
});

/** `weak`: too short, or one of the first that anybody would try. `wrong`: the old one is another. */
export const changePasswordOutput = z.union([
  z.object({ ok: z.literal(true) }),
  z.object({ ok: z.literal(false), reason: z.literal('wrong') }),
  z.object({ ok: z.literal(false), reason: z.literal('weak'), problem: z.enum(['too_short', 'too_common']) }),
  z.object({ ok: z.literal(false), reason: z.literal('too_many_tries'), retryAfterSeconds: z.int() }),
]);

/** auth.sessions: where the user is logged in, the one of this browser first, then by their last use. */
export const listSessionsOutput = z.object({
  sessions: z.array(
    z.object({
      sessionId: sessionIdSchema,
      /** Such as Firefox; empty when it did not say. */
      browser: z.string(),
      createdAt: z.iso.datetime(),
      /** Within the hour. */
      lastSeenAt: z.iso.datetime(),
      isThis: z.boolean(),
    }),
  ),
});
