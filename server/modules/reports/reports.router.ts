import { hasRight } from '#server/modules/auth/rights.schema.ts';
import { router, staffProcedure } from '#server/trpc/trpc.ts';
import { countFailed } from '../running/failed-jobs.ts';
import { listRows } from './list-rows.ts';
import { needsAPerson, smsNearlyUsed } from './needs-a-person.ts';
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
      const asked = { ...input, now: ctx.deps.clock.now() };
      const [waiting, failedJobs, smsQuota] = await Promise.all([
        needsAPerson(ctx.deps.db, asked),
        hasRight(ctx.salon.role, 'changeRunning') ? countFailed(ctx.deps.db, input) : 0,
        hasRight(ctx.salon.role, 'seeSmsQuota') ? smsNearlyUsed(ctx.deps.db, asked) : null,
      ]);
      return { ...waiting, failedJobs, smsQuota };
    }),

  setSmsPrice: staffProcedure('changeReports')
    .input(schema.setSmsPriceInput)
    .output(schema.setSmsPriceOutput)
    .mutation(async ({ ctx, input }) => {
      await ctx.deps.inTransaction((tx) => setSmsPrice(tx, { ...input, actor: ctx.actor }));
      return { ok: true };
    }),
});
