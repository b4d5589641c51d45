import type { Policy } from '../policy/policy.schema.ts';
import { quietUntil } from './quiet-hours.rules.ts';
import type { Template } from './notifications.schema.ts';

/** What becomes of an SMS: it goes now, in the morning, or not at all, and an e-mail says the same. */
export type NightStep = { step: 'send' } | { step: 'wait'; until: Date } | { step: 'email' };

export interface NightFacts {
  template: Template;
  createdAt: Date;
  /** When it was to go; null: at night only because somebody of the staff sends it once more. */
  dueAt: Date | null;
  /** Of the booking that it is about. */
  startsAt: Date | null;
}

/** Who caused a message at night, and so is awake, hears of it at once or not before the morning. */
const promptMs = 5 * 60_000;
/** Nothing waits longer than it would be tried. */
const longestMs = 24 * 60 * 60_000;

/**
 * In the quiet hours no SMS goes out that was due before them and was held up, or that only the clock caused. It waits for the morning; an offer
 * does not, for its time runs. What is about an appointment before that goes all the same: nobody is to come in vain.
 * @param timeZone IANA name
 */
export function nightStep(
  { template, createdAt, dueAt, startsAt }: NightFacts,
  quiet: Pick<Policy, 'quietFromMinute' | 'quietUntilMinute'>,
  timeZone: string,
  now: Date,
): NightStep {
  const morning = quietUntil(quiet, timeZone, now);
  if (!morning) return { step: 'send' };
  const isPrompt =
    dueAt !== null &&
    template !== 'booking_reminder' &&
    quietUntil(quiet, timeZone, dueAt) !== null &&
    now.getTime() - dueAt.getTime() <= promptMs;
  if (isPrompt) return { step: 'send' };
  if (template === 'offer' || template === 'offer_reminder') return { step: 'email' };
  if (startsAt && startsAt <= morning) return { step: 'send' };
  return now.getTime() - createdAt.getTime() < longestMs
    ? { step: 'wait', until: morning }
    : { step: 'email' };
}
