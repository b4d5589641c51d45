import { z } from 'zod';
import {
  organisationIdSchema,
  salonIdSchema,
  membershipIdSchema,
  sessionIdSchema,
  userIdSchema,
} from '#server/platform/ids.schema.ts';
import { localeSchema } from '#server/modules/salon/salon.schema.ts';

const passwordField = z.string().min(1, { error: 'required' }).max(200, { error: 'too_long' });
const codeSchema = z.string().trim().min(1, { error: 'required' }).max(60, { error: 'too_long' });

const done = z.object({ ok: z.literal(true) });
const loggedIn = done.extend({ token: z.string(), expiresAt: z.iso.datetime() });
const refusal = z.object({ ok: z.literal(false) });
const wrong = refusal.extend({ reason: z.literal('wrong') });
const over = refusal.extend({ reason: z.literal('over') });
const tooManyTries = refusal.extend({ reason: z.literal('too_many_tries'), retryAfterSeconds: z.int() });

/** auth.login */
export const logInInput = z.object({
  email: z.string().trim().toLowerCase().min(1, { error: 'required' }).max(254, { error: 'too_long' }),
  password: passwordField,
  /** As the browser's header has it; only the browser's name is kept. */
  userAgent: z.string().max(1_000).optional().catch(undefined),
});

/**
 * The token is what the session cookie is to hold; a procedure sets none itself.
 * `wrong`: no such account, another password, or an account that was shut: all look the same. `code_needed`: the password was right, and
 * auth.confirmLogin takes the code until then.
 */
export const logInOutput = z.union([
  loggedIn,
  wrong,
  z.object({
    ok: z.literal(false),
    reason: z.literal('code_needed'),
    challenge: z.string(),
    expiresAt: z.iso.datetime(),
  }),
  tooManyTries,
]);

/** auth.confirmLogin: the code of the app, or a recovery code, after the password. */
export const confirmLogInInput = z.object({
  /** What auth.login gave. */
  challenge: z.string().max(200),
  code: codeSchema,
  userAgent: logInInput.shape.userAgent,
});

/** `wrong`: no such code, or it was used before. `over`: it took too long, the password has to be given again. */
export const confirmLogInOutput = z.union([loggedIn, wrong, over, tooManyTries]);

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
  current: passwordField,
  password: passwordField,
});

export const weakPassword = refusal.extend({
  reason: z.literal('weak'),
  problem: z.enum(['too_short', 'too_common']),
});

/** `weak`: too short, or one of the first that anybody would try. `wrong`: the old one is another. */
export const changePasswordOutput = z.union([done, wrong, weakPassword, tooManyTries]);

/** auth.startSecondFactor, auth.endSecondFactor, auth.renewRecoveryCodes */
export const passwordInput = z.object({ password: passwordField });
export const passwordOutput = z.union([done, wrong, tooManyTries]);

/** auth.secondFactor */
export const secondFactorOutput = z.discriminatedUnion('state', [
  z.object({ state: z.literal('off') }),
  z.object({
    state: z.literal('setup'),
    /** In base32. */
    secret: z.string(),
    /** The same as an address that apps read from a picture. */
    address: z.string(),
  }),
  z.object({ state: z.literal('on'), since: z.iso.datetime(), codesLeft: z.int() }),
]);

/** auth.confirmSecondFactor: the first code of the app. */
export const confirmSecondFactorInput = z.object({ code: codeSchema });

const withCodes = done.extend({ /** Told this once. */ recoveryCodes: z.array(z.string()) });
/** `over`: it took too long, or it is on already. */
export const confirmSecondFactorOutput = z.union([withCodes, wrong, over, tooManyTries]);
/** `over`: it is not on. */
export const renewCodesOutput = z.union([withCodes, wrong, over, tooManyTries]);

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

/** auth.notices: where the user works, and whether they are told by e-mail what waits for a person there. */
export const listNoticesOutput = z.object({
  memberships: z.array(
    z.object({
      membershipId: membershipIdSchema,
      organisation: z.string(),
      /** Null: all of the organisation's. */
      salon: z.string().nullable(),
      wants: z.boolean(),
    }),
  ),
});

/** auth.setNotices: for one membership of the user's own. */
export const setNoticesInput = z.object({ membershipId: membershipIdSchema, wants: z.boolean() });
export const setNoticesOutput = done;
