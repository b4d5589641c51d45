import type { PreferenceMode } from './waitlist.schema.ts';

/** A part of the score, named so that staff can be told how it came about. */
export interface ScorePart {
  part: 'specific_time' | 'flexible_up_to_2_hours' | 'flexible_up_to_12_hours' | 'flexible_beyond_12_hours';
  points: number;
}

export interface Score {
  total: number;
  parts: ScorePart[];
}

/**
 * The priority of a wish, taken when it is made or changed: the harder it is to serve, the sooner it is asked.
 * @param flexMinutes how far from one exact start it may be, 0 to 2880; of no account for a specific time
 */
export function scoreOf(mode: PreferenceMode, flexMinutes: number): Score {
  const part = partOf(mode, flexMinutes);
  return { total: part.points, parts: [part] };
}

function partOf(mode: PreferenceMode, flexMinutes: number): ScorePart {
  if (mode === 'specific_time') return { part: 'specific_time', points: 10 };
  if (flexMinutes <= 120) return { part: 'flexible_up_to_2_hours', points: -5 };
  if (flexMinutes <= 720) return { part: 'flexible_up_to_12_hours', points: -7 };
  return { part: 'flexible_beyond_12_hours', points: -10 };
}
