import type { OpeningStatus } from '#server/modules/openings/openings.schema.ts';

/** What became of a cancelled booking's time, as far as is known at that moment. */
type FreedTime =
  /** An offer of it is out. */
  | 'offered'
  /** Somebody who waits fits, and is asked next. */
  | 'fits'
  /** Its opening was made; whether somebody fits shows soon. */
  | 'ifFits'
  /** It was looked at, and nobody could be offered it. */
  | 'back'
  /** No opening was made of it. */
  | 'notOffered'
  /** It has begun, so it is of use to nobody. */
  | 'begun';

/** One opening that came of it, and how many who wait were found to fit it. */
export interface FreedOpening {
  status: OpeningStatus;
  offersMade: number;
  fitting: number;
}

/** @returns null where its openings have gone on since, as on a repeat: their pages tell more */
export function freedTime(openings: readonly FreedOpening[], startsAt: string, now: Date): FreedTime | null {
  if (openings.length === 0) return Date.parse(startsAt) <= now.getTime() ? 'begun' : 'notOffered';
  const open = openings.filter(({ status }) => status === 'open');
  if (open.some(({ offersMade }) => offersMade > 0)) return 'offered';
  if (open.some(({ fitting }) => fitting > 0)) return 'fits';
  if (open.length > 0) return 'ifFits';
  return openings.every(({ status }) => status === 'exhausted' || status === 'lapsed') ? 'back' : null;
}
