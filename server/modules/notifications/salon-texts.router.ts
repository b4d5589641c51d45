import { router, staffProcedure } from '#server/trpc/trpc.ts';
import { previewText } from './preview-text.ts';
import { getText, listTexts, resetText, setText } from './salon-texts.ts';
import * as schema from './salon-texts.schema.ts';

export const messageTextRouter = router({
  list: staffProcedure('changeMessages')
    .input(schema.listTextsInput)
    .output(schema.listTextsOutput)
    .query(({ ctx, input }) => listTexts(ctx.deps.db, input.salonId)),

  get: staffProcedure('changeMessages')
    .input(schema.getTextInput)
    .output(schema.getTextOutput)
    .query(({ ctx, input }) => getText(ctx.deps.db, input)),

  preview: staffProcedure('changeMessages')
    .input(schema.previewTextInput)
    .output(schema.previewTextOutput)
    .query(({ ctx, input }) => previewText(ctx.deps, input)),

  set: staffProcedure('changeMessages')
    .input(schema.setTextInput)
    .output(schema.setTextOutput)
    .mutation(({ ctx, input }) =>
      ctx.deps.inTransaction((tx) => setText(ctx.deps, tx, { ...input, actor: ctx.actor })),
    ),

  reset: staffProcedure('changeMessages')
    .input(schema.resetTextInput)
    .output(schema.resetTextOutput)
    .mutation(async ({ ctx, input }) => {
      await ctx.deps.inTransaction((tx) => resetText(tx, { ...input, actor: ctx.actor }));
      return { ok: true };
    }),
});
