import { hasRight } from '#server/modules/auth/rights.schema.ts';
import { router, staffProcedure } from '#server/trpc/trpc.ts';
import { countFailed } from '../running/failed-jobs.ts';
import { listRows } from './list-rows.ts';
import { needsAPerson } from './needs-a-person.ts';
import * as schema from './reports.schema.ts';
import { setSmsPrice } from './set-sms-price.ts';
import { summarise } from './summarise.ts';

export const reportRouter = router({
  summary: staffProcedure('seeReports')
    .input(schema.summaryInput)
    .output(schema.summaryOutput)
    .query(({ ctx, input }) =>
      summarise(ctx.deps.db, { ...input, timeZone: ctx.salon.timeZone, now: ctx.deps.clock.now() }),
    ),

  rows: staffProcedure('seeReports')
    .input(schema.rowsInput)
    .output(schema.rowsOutput)
    .query(({ ctx, input: { figure, ...asked } }) =>
      listRows(ctx.deps.db, { ...asked, timeZone: ctx.salon.timeZone, now: ctx.deps.clock.now() }, figure),
    ),

  attention: staffProcedure('seeToday')
    .input(schema.attentionInput)
    .output(schema.attentionOutput)
    .query(async ({ ctx, input }) => {
      const [waiting, failedJobs] = await Promise.all([
        needsAPerson(ctx.deps.db, { ...input, now: ctx.deps.clock.now() }),
        hasRight(ctx.salon.role, 'changeRunning') ? countFailed(ctx.deps.db, input) : 0,
      ]);
      return { ...waiting, failedJobs };
    }),

  setSmsPrice: staffProcedure('changeReports')
    .input(schema.setSmsPriceInput)
    .output(schema.setSmsPriceOutput)
    .mutation(async ({ ctx, input }) => {
      await ctx.deps.inTransaction((tx) => setSmsPrice(tx, { ...input, actor: ctx.actor }));
      return { ok: true };
    }),
});
