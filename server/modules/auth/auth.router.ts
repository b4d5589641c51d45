import { publicProcedure, router, userProcedure } from '#server/trpc/trpc.ts';
import * as schema from './auth.schema.ts';
import { changePassword } from './change-password.ts';
import { confirmLogIn } from './login-challenge.ts';
import { listSessions } from './list-sessions.ts';
import { logIn } from './log-in.ts';
import { logOut, logOutEverywhere } from './log-out.ts';
import { listNotices, setNotices } from './notices.ts';
import {
  confirmSecondFactor,
  endSecondFactor,
  renewRecoveryCodes,
  startSecondFactor,
  viewSecondFactor,
} from './second-factor.ts';

export const authRouter = router({
  login: publicProcedure
    .input(schema.logInInput)
    .output(schema.logInOutput)
    .mutation(async ({ ctx: { deps, address, session }, input }) => {
      const outcome = await logIn(deps, { ...input, address, replaces: session?.id ?? null });
      return 'expiresAt' in outcome ? { ...outcome, expiresAt: outcome.expiresAt.toISOString() } : outcome;
    }),

  confirmLogin: publicProcedure
    .input(schema.confirmLogInInput)
    .output(schema.confirmLogInOutput)
    .mutation(async ({ ctx: { deps, session }, input }) => {
      const outcome = await confirmLogIn(deps, { ...input, replaces: session?.id ?? null });
      return outcome.ok ? { ...outcome, expiresAt: outcome.expiresAt.toISOString() } : outcome;
    }),

  logout: publicProcedure.output(schema.logOutOutput).mutation(async ({ ctx: { deps, session } }) => {
    if (session) await logOut(deps, session);
    return { ok: true };
  }),

  me: publicProcedure.output(schema.meOutput).query(({ ctx: { session } }) => {
    return session && { user: session.user, salons: session.salons };
  }),

  sessions: userProcedure.output(schema.listSessionsOutput).query(async ({ ctx: { deps, session } }) => ({
    sessions: await listSessions(deps.db, session, deps.clock.now()),
  })),

  notices: userProcedure.output(schema.listNoticesOutput).query(async ({ ctx: { deps, session } }) => ({
    memberships: await listNotices(deps.db, session.user.id),
  })),

  setNotices: userProcedure
    .input(schema.setNoticesInput)
    .output(schema.setNoticesOutput)
    .mutation(async ({ ctx: { deps, session }, input }) => {
      await deps.inTransaction((tx) => setNotices(tx, { ...input, userId: session.user.id }));
      return { ok: true };
    }),

  logoutEverywhere: userProcedure.output(schema.logOutOutput).mutation(async ({ ctx: { deps, session } }) => {
    await logOutEverywhere(deps, session);
    return { ok: true };
  }),

  changePassword: userProcedure
    .input(schema.changePasswordInput)
    .output(schema.changePasswordOutput)
    .mutation(({ ctx: { deps, session }, input }) => changePassword(deps, { ...input, session })),

  secondFactor: userProcedure
    .output(schema.secondFactorOutput)
    .query(({ ctx: { deps, session } }) => viewSecondFactor(deps, session)),

  startSecondFactor: userProcedure
    .input(schema.passwordInput)
    .output(schema.passwordOutput)
    .mutation(({ ctx: { deps, session }, input }) => startSecondFactor(deps, { ...input, ...session })),

  confirmSecondFactor: userProcedure
    .input(schema.confirmSecondFactorInput)
    .output(schema.confirmSecondFactorOutput)
    .mutation(({ ctx: { deps, session }, input }) => confirmSecondFactor(deps, { ...input, ...session })),

  endSecondFactor: userProcedure
    .input(schema.passwordInput)
    .output(schema.passwordOutput)
    .mutation(({ ctx: { deps, session }, input }) => endSecondFactor(deps, { ...input, ...session })),

  renewRecoveryCodes: userProcedure
    .input(schema.passwordInput)
    .output(schema.renewCodesOutput)
    .mutation(({ ctx: { deps, session }, input }) => renewRecoveryCodes(deps, { ...input, ...session })),
});
