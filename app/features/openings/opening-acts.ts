/** What staff can do with an open opening, as its page's address names it. */
export const openingActs = ['offer-next', 'withdraw'] as const;
export type OpeningAct = (typeof openingActs)[number];

export function readOpeningAct(name: string | undefined): OpeningAct | null {
  return openingActs.find((act) => act === name) ?? null;
}
