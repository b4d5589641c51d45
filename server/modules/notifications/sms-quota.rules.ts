/** A salon's SMS of one month, in segments. `hardCap` null: no end. */
export interface SmsUse {
  used: number;
  included: number;
  hardCap: number | null;
}

/** What staff are warned about: so much of the limit is used, in percent. */
export const warnedAt = [80, 100] as const;
export type WarnedPercent = (typeof warnedAt)[number];

/**
 * What a salon's use is held against: the hard cap, behind which nothing goes out; without one what is included, behind which it costs extra.
 * Null when there is neither, and when the cap says that no SMS goes out at all: there is nothing to warn of.
 */
export function limitOf({ included, hardCap }: Omit<SmsUse, 'used'>): number | null {
  return (hardCap ?? included) || null;
}

/** What is used beyond what is included. Where nothing is included, nothing is beyond it. */
export function overageOf({ used, included }: SmsUse): number {
  return included === 0 ? 0 : Math.max(used - included, 0);
}

/** The highest mark that the use stands at; null below the first. */
export function markReached(use: SmsUse): WarnedPercent | null {
  const limit = limitOf(use);
  if (limit === null) return null;
  return warnedAt.findLast((percent) => use.used * 100 >= limit * percent) ?? null;
}

/** The mark that the last `segments` have taken the use to; null when it stood there before. A step over both marks is told as the higher one. */
export function markPassed(use: SmsUse, segments: number): WarnedPercent | null {
  const before = markReached({ ...use, used: use.used - segments });
  const now = markReached(use);
  return now === before ? null : now;
}
