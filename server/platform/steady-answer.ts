import type { Deps } from './deps.ts';

/**
 * What joining and booking take at least, in milliseconds: several times what either takes by itself, and less than people notice. Whether
 * a contact is known or new makes a difference of some 15 ms, which would tell a stranger who measures it.
 */
const floorMs = 250;

/** Answers no sooner than after `floorMs`, whatever the work found; what it throws waits as well. */
export async function answerSteadily<T>({ pause }: Pick<Deps, 'pause'>, work: () => Promise<T>): Promise<T> {
  const answer = work();
  await Promise.allSettled([answer, pause(floorMs)]);
  return answer;
}
