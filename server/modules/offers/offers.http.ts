import { z } from 'zod';
import { enforceLimit } from '#server/platform/enforce-limit.ts';
import { AppError } from '#server/platform/errors.ts';
import { limitGuessing } from '#server/platform/limit-guessing.ts';
import { defineEndpoint } from '#server/web/endpoint.ts';
import { answerOffer } from './answer-offer.ts';
import {
  claimAnswerSchema,
  claimRequestSchema,
  processLifecycleAnswerSchema,
  type AnswerOutcome,
} from './offers.schema.ts';
import { processLifecycle } from './process-lifecycle.ts';

const refusalOf = {
  already_booked: 'conflict',
  already_declined: 'conflict',
  clashes: 'conflict',
  taken: 'slot_taken',
  withdrawn: 'offer_withdrawn',
  expired: 'offer_expired',
  replaced: 'offer_replaced',
  unknown: 'not_found',
} as const satisfies Record<Exclude<AnswerOutcome, 'booked' | 'declined'>, string>;

/** POST /api/waitlist/claim */
export const claimEndpoint = defineEndpoint({
  path: '/api/waitlist/claim',
  summary: 'Accepts or declines an offered time',
  description:
    'By the token of the link in the customer’s message. Accepting books the time; declining passes it on. The same answer again is answered the same.',
  request: claimRequestSchema,
  example: { token: 'AfcbTQhGmkXCobwL7yJHR4kAAQAB3q2mV1r0c8yQn5sUoZpX', action: 'accept' },
  answer: {
    status: 200,
    description: 'What the customer wanted has been done',
    schema: claimAnswerSchema,
    examples: {
      booked: { status: 'booked', bookingId: '2b9c7e51-84d3-4b0f-a6e2-5c1d9f3e7a30' },
      declined: { status: 'declined' },
    },
  },
  problems: [...new Set(Object.values(refusalOf)), 'rate_limited', 'internal', 'busy'],
  repeatable: true,
  async handle(deps, { token, action }, { address }) {
    const answer = async () => {
      await enforceLimit(deps, 'claim', address);
      return answerOffer(deps, { token, action, channel: 'api' });
    };
    const { outcome, bookingId } = await limitGuessing(
      deps,
      { token, address },
      answer,
      (given) => given.outcome === 'unknown',
    );
    if (outcome === 'booked' && bookingId) return { answered: { status: outcome, bookingId } };
    if (outcome === 'booked') throw new AppError('internal', { detail: 'booked, without a booking' });
    return outcome === 'declined' ? { answered: { status: outcome } } : { refused: refusalOf[outcome] };
  },
});

/** POST /api/waitlist/process-lifecycle */
export const processLifecycleEndpoint = defineEndpoint({
  path: '/api/waitlist/process-lifecycle',
  summary: 'Does now what is due: reminders, time-outs, ends of pauses, openings that nobody looks after',
  description:
    'For a scheduler. The worker process does the same each minute, so it is needed only where none runs. Nothing is done twice, however often it is called. When a step fails, those after it run all the same, and the answer is 500 with the counts of those that did not.',
  request: z.unknown(),
  example: {},
  answer: {
    status: 200,
    description: 'How many rows each step has acted on',
    schema: processLifecycleAnswerSchema,
    examples: { done: { reminders: 1, expiries: 2, reactivations: 0, openings: 1 } },
  },
  problems: ['internal'],
  repeatable: false,
  for: 'cron',
  async handle(deps) {
    const { counts, isDone } = await processLifecycle(deps);
    // A scheduler looks at the status: a step that fails each time must not pass for one that finds nothing to do.
    return isDone ? { answered: counts } : { refused: 'internal', counts };
  },
});
