import { z } from 'zod';
import { defineJob } from '#server/jobs/definition.ts';
import { entryIdSchema, offerIdSchema, openingIdSchema } from '#server/platform/ids.schema.ts';
import { matchOpeningQueue } from '../openings/enqueue-match.ts';
import { matchEntryQueue } from '../waitlist/match-entry-queue.ts';
import { reactivateEntryQueue } from '../waitlist/reactivation-queue.ts';
import { expireOfferQueue, remindOfferQueue } from './offer-queues.ts';

// What these jobs should have done and did not, the sweep does: so they are tried again a few times only.
const retry = { limit: 5, firstDelaySeconds: 1, longestDelaySeconds: 30 };
const settings = { retry, concurrency: 5, timeoutSeconds: 60 };

export const offerJobs = [
  defineJob({
    ...settings,
    queue: matchOpeningQueue,
    payload: z.object({ openingId: openingIdSchema }),
    handler: async () => {
      const { matchOpening } = await import('./match-opening.ts');
      return async (deps, payload) => {
        await matchOpening(deps, payload);
      };
    },
  }),
  defineJob({
    ...settings,
    queue: expireOfferQueue,
    payload: z.object({ offerId: offerIdSchema }),
    handler: async () => {
      const { expireOffer } = await import('./expire-offers.ts');
      return (deps, { offerId }) => expireOffer(deps, offerId);
    },
  }),
  defineJob({
    ...settings,
    queue: remindOfferQueue,
    payload: z.object({ offerId: offerIdSchema }),
    handler: async () => {
      const { remindOffer } = await import('./remind-offer.ts');
      return async (deps, { offerId }) => {
        await remindOffer(deps, offerId);
      };
    },
  }),
  defineJob({
    ...settings,
    queue: reactivateEntryQueue,
    payload: z.object({ entryId: entryIdSchema }),
    handler: async () => {
      const { reactivateEntryWhenDue } = await import('./reactivate-entries.ts');
      return (deps, { entryId }) => reactivateEntryWhenDue(deps, entryId);
    },
  }),
  defineJob({
    ...settings,
    queue: matchEntryQueue,
    payload: z.object({ entryId: entryIdSchema }),
    handler: async () => {
      const { matchEntry } = await import('./match-entry.ts');
      return async (deps, { entryId }) => {
        await matchEntry(deps, entryId);
      };
    },
  }),
  defineJob({
    ...settings,
    queue: 'waitlist.offer-unreachable',
    payload: z.object({ offerId: offerIdSchema }),
    handler: async () => {
      const { reportUnreachable } = await import('./report-unreachable.ts');
      return (deps, { offerId }) => reportUnreachable(deps, offerId);
    },
  }),
];
