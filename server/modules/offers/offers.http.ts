import { Router } from 'express';
import { z } from 'zod';
import { runSweep } from '#server/jobs/run-sweep.ts';
import { secretsEqual } from '#server/platform/crypto.ts';
import type { Deps } from '#server/platform/deps.ts';
import { enforceLimit } from '#server/platform/enforce-limit.ts';
import { AppError, type ErrorCode } from '#server/platform/errors.ts';
import { jsonEndpoint, type JsonAnswer } from '#server/web/json-endpoint.ts';
import { answerOffer } from './answer-offer.ts';
import { claimRequestSchema, type Answer, type AnswerOutcome } from './offers.schema.ts';
import { offerSweeps } from './offers.sweeps.ts';

/** POST /api/waitlist/claim and POST /api/waitlist/process-lifecycle. */
export function offerEndpoints(deps: Deps): Router {
  const router = Router();
  router.post(
    '/api/waitlist/claim',
    ...jsonEndpoint(claimRequestSchema, async ({ token, action }, { address }) => {
      const guesses = await deps.limits.check('unknown-link', address);
      if (!guesses.ok) throw new AppError('rate_limited', { retryAfter: guesses.retryAfterSeconds });
      await enforceLimit(deps, 'claim', address);
      const answer = await answerOffer(deps, { token, action, channel: 'api' });
      if (answer.outcome === 'unknown') await deps.limits.consume('unknown-link', address);
      return answerOf(answer);
    }),
  );
  router.post(
    '/api/waitlist/process-lifecycle',
    ...jsonEndpoint(z.unknown(), async (_input, { header }) => {
      if (!secretsEqual(header('x-cron-key') ?? '', deps.env.cronKey)) throw new AppError('unauthenticated');
      return { status: 200, body: await runSweep(deps, offerSweeps) };
    }),
  );
  return router;
}

const errorOf: Record<Exclude<AnswerOutcome, 'booked' | 'declined'>, ErrorCode> = {
  already_booked: 'conflict',
  already_declined: 'conflict',
  clashes: 'conflict',
  taken: 'slot_taken',
  withdrawn: 'offer_withdrawn',
  expired: 'offer_expired',
  replaced: 'offer_replaced',
  unknown: 'not_found',
};

function answerOf({ outcome, bookingId }: Answer): JsonAnswer {
  if (outcome === 'booked') return { status: 200, body: { status: outcome, bookingId } };
  if (outcome === 'declined') return { status: 200, body: { status: outcome } };
  throw new AppError(errorOf[outcome]);
}
