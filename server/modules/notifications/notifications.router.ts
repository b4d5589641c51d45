import { publicProcedure, router, staffProcedure } from '#server/trpc/trpc.ts';
import { listMessages } from './list-messages.ts';
import * as schema from './notifications.schema.ts';
import { showInbox } from './show-inbox.ts';

export const messageRouter = router({
  inbox: publicProcedure
    .input(schema.inboxInput)
    .output(schema.inboxOutput)
    .query(({ ctx, input }) => showInbox(ctx.deps, input)),

  list: staffProcedure()
    .input(schema.listMessagesInput)
    .output(schema.listMessagesOutput)
    .query(({ ctx, input }) => listMessages(ctx.deps, input)),
});
