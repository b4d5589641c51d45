import { limited, linkProcedure, router, staffProcedure } from '#server/trpc/trpc.ts';
import { notFound } from '#server/platform/errors.ts';
import { isEntryOf } from '../waitlist/entries.queries.ts';
import type { Db } from '#server/platform/db.ts';
import type { EntryId, SalonId } from '#server/platform/ids.schema.ts';
import { answerOffer } from './answer-offer.ts';
import { bookDirectly } from './book-directly.ts';
import { convertEntry } from './convert-entry.ts';
import { listCandidates } from './list-candidates.ts';
import { listConsiderations } from './list-considerations.ts';
import { listFitting } from './list-fitting.ts';
import { matchOpening } from './match-opening.ts';
import { notifyEntry } from './notify-entry.ts';
import * as schema from './offers.schema.ts';
import { previewPolicy } from './preview-policy.ts';
import { proposeSlots } from './propose-slots.ts';
import { resendLink } from './resend-link.ts';
import { undoByBooking, undoByOffer } from './undo-accept.ts';
import { viewOffer } from './view-offer.ts';

export const offerRouter = router({
  byToken: linkProcedure
    .input(schema.offerTokenInput)
    .output(schema.offerByTokenOutput)
    .query(({ ctx, input }) => viewOffer(ctx.deps, input.token)),

  accept: linkProcedure
    .use(limited('claim'))
    .input(schema.acceptInput)
    .output(schema.answerOutput)
    .mutation(({ ctx, input }) =>
      answerOffer(ctx.deps, { token: input.token, action: 'accept', channel: 'web' }),
    ),

  decline: linkProcedure
    .use(limited('claim'))
    .input(schema.declineInput)
    .output(schema.answerOutput)
    .mutation(({ ctx, input }) => answerOffer(ctx.deps, { ...input, action: 'decline', channel: 'web' })),

  undo: linkProcedure
    .use(limited('claim'))
    .input(schema.offerTokenInput)
    .output(schema.undoOutput)
    .mutation(({ ctx, input }) => undoByOffer(ctx.deps, input.token)),

  resend: linkProcedure
    .use(limited('claim'))
    .input(schema.offerTokenInput)
    .output(schema.resendOutput)
    .mutation(({ ctx, input }) => resendLink(ctx.deps, input.token)),
});

/** What a booking's link does with the offer that it came of; part of the `booking` router. */
export const bookingOffersRouter = router({
  undoByToken: linkProcedure
    .use(limited('claim'))
    .input(schema.undoByBookingInput)
    .output(schema.undoOutput)
    .mutation(({ ctx, input }) => undoByBooking(ctx.deps, input.token)),
});

/** @throws AppError `not_found` when the entry is not the salon's */
async function checkEntry(
  db: Db,
  { salonId, entryId }: { salonId: SalonId; entryId: EntryId },
): Promise<void> {
  if (!(await isEntryOf(db, salonId, entryId))) throw notFound('waitlist entry');
}

/** What staff do with an entry and a slot; part of the `waitlist` router. */
export const waitlistOffersRouter = router({
  proposals: staffProcedure('seeWaitlist')
    .input(schema.proposalsInput)
    .output(schema.proposalsOutput)
    .query(async ({ ctx, input }) => ({
      slots: await proposeSlots(ctx.deps.db, { ...input, now: ctx.deps.clock.now() }),
    })),

  considerations: staffProcedure('seeWaitlist')
    .input(schema.considerationsInput)
    .output(schema.considerationsOutput)
    .query(async ({ ctx, input }) => ({
      openings: await listConsiderations(ctx.deps.db, { ...input, now: ctx.deps.clock.now() }),
    })),
  fitting: staffProcedure('seeWaitlist')
    .input(schema.fittingInput)
    .output(schema.fittingOutput)
    .query(({ ctx: { deps }, input }) => listFitting(deps.db, { ...input, now: deps.clock.now() })),

  notify: staffProcedure('offerTimes')
    .use(limited('staff-notify'))
    .input(schema.notifyInput)
    .output(schema.notifyOutput)
    .mutation(async ({ ctx, input }) => {
      await checkEntry(ctx.deps.db, input);
      return notifyEntry(ctx.deps, { ...input, actor: ctx.actor });
    }),

  bookDirectly: staffProcedure('offerTimes')
    .use(limited('staff-convert'))
    .input(schema.bookDirectlyInput)
    .output(schema.bookDirectlyOutput)
    .mutation(async ({ ctx, input }) => {
      await checkEntry(ctx.deps.db, input);
      return bookDirectly(ctx.deps, { ...input, actor: ctx.actor });
    }),

  convert: staffProcedure('offerTimes')
    .use(limited('staff-convert'))
    .input(schema.convertInput)
    .output(schema.convertOutput)
    .mutation(async ({ ctx, input }) => {
      await checkEntry(ctx.deps.db, input);
      return convertEntry(ctx.deps, { ...input, actor: ctx.actor });
    }),
});

/** What staff do with an opening and those who wait; part of the `opening` router. */
export const openingOffersRouter = router({
  candidates: staffProcedure('seeWaitlist')
    .input(schema.candidatesInput)
    .output(schema.candidatesOutput)
    .query(({ ctx, input }) => listCandidates(ctx.deps, input)),

  offerNext: staffProcedure('changeOpenings')
    .input(schema.offerNextInput)
    .output(schema.offerNextOutput)
    .mutation(async ({ ctx, input: { salonId, openingId } }) => {
      const known = await ctx.deps.db.opening.count({ where: { id: openingId, salonId } });
      if (known === 0) throw notFound('opening');
      const match = await matchOpening(ctx.deps, { openingId, actor: ctx.actor, urgent: true });
      return match ? { ok: true, ...match } : { ok: false, reason: 'not_open' };
    }),
});

/** What a policy's numbers do to an offer; part of the `policy` router. */
export const policyOffersRouter = router({
  preview: staffProcedure('changePolicy')
    .input(schema.previewPolicyInput)
    .output(schema.previewPolicyOutput)
    .query(({ ctx, input }) => previewPolicy(ctx.deps, input)),
});
