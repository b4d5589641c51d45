import { limited, linkProcedure, publicProcedure, router, staffProcedure } from '#server/trpc/trpc.ts';
import { teamPlaceOf } from '../auth/team.router.ts';
import { acceptInvitation, signUp } from './accept-invitation.ts';
import * as schema from './accounts.schema.ts';
import { viewInvitation } from './find-invitation.ts';
import { invite, resendInvitation, takeBackInvitation } from './invite.ts';
import { listInvitations } from './list-invitations.ts';
import { requestReset, resetPassword, viewReset } from './reset-password.ts';

export const teamInvitationsRouter = router({
  invitations: staffProcedure('seeTeam')
    .output(schema.listInvitationsOutput)
    .query(({ ctx }) => listInvitations(ctx.deps, teamPlaceOf(ctx))),

  invite: staffProcedure('changeTeam')
    .use(limited('staff-invite'))
    .input(schema.inviteInput)
    .output(schema.inviteOutput)
    .mutation(({ ctx, input }) => invite(ctx.deps, { ...input, ...teamPlaceOf(ctx) })),

  resendInvitation: staffProcedure('changeTeam')
    .use(limited('staff-invite'))
    .input(schema.invitationInput)
    .output(schema.changeInvitationOutput)
    .mutation(({ ctx, input }) => resendInvitation(ctx.deps, { ...input, ...teamPlaceOf(ctx) })),

  takeBackInvitation: staffProcedure('changeTeam')
    .input(schema.invitationInput)
    .output(schema.changeInvitationOutput)
    .mutation(({ ctx, input }) => takeBackInvitation(ctx.deps, { ...input, ...teamPlaceOf(ctx) })),
});

export const invitationRouter = router({
  byToken: linkProcedure
    .input(schema.tokenInput)
    .output(schema.viewInvitationOutput)
    .query(({ ctx: { deps, session }, input }) => viewInvitation(deps, { ...input, session })),

  acceptByToken: linkProcedure
    .use(limited('claim'))
    .input(schema.tokenInput)
    .output(schema.acceptInvitationOutput)
    .mutation(({ ctx: { deps, session }, input }) => acceptInvitation(deps, { ...input, session })),

  signUpByToken: linkProcedure
    .use(limited('claim'))
    .input(schema.signUpInput)
    .output(schema.signUpOutput)
    .mutation(async ({ ctx: { deps, session }, input }) => {
      const outcome = await signUp(deps, { ...input, replaces: session?.id ?? null });
      return outcome.ok ? { ...outcome, expiresAt: outcome.expiresAt.toISOString() } : outcome;
    }),
});

export const passwordRouter = router({
  request: publicProcedure
    .input(schema.requestResetInput)
    .output(schema.requestResetOutput)
    .mutation(({ ctx: { deps, address }, input }) => requestReset(deps, { ...input, address })),

  byToken: linkProcedure
    .input(schema.tokenInput)
    .output(schema.viewResetOutput)
    .query(({ ctx: { deps }, input }) => viewReset(deps, input)),

  setByToken: linkProcedure
    .use(limited('claim'))
    .input(schema.resetPasswordInput)
    .output(schema.resetPasswordOutput)
    .mutation(({ ctx: { deps, address }, input }) => resetPassword(deps, { ...input, address })),
});
