import fc from 'fast-check';
import { expect } from 'vitest';
import { lifecycles } from './commands.ts';
import { runLifecycle } from './run-lifecycle.ts';
import type { World } from './world.ts';

/** How long to go on looking for a shorter sequence that breaks the same rule. */
const patienceMs = 600_000;

/**
 * Lets random lives of a salon happen and throws the shortest found that breaks a rule. Each run begins with another seed, which a failure
 * prints: `LEDIG_SEED=<seed> npx vitest run <file>` makes the same sequences again, `LEDIG_RUNS` more or fewer of them.
 */
export async function checkLifecycles(world: World, runs: number): Promise<void> {
  const seed = Number(process.env.LEDIG_SEED ?? Math.floor(Math.random() * 2 ** 31));
  const numRuns = Number(process.env.LEDIG_RUNS ?? runs);
  const result = await fc.check(
    fc.asyncProperty(lifecycles, (lifecycle) => runLifecycle(world, lifecycle)),
    { seed, numRuns, interruptAfterTimeLimit: patienceMs, markInterruptAsFailure: true },
  );
  if (result.failed) {
    const [shortest] = result.counterexample ?? [];
    const sequence = JSON.stringify(shortest, null, 1).replace(/\n\s{4,}/g, ' ');
    throw new Error(`LEDIG_SEED=${seed} breaks a rule after ${result.numRuns} runs:\n${sequence}`, {
      cause: result.errorInstance,
    });
  }
  expect(result.numRuns).toBe(numRuns);
}
