import { z } from 'zod';
import { invitationIdSchema } from '#server/platform/ids.schema.ts';
import { roleSchema, weakPassword } from '../auth/auth.schema.ts';
import { localeSchema } from '../salon/salon.schema.ts';

const emailField = z
  .string()
  .trim()
  .toLowerCase()
  .min(1, { error: 'required' })
  .max(254, { error: 'too_long' })
  .pipe(z.email({ error: 'email_invalid' }));
const passwordField = z.string().min(1, { error: 'required' }).max(200, { error: 'too_long' });
const tokenField = z.string().max(200);

const done = z.object({ ok: z.literal(true) });
const refusal = z.object({ ok: z.literal(false) });

/** team.invite, for who may change the team. */
export const inviteInput = z.object({
  email: emailField,
  role: roleSchema,
  /** False: only in this salon. */
  inAllSalons: z.boolean(),
  /** Of the e-mail. */
  locale: localeSchema,
});

/**
 * `above_you`: a role that who asks may not give, or not so far. `already_member`: of that place. `already_invited`: an invitation to it is
 * open, and can be sent again.
 */
export const inviteOutput = z.union([
  done,
  refusal.extend({ reason: z.enum(['above_you', 'already_member', 'already_invited']) }),
]);
export type InviteOutcome = z.infer<typeof inviteOutput>;

/**
 * `open`: a link is out that works. `expired`: it has run out, and can be sent again. `unsupported`: who invited may not give that role there
 * any more; whoever sends it again stands for it.
 */
const openInvitationStates = ['open', 'expired', 'unsupported'] as const;
export type OpenInvitationState = (typeof openInvitationStates)[number];

/** team.invitations: those that nobody has accepted or taken back, by address. */
export const listInvitationsOutput = z.object({
  invitations: z.array(
    z.object({
      invitationId: invitationIdSchema,
      email: z.string(),
      role: roleSchema,
      inAllSalons: z.boolean(),
      invitedBy: z.string(),
      expiresAt: z.iso.datetime(),
      state: z.enum(openInvitationStates),
      /** Whether who asks may send it again or take it back. */
      mayChange: z.boolean(),
    }),
  ),
  /** Which roles who asks may invite others to: in this salon, and in all of them. */
  rolesToGive: z.object({ here: z.array(roleSchema), everywhere: z.array(roleSchema) }),
});
export type InvitationList = z.infer<typeof listInvitationsOutput>;
export type ListedInvitation = z.infer<typeof listInvitationsOutput>['invitations'][number];

/** team.resendInvitation, team.takeBackInvitation */
export const invitationInput = z.object({ invitationId: invitationIdSchema });
/** `above_you` as above. `over`: accepted or taken back meanwhile. */
export const changeInvitationOutput = z.union([
  done.extend({ email: z.string() }),
  refusal.extend({ reason: z.enum(['above_you', 'already_member', 'over']), email: z.string() }),
]);
export type ChangeInvitationOutcome = z.infer<typeof changeInvitationOutput>;

/** Why an invitation can't be accepted. `replaced`: a newer link was sent. `void`: taken back, or nobody stands for it any more. */
const invitationEnds = ['accepted', 'expired', 'replaced', 'void'] as const;
export type InvitationEnd = (typeof invitationEnds)[number];

/** invitation.byToken */
export const tokenInput = z.object({ token: tokenField });
export const viewInvitationOutput = z.discriminatedUnion('outcome', [
  z.object({ outcome: z.literal('unknown') }),
  z.object({ outcome: z.literal('over'), why: z.enum(invitationEnds) }),
  z.object({
    outcome: z.literal('open'),
    invitedBy: z.string(),
    organisation: z.string(),
    /** Null: all of the organisation's. */
    salon: z.string().nullable(),
    role: roleSchema,
    email: z.string(),
    /** `none`: the address has no account yet. `log_in`: it has. `other`: somebody else is logged in. `own`: it is who is logged in. */
    account: z.enum(['none', 'log_in', 'other', 'own']),
  }),
]);
export type InvitationView = z.infer<typeof viewInvitationOutput>;

const unknownLink = refusal.extend({ reason: z.literal('unknown') });
const overLink = refusal.extend({ reason: z.literal('over') });

/** invitation.acceptByToken, for whose address was invited and who is logged in. `log_in`: nobody, or somebody else, is. */
export const acceptInvitationOutput = z.union([
  done.extend({ /** Null: all salons. */ salonSlug: z.string().nullable() }),
  unknownLink,
  overLink,
  refusal.extend({ reason: z.literal('log_in') }),
]);

/** invitation.signUpByToken, for an address without an account. */
export const signUpInput = tokenInput.extend({
  name: z.string().trim().min(1, { error: 'required' }).max(120, { error: 'too_long' }),
  password: passwordField,
  /** As the browser's header has it; only the browser's name is kept. */
  userAgent: z.string().max(1_000).optional().catch(undefined),
});
/** The token is what the session cookie is to hold. `has_account`: there is one by now. */
export const signUpOutput = z.union([
  done.extend({ salonSlug: z.string().nullable(), token: z.string(), expiresAt: z.iso.datetime() }),
  unknownLink,
  overLink,
  refusal.extend({ reason: z.literal('has_account') }),
  weakPassword,
]);

/** password.request: answers the same whether there is such an account or not. */
export const requestResetInput = z.object({ email: emailField });
export const requestResetOutput = z.union([
  done,
  refusal.extend({ reason: z.literal('too_many_tries'), retryAfterSeconds: z.int() }),
]);

/** password.byToken. `over`: used, run out, or replaced by a newer one. */
export const viewResetOutput = z.discriminatedUnion('outcome', [
  z.object({ outcome: z.enum(['unknown', 'over']) }),
  z.object({ outcome: z.literal('open'), email: z.string() }),
]);

/** password.setByToken */
export const resetPasswordInput = tokenInput.extend({ password: passwordField });
export const resetPasswordOutput = z.union([done, unknownLink, overLink, weakPassword]);
