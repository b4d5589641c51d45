/** One figure of a run, taken several times. */
export interface Measurement {
  /** What was measured, in the reader's words. */
  name: string;
  unit: 'kB' | 'ms' | 'ratio' | 'score' | 'queries' | 'times';
  /** What the figure is set against: what was done alternately with it in the same run, or the limit itself. */
  against: string;
  /** One value for each round. */
  rounds: readonly number[];
  target: Target;
}

/** What the product promises. */
export type Target = { atLeast: number } | { atMost: number };

/** What one part of the benchmark brings back. */
export interface PartResult {
  measurements: Measurement[];
  /** How it was measured, a sentence each: what a reader has to know in order to doubt the figures well. */
  method: string[];
}

export interface Summary {
  median: number;
  lowest: number;
  highest: number;
}

/** @throws when there is no value: a figure that was not taken has no median */
export function summarise(values: readonly number[]): Summary {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  const [lowest, highest, upper] = [sorted[0], sorted.at(-1), sorted[middle]];
  const lower = sorted.length % 2 === 0 ? sorted[middle - 1] : upper;
  if (lowest === undefined || highest === undefined || upper === undefined || lower === undefined)
    throw new Error('There is no value to summarise.');
  return { median: (lower + upper) / 2, lowest, highest };
}

/** Judged by the median: one round during which the machine was busy proves nothing. */
export function isMet({ rounds, target }: Pick<Measurement, 'rounds' | 'target'>): boolean {
  const { median } = summarise(rounds);
  return 'atLeast' in target ? median >= target.atLeast : median <= target.atMost;
}

/** The number of the target alone. */
export function limitOf(target: Target): number {
  return 'atLeast' in target ? target.atLeast : target.atMost;
}
