import type { Actor } from '#server/platform/actor.ts';
import type { Db } from '#server/platform/db.ts';
import type { Deps } from '#server/platform/deps.ts';
import { notFound } from '#server/platform/errors.ts';
import { idOf, type CustomerId, type EntryId, type SalonId } from '#server/platform/ids.schema.ts';
import type { Tx } from '#server/platform/tx.ts';
import type { SalonAction } from '#server/modules/audit/audit.schema.ts';
import { recordAudit } from '#server/modules/audit/record-audit.ts';
import { limited, linkProcedure, publicProcedure, router, staffProcedure } from '#server/trpc/trpc.ts';
import { actOnSeveral } from './act-on-several.ts';
import { askEarlier, sendEarlierLink } from './ask-earlier.ts';
import { cancelEntry } from './cancel-entry.ts';
import { changeEntry, restoreEntry, removeEntry } from './change-entry.ts';
import { changeWish } from './change-wish.ts';
import { createEntry } from './create-entry.ts';
import { isEntryOf } from './entries.queries.ts';
import { getEntry } from './get-entry.ts';
import { takeRequestToJoin } from './join-waitlist.ts';
import { listEntries } from './list-entries.ts';
import { pauseEntry, resumeEntry } from './pause-entry.ts';
import { reactivateEntry } from './reactivate-entry.ts';
import { setPriority } from './set-priority.ts';
import { entryOfToken, viewOwnEntry } from './view-own-entry.ts';
import * as schema from './waitlist.schema.ts';

/** Does something with the entry that a link is for. */
async function withLink<T>(
  deps: Deps,
  token: string,
  work: (tx: Tx, entryId: EntryId, actor: Actor) => Promise<T>,
): Promise<T | { ok: false; reason: 'unknown' }> {
  const entryId = await entryOfToken(deps, token);
  if (!entryId) return { ok: false, reason: 'unknown' };
  const { customerId } = await deps.db.waitlistEntry.findUniqueOrThrow({
    where: { id: entryId },
    select: { customerId: true },
  });
  return deps.inTransaction((tx) =>
    work(tx, entryId, { type: 'customer', id: idOf<CustomerId>(customerId) }),
  );
}

/** @throws AppError `not_found` when the entry is not the salon's */
async function checkEntry(
  db: Db,
  { salonId, entryId }: { salonId: SalonId; entryId: EntryId },
): Promise<void> {
  if (!(await isEntryOf(db, salonId, entryId))) throw notFound('waitlist entry');
}

/** Does something with an entry of the salon on staff's word, and writes down that they did. */
async function onStaffsWord<T extends { ok: boolean; repeated?: boolean }>(
  { deps, actor }: { deps: Deps; actor: Actor },
  { salonId, entryId }: { salonId: SalonId; entryId: EntryId },
  action: SalonAction,
  work: (tx: Tx) => Promise<T>,
): Promise<T> {
  await checkEntry(deps.db, { salonId, entryId });
  return deps.inTransaction(async (tx) => {
    const result = await work(tx);
    if (result.ok && !result.repeated)
      await recordAudit(tx, { actor, action, subjectType: 'waitlist_entry', subjectId: entryId, salonId });
    return result;
  });
}

export const waitlistRouter = router({
  join: publicProcedure
    .input(schema.joinInput)
    .output(schema.joinOutput)
    .mutation(({ ctx, input }) => takeRequestToJoin(ctx.deps, ctx.address, input)),

  byToken: linkProcedure
    .input(schema.entryTokenInput)
    .output(schema.entryByTokenOutput)
    .query(({ ctx, input }) => viewOwnEntry(ctx.deps, input.token)),

  askEarlier: linkProcedure
    .input(schema.askEarlierInput)
    .output(schema.askEarlierOutput)
    .mutation(({ ctx, input }) => askEarlier(ctx.deps, ctx.address, input)),

  sendEarlierLink: linkProcedure
    .use(limited('claim'))
    .input(schema.sendEarlierLinkInput)
    .output(schema.sendEarlierLinkOutput)
    .mutation(({ ctx, input }) => sendEarlierLink(ctx.deps, input.token)),

  changeByToken: linkProcedure
    .use(limited('claim'))
    .input(schema.changeByTokenInput)
    .output(schema.changeWishOutput)
    .mutation(({ ctx, input }) =>
      withLink(ctx.deps, input.token, (tx, entryId, actor) =>
        changeWish(tx, { entryId, wish: input.wish, actor }),
      ),
    ),

  pauseByToken: linkProcedure
    .use(limited('claim'))
    .input(schema.pauseByTokenInput)
    .output(schema.pauseOutput)
    .mutation(({ ctx, input }) =>
      withLink(ctx.deps, input.token, (tx, entryId, actor) =>
        pauseEntry(tx, { entryId, until: input.until, actor }),
      ),
    ),

  resumeByToken: linkProcedure
    .use(limited('claim'))
    .input(schema.entryTokenInput)
    .output(schema.resumeOutput)
    .mutation(({ ctx, input }) =>
      withLink(ctx.deps, input.token, (tx, entryId, actor) => resumeEntry(tx, { entryId, actor })),
    ),

  leaveByToken: linkProcedure
    .use(limited('claim'))
    .input(schema.entryTokenInput)
    .output(schema.leaveOutput)
    .mutation(({ ctx, input }) =>
      withLink(ctx.deps, input.token, async (tx, entryId, actor) => {
        const left = await cancelEntry(tx, { entryId, reason: 'left_by_customer', actor });
        return left.ok ? { ok: true as const } : left;
      }),
    ),

  list: staffProcedure('seeWaitlist')
    .input(schema.listEntriesInput)
    .output(schema.listEntriesOutput)
    .query(({ ctx, input }) => listEntries(ctx.deps.db, input)),

  get: staffProcedure('seeWaitlist')
    .input(schema.getEntryInput)
    .output(schema.getEntryOutput)
    .query(({ ctx, input }) => getEntry(ctx.deps.db, input)),

  create: staffProcedure('changeWaitlist')
    .input(schema.createEntryInput)
    .output(schema.createEntryOutput)
    .mutation(({ ctx, input }) => createEntry(ctx.deps, { ...input, actor: ctx.actor })),

  change: staffProcedure('changeWaitlist')
    .input(schema.changeEntryInput)
    .output(schema.changeEntryOutput)
    .mutation(async ({ ctx, input }) => {
      await checkEntry(ctx.deps.db, input);
      return changeEntry(ctx.deps, { ...input, actor: ctx.actor });
    }),

  setPriority: staffProcedure('changeWaitlist')
    .use(limited('staff-priority'))
    .input(schema.setPriorityInput)
    .output(schema.priorityOutput)
    .mutation(async ({ ctx, input: { score, reason, ...entry } }) => {
      await checkEntry(ctx.deps.db, entry);
      return ctx.deps.inTransaction((tx) =>
        setPriority(tx, { ...entry, override: { score, reason }, actor: ctx.actor }),
      );
    }),

  clearPriority: staffProcedure('changeWaitlist')
    .use(limited('staff-priority'))
    .input(schema.clearPriorityInput)
    .output(schema.priorityOutput)
    .mutation(async ({ ctx, input }) => {
      await checkEntry(ctx.deps.db, input);
      return ctx.deps.inTransaction((tx) => setPriority(tx, { ...input, override: null, actor: ctx.actor }));
    }),

  pause: staffProcedure('changeWaitlist')
    .input(schema.pauseEntryInput)
    .output(schema.pauseOutput)
    .mutation(({ ctx, input: { entryId, until, salonId } }) =>
      onStaffsWord(ctx, { salonId, entryId }, 'waitlist.paused', (tx) =>
        pauseEntry(tx, { entryId, until, actor: ctx.actor }),
      ),
    ),

  reactivate: staffProcedure('changeWaitlist')
    .input(schema.reactivateInput)
    .output(schema.reactivateOutput)
    .mutation(({ ctx, input }) =>
      onStaffsWord(ctx, input, 'waitlist.reactivated', async (tx) =>
        (await reactivateEntry(tx, { ...input, actor: ctx.actor }))
          ? { ok: true }
          : { ok: false, reason: 'not_in_cooldown' },
      ),
    ),

  cancel: staffProcedure('changeWaitlist')
    .input(schema.cancelEntryInput)
    .output(schema.cancelEntryOutput)
    .mutation(async ({ ctx, input }) => {
      const cancelled = await onStaffsWord(ctx, input, 'waitlist.cancelled', (tx) =>
        cancelEntry(tx, { entryId: input.entryId, reason: 'cancelled_by_staff', actor: ctx.actor }),
      );
      if (cancelled.ok) return { ok: true, passedOn: cancelled.passedOn };
      return { ok: false, reason: 'final' };
    }),

  remove: staffProcedure('changeWaitlist')
    .input(schema.removeEntryInput)
    .output(schema.removeEntryOutput)
    .mutation(({ ctx, input }) =>
      onStaffsWord(ctx, input, 'waitlist.removed', async (tx) =>
        (await removeEntry(tx, input)) ? { ok: true } : { ok: false, reason: 'not_final' },
      ),
    ),

  restore: staffProcedure('changeWaitlist')
    .input(schema.restoreEntryInput)
    .output(schema.restoreEntryOutput)
    .mutation(async ({ ctx, input }) => {
      if (await ctx.deps.inTransaction((tx) => restoreEntry(tx, { ...input, actor: ctx.actor })))
        return { ok: true };
      await checkEntry(ctx.deps.db, input);
      return { ok: false, reason: 'not_removed' };
    }),

  actOnSeveral: staffProcedure('changeWaitlist')
    .input(schema.actOnSeveralInput)
    .output(schema.actOnSeveralOutput)
    .mutation(({ ctx, input }) => actOnSeveral(ctx.deps, { ...input, actor: ctx.actor })),
});
