import type { Channel } from '../notifications/notifications.schema.ts';
import type { Policy } from '../policy/policy.schema.ts';
import { planOffers, type Answers, type OfferPlan } from './adaptive.rules.ts';
import { quietUntil } from '../notifications/quiet-hours.rules.ts';

/** What an opening does next. */
export type OpeningStep =
  /** Look for so many customers; at night only among those who can be told by e-mail. */
  | { step: 'offer'; capacity: number; channels: Channel[]; plan: OfferPlan }
  /** All its offers are out. */
  | { step: 'wait' }
  /** The change that it came of may still be undone. */
  | { step: 'settle'; until: Date }
  /** It waits for the end of the quiet hours. */
  | { step: 'postpone'; until: Date }
  /** It waits until the salon may make offers again; that gives it no more time than it has. */
  | { step: 'hold_back'; until: Date }
  /** Its start is too near. */
  | { step: 'lapse' }
  /** It was offered long or often enough: back on public sale. */
  | { step: 'give_up' };

export interface OpeningFacts {
  startsAt: Date;
  offersUntil: Date;
  settlesAt: Date | null;
  offersMade: number;
  /** So many at once, where that is fixed: it was so when the opening was made. */
  offersAtOnce: number;
  answers: Answers;
  /** Offers that wait for an answer. */
  pending: number;
  lastHour: LastHour;
  /** The shortest among the services that its employee does: who waits for another may need more. */
  noticeMinutes: number;
  timeZone: string;
}

/** What the whole salon has offered within the last hour. */
export interface LastHour {
  offers: number;
  /** When the first of them was made; null when there is none. */
  first: Date | null;
}

const hourMs = 60 * 60_000;

/** An offer that would live shorter is not made; the database's shortest_offer() says the same. */
const shortestOfferMs = 5 * 60_000;

/** @param urgent staff asked for it: neither quiet hours nor the time to settle count */
export function decideOpening(opening: OpeningFacts, policy: Policy, now: Date, urgent = false): OpeningStep {
  const noticeEnds = opening.startsAt.getTime() - opening.noticeMinutes * 60_000;
  const plan = planOf(opening, policy, noticeEnds, now);
  const capacity = Math.min(
    plan.offersAtOnce - opening.pending,
    policy.maxOffersPerOpening - opening.offersMade,
  );
  if (opening.pending >= plan.offersAtOnce) return { step: 'wait' };
  if (!urgent && opening.settlesAt && opening.settlesAt > now) {
    return { step: 'settle', until: opening.settlesAt };
  }
  if (noticeEnds - shortestOfferMs < now.getTime())
    return opening.pending > 0 ? { step: 'wait' } : { step: 'lapse' };
  if (capacity <= 0 || opening.offersUntil <= now)
    return opening.pending > 0 ? { step: 'wait' } : { step: 'give_up' };

  if (urgent) return { step: 'offer', capacity, channels: ['sms', 'email'], plan };

  const morning = quietUntil(policy, opening.timeZone, now);
  const fullWindowLeft = (at: Date) => noticeEnds - policy.claimExpiryMinutes * 60_000 >= at.getTime();
  if (morning && fullWindowLeft(morning)) return { step: 'postpone', until: morning };

  const allowed = policy.maxOffersPerHour - opening.lastHour.offers;
  if (allowed <= 0) {
    const again = new Date((opening.lastHour.first ?? now).getTime() + hourMs);
    if (opening.pending > 0) return { step: 'wait' };
    return again < opening.offersUntil && noticeEnds - shortestOfferMs >= again.getTime()
      ? { step: 'hold_back', until: again }
      : { step: 'give_up' };
  }
  return {
    step: 'offer',
    capacity: Math.min(capacity, allowed),
    channels: morning ? ['email'] : ['sms', 'email'],
    plan,
  };
}

function planOf(opening: OpeningFacts, policy: Policy, noticeEnds: number, now: Date): OfferPlan {
  const { claimExpiryMinutes } = policy;
  if (policy.offering === 'fixed') {
    return { offersAtOnce: opening.offersAtOnce, claimMinutes: claimExpiryMinutes };
  }
  const end = Math.min(noticeEnds, opening.offersUntil.getTime());
  return planOffers((end - now.getTime()) / 60_000, opening.answers, policy);
}
