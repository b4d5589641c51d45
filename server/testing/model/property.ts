import fc from 'fast-check';
import { expect } from 'vitest';
import { lifecycles, type Lifecycle } from './commands.ts';
import { runLifecycle } from './run-lifecycle.ts';
import type { World } from './world.ts';

/** Also for finding a shorter sequence that breaks the same rule. */
const patienceMs = 1_500_000;

/**
 * Lets random lives of a salon happen and throws the shortest found that breaks a rule. Each call begins with another seed, which a failure
 * prints: `LEDIG_SEED=<seed> npx vitest run <file>` makes the same sequences again, `LEDIG_RUNS=<number>` more or fewer of them.
 * @param atOnce how many commands meet at most
 */
export async function checkLifecycles(world: World, runs: number, atOnce = 1): Promise<void> {
  world.alone = atOnce === 1;
  const seed = Number(process.env.LEDIG_SEED ?? Math.floor(Math.random() * 2 ** 31));
  const numRuns = Number(process.env.LEDIG_RUNS ?? runs);
  // Of a life that has failed something may still be under way, and disturb those that are tried to find a shorter one.
  const failures: unknown[] = [];
  const live = (lifecycle: Lifecycle) =>
    runLifecycle(world, lifecycle).catch((error: unknown) => {
      failures.push(error);
      throw error;
    });
  const result = await fc.check(fc.asyncProperty(lifecycles(atOnce), live), {
    seed,
    numRuns,
    interruptAfterTimeLimit: patienceMs,
    markInterruptAsFailure: true,
  });
  if (!result.failed) return expect(result.numRuns).toBe(numRuns);
  const [shortest] = result.counterexample ?? [];
  if (!shortest)
    throw new Error(`Only ${result.numRuns} lives in ${patienceMs / 60_000} minutes; none broke a rule.`);
  const sequence = JSON.stringify(shortest, null, 1).replace(/\n\s{4,}/g, ' ');
  throw new Error(`LEDIG_SEED=${seed} breaks a rule in its life ${result.numRuns}:\n${sequence}`, {
    cause: new AggregateError(
      [failures[0], result.errorInstance],
      'The first failure, and that of the shortest life:',
    ),
  });
}
