import type { z } from 'zod';
import type { Deps } from '#server/platform/deps.ts';
import { notFound } from '#server/platform/errors.ts';
import { explainPolicy } from '../policy/explain-policy.ts';
import { policyValuesSchema, type Policy } from '../policy/policy.schema.ts';
import { addDays, edgeOf, localDays, localTimeAt } from '../salon/local-time.ts';
import { loadAnswers } from './answers.queries.ts';
import { decideOpening, type OpeningFacts } from './opening.rules.ts';
import type { previewPolicyInput, previewPolicyOutput } from './offers.schema.ts';

/** The example that is told: next Saturday, at ten. */
const saturday = 6;
const exampleMinute = 10 * 60;

/**
 * What numbers that are not saved yet would do to an offer of next Saturday at ten that came free now: when it would go out, until when it
 * could be claimed, and how long a no would pause.
 * @throws AppError `not_found` when the service is not the salon's
 */
export async function previewPolicy(
  { db, clock }: Pick<Deps, 'db' | 'clock'>,
  { salonId, serviceId, values }: z.output<typeof previewPolicyInput>,
): Promise<z.output<typeof previewPolicyOutput>> {
  const salon = await db.salon.findUnique({ where: { id: salonId }, select: { timeZone: true } });
  if (!salon) throw notFound('salon');
  const { above } = await explainPolicy(db, { salonId, serviceId });
  const given = Object.entries(values).filter(([, value]) => value !== null);
  const policy = policyValuesSchema.parse({ ...above, ...Object.fromEntries(given) });
  const now = clock.now();
  const startsAt = nextSaturday(now, salon.timeZone);
  const answers = await loadAnswers(db, salonId, now);
  const facts = { startsAt, answers, timeZone: salon.timeZone };
  return { startsAt: startsAt.toISOString(), ...exampleOffer(policy, facts, now) };
}

function exampleOffer(
  policy: Policy,
  facts: Pick<OpeningFacts, 'startsAt' | 'answers' | 'timeZone'>,
  now: Date,
) {
  const { startsAt } = facts;
  const decideAt = (at: Date) =>
    decideOpening(
      {
        ...facts,
        offersUntil: inMinutes(at, policy.maxHoldMinutes),
        settlesAt: null,
        offersMade: 0,
        offersAtOnce: policy.offersAtOnce,
        pending: 0,
        lastHour: { offers: 0, first: null },
        noticeMinutes: policy.minNoticeMinutes,
      },
      policy,
      at,
    );
  const first = decideAt(now);
  const sentAt = first.step === 'postpone' ? first.until : now;
  const step = first.step === 'postpone' ? decideAt(sentAt) : first;
  if (step.step !== 'offer') return { sentAt: null, until: null, pausedUntil: null, offersAtOnce: 0 };
  // As make_offer has it; a test holds the two together.
  const noticeEnds = inMinutes(startsAt, -policy.minNoticeMinutes);
  const { claimMinutes, offersAtOnce } = step.plan;
  const until = new Date(Math.min(inMinutes(sentAt, claimMinutes).getTime(), noticeEnds.getTime()));
  return {
    sentAt: sentAt.toISOString(),
    until: until.toISOString(),
    pausedUntil: inMinutes(sentAt, policy.cooldownMinutes).toISOString(),
    offersAtOnce,
  };
}

function inMinutes(from: Date, minutes: number): Date {
  return new Date(from.getTime() + minutes * 60_000);
}

function nextSaturday(now: Date, timeZone: string): Date {
  const { date, weekday, minute } = localTimeAt(now, timeZone);
  const ahead = (saturday - weekday + 7) % 7;
  const day = ahead === 0 && minute >= exampleMinute ? 7 : ahead;
  const [on] = localDays(timeZone, addDays(date, day), 1);
  if (!on) throw new Error('One day was asked for.');
  return new Date(edgeOf(on, exampleMinute) * 60_000);
}
