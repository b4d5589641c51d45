import { router, staffProcedure } from '#server/trpc/trpc.ts';
import { getOpening, listOpenings } from './openings.queries.ts';
import * as schema from './openings.schema.ts';
import { withdrawOpening } from './withdraw-opening.ts';

export const openingRouter = router({
  list: staffProcedure('seeWaitlist')
    .input(schema.listOpeningsInput)
    .output(schema.listOpeningsOutput)
    .query(({ ctx, input }) => listOpenings(ctx.deps.db, input)),

  get: staffProcedure('seeWaitlist')
    .input(schema.getOpeningInput)
    .output(schema.getOpeningOutput)
    .query(({ ctx, input }) => getOpening(ctx.deps.db, input)),

  withdraw: staffProcedure('changeOpenings')
    .input(schema.withdrawOpeningInput)
    .output(schema.withdrawOpeningOutput)
    .mutation(async ({ ctx, input }) => {
      const offersTakenBack = await ctx.deps.inTransaction((tx) =>
        withdrawOpening(tx, { ...input, actor: ctx.actor }),
      );
      return offersTakenBack === null ? { ok: false, reason: 'not_open' } : { ok: true, offersTakenBack };
    }),
});
