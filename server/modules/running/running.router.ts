import { router, staffProcedure } from '#server/trpc/trpc.ts';
import { dropFailed, listFailed, retryFailed } from './failed-jobs.ts';
import { findWorkerState } from './heartbeat.ts';
import * as schema from './running.schema.ts';

export const runningRouter = router({
  worker: staffProcedure('seeToday')
    .input(schema.workerStateInput)
    .output(schema.workerStateOutput)
    .query(async ({ ctx }) => {
      const { seenAt, isSilent } = await findWorkerState(ctx.deps.db, ctx.deps.clock.now());
      return { isSilent, seenAt: seenAt?.toISOString() ?? null };
    }),

  failed: staffProcedure('changeRunning')
    .input(schema.listFailedInput)
    .output(schema.listFailedOutput)
    .query(({ ctx, input }) => listFailed(ctx.deps.db, input)),

  retry: staffProcedure('changeRunning')
    .input(schema.retryFailedInput)
    .output(schema.failedCountOutput)
    .mutation(async ({ ctx, input }) => ({
      count: await ctx.deps.inTransaction((tx) => retryFailed(tx, { ...input, actor: ctx.actor })),
    })),

  drop: staffProcedure('changeRunning')
    .input(schema.dropFailedInput)
    .output(schema.failedCountOutput)
    .mutation(async ({ ctx, input }) => ({
      count: await ctx.deps.inTransaction((tx) => dropFailed(tx, { ...input, actor: ctx.actor })),
    })),
});
