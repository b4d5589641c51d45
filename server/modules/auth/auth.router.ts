import { publicProcedure, router, userProcedure } from '#server/trpc/trpc.ts';
import {
  changePasswordInput,
  changePasswordOutput,
  listSessionsOutput,
  logInInput,
  logInOutput,
  logOutOutput,
  meOutput,
} from './auth.schema.ts';
import { changePassword } from './change-password.ts';
import { listSessions } from './list-sessions.ts';
import { logIn } from './log-in.ts';
import { logOut, logOutEverywhere } from './log-out.ts';

export const authRouter = router({
  login: publicProcedure
    .input(logInInput)
    .output(logInOutput)
    .mutation(async ({ ctx: { deps, address, session }, input }) => {
      const outcome = await logIn(deps, { ...input, address, replaces: session?.id ?? null });
      return outcome.ok ? { ...outcome, expiresAt: outcome.expiresAt.toISOString() } : outcome;
    }),

  logout: publicProcedure.output(logOutOutput).mutation(async ({ ctx: { deps, session } }) => {
    if (session) await logOut(deps, session);
    return { ok: true };
  }),

  me: publicProcedure.output(meOutput).query(({ ctx: { session } }) => {
    return session && { user: session.user, salons: session.salons };
  }),

  sessions: userProcedure.output(listSessionsOutput).query(async ({ ctx: { deps, session } }) => ({
    sessions: await listSessions(deps.db, session, deps.clock.now()),
  })),

  logoutEverywhere: userProcedure.output(logOutOutput).mutation(async ({ ctx: { deps, session } }) => {
    await logOutEverywhere(deps, session);
    return { ok: true };
  }),

  changePassword: userProcedure
    .input(changePasswordInput)
    .output(changePasswordOutput)
    .mutation(({ ctx: { deps, session }, input }) => changePassword(deps, { ...input, session })),
});
