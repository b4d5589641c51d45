import { limited, linkProcedure, publicProcedure, router, staffProcedure } from '#server/trpc/trpc.ts';
import { getMessage } from './get-message.ts';
import { listMessages } from './list-messages.ts';
import * as schema from './notifications.schema.ts';
import { salonInput } from '../salon/salon.schema.ts';
import { resendMessage } from './resend-message.ts';
import { setSmsQuota } from './set-sms-quota.ts';
import { showInbox } from './show-inbox.ts';
import { showSamples } from './show-samples.ts';
import { showSmsUse } from './show-sms-use.ts';
import { setQuotaInput, setQuotaOutput, usageOutput } from './sms-quota.schema.ts';
import { unsubscribe, viewSubscription } from './unsubscribe.ts';

export const messageRouter = router({
  inbox: publicProcedure
    .input(schema.inboxInput)
    .output(schema.inboxOutput)
    .query(({ ctx, input }) => showInbox(ctx.deps, input)),

  samples: publicProcedure.output(schema.samplesOutput).query(({ ctx }) => showSamples(ctx.deps)),

  subscriptionByToken: linkProcedure
    .input(schema.subscriptionInput)
    .output(schema.subscriptionOutput)
    .query(({ ctx, input }) => viewSubscription(ctx.deps, input)),

  unsubscribeByToken: linkProcedure
    .input(schema.subscriptionInput)
    .output(schema.subscriptionOutput)
    .mutation(({ ctx, input }) => unsubscribe(ctx.deps, input)),

  list: staffProcedure('seeMessages')
    .input(schema.listMessagesInput)
    .output(schema.listMessagesOutput)
    .query(({ ctx, input }) => listMessages(ctx.deps, input)),

  get: staffProcedure('seeMessages')
    .input(schema.getMessageInput)
    .output(schema.getMessageOutput)
    .query(({ ctx, input }) => getMessage(ctx.deps, input)),

  resend: staffProcedure('resendMessages')
    .use(limited('staff-resend'))
    .input(schema.resendMessageInput)
    .output(schema.resendMessageOutput)
    .mutation(({ ctx, input }) => resendMessage(ctx.deps, { ...input, actor: ctx.actor })),

  usage: staffProcedure('seeSmsQuota')
    .input(salonInput)
    .output(usageOutput)
    .query(({ ctx, input }) => showSmsUse(ctx.deps.db, { ...input, now: ctx.deps.clock.now() })),

  setQuota: staffProcedure('changeSmsQuota')
    .input(setQuotaInput)
    .output(setQuotaOutput)
    .mutation(async ({ ctx, input }) => {
      await ctx.deps.inTransaction((tx) => setSmsQuota(tx, { ...input, actor: ctx.actor }));
      return { ok: true };
    }),
});
