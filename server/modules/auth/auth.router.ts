import { publicProcedure, router } from '#server/trpc/trpc.ts';
import { logInInput, logInOutput, logOutOutput, meOutput } from './auth.schema.ts';
import { logIn } from './log-in.ts';
import { logOut } from './log-out.ts';

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
});
