import type { OpeningStatus } from '#server/modules/openings/openings.schema.ts';

/** What staff can do with an open opening, as its page's address names it. */
export const openingActs = ['offer-next', 'withdraw'] as const;
export type OpeningAct = (typeof openingActs)[number];

export function readOpeningAct(name: string | undefined): OpeningAct | null {
  return openingActs.find((act) => act === name) ?? null;
}

/** Why an opening can't be offered to one more customer. */
export type NoNextOffer = 'not_open' | 'all_out';

/**
 * What is known beforehand of "offer to the next". An offer that has run out stands in nobody's way: the next step times it out first.
 * Whether somebody fits, only the step itself knows.
 */
export function whyNoNextOffer(
  opening: {
    status: OpeningStatus;
    offersAtOnce: number;
    offers: readonly { status: string; tokenExpiresAt: string }[];
  },
  now: Date,
): NoNextOffer | null {
  if (opening.status !== 'open') return 'not_open';
  const out = opening.offers.filter(isLive(now));
  return out.length >= opening.offersAtOnce ? 'all_out' : null;
}

/** Whether an offer waits for its answer. */
export function isLive(now: Date): (offer: { status: string; tokenExpiresAt: string }) => boolean {
  return ({ status, tokenExpiresAt }) => status === 'pending' && Date.parse(tokenExpiresAt) > now.getTime();
}
