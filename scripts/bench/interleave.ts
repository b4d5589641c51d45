/** Something that can be done again and again, and how much of it was done counts. */
export interface Contender {
  /** Resolves when it was done once. */
  once(): Promise<unknown> | void;
  /** How many are under way at once; default 1. */
  atOnce?: number;
}

export interface InterleaveOptions {
  rounds: number;
  /** Of each contender in each round. */
  milliseconds: number;
  now?: () => number;
}

/**
 * Takes turns between what is measured and its baseline, so that whatever slows the machine down for a while slows both. A first turn
 * of each, which warms them up, is not counted.
 * @returns for each round, how many times as often the first was done in the same time
 */
export async function interleave(
  measured: Contender,
  baseline: Contender,
  { rounds, milliseconds, now = () => performance.now() }: InterleaveOptions,
): Promise<number[]> {
  const turn = (contender: Contender) => ratePerSecond(contender, milliseconds, now);
  await turn(measured);
  await turn(baseline);
  const ratios: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const rate = await turn(measured);
    ratios.push(rate / (await turn(baseline)));
  }
  return ratios;
}

async function ratePerSecond(
  { once, atOnce = 1 }: Contender,
  milliseconds: number,
  now: () => number,
): Promise<number> {
  const from = now();
  let done = 0;
  const line = async () => {
    do {
      await once();
      done += 1;
    } while (now() - from < milliseconds);
  };
  await Promise.all(Array.from({ length: atOnce }, line));
  return (done * 1000) / (now() - from);
}
