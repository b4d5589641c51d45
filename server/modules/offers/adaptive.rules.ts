import type { Policy } from '../policy/policy.schema.ts';

/** How the offers of a salon were answered lately. */
export interface Answers {
  accepted: number;
  /** Accepted, declined or left without an answer. */
  answered: number;
}

/** How many are asked at the same time, and how long each of them may think. */
export interface OfferPlan {
  offersAtOnce: number;
  claimMinutes: number;
}

/** Who is asked at once and is late is disappointed: so many at most. */
const mostAtOnce = 5;

/** Nobody has less time to answer than this, if there is that much, nor more than the policy gives. */
const shortestClaimMinutes = 10;

/** While there is time for it, the customers are asked in at least so many rounds. */
const fewestRounds = 3;

/** As many shall be asked in all as fill the time with this probability. */
const wantedFillRate = 0.9;

/** Of a salon that has asked few so far, three in ten are taken to accept; its own answers weigh as much once there are ten of them. */
const usual: Answers = { accepted: 3, answered: 10 };

/**
 * Few at once and long while there is time, more at once and shorter as the start comes near. With an acceptance rate p, the k customers that
 * have to be asked until one accepts with probability 0.9 are ln(1 - 0.9) / ln(1 - p); they are spread over the rounds that there is time for.
 * Each round ends a claim window after it began; as the time gets short, windows do too, so that there are three rounds.
 * @param minutesLeft until the last offer must have been answered
 */
export function planOffers(
  minutesLeft: number,
  answers: Answers,
  { claimExpiryMinutes }: Pick<Policy, 'claimExpiryMinutes'>,
): OfferPlan {
  const shortest = Math.min(shortestClaimMinutes, claimExpiryMinutes);
  const claimMinutes = Math.min(
    claimExpiryMinutes,
    Math.max(shortest, Math.floor(minutesLeft / fewestRounds)),
  );
  const rounds = Math.max(1, Math.floor(minutesLeft / claimMinutes));
  const offersAtOnce = Math.min(mostAtOnce, Math.ceil(customersToAsk(answers) / rounds));
  return { offersAtOnce, claimMinutes };
}

function customersToAsk({ accepted, answered }: Answers): number {
  const rate = (accepted + usual.accepted) / (answered + usual.answered);
  return Math.max(1, Math.ceil(Math.log(1 - wantedFillRate) / Math.log(1 - rate)));
}
