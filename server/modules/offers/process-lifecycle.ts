import { runSweep } from '#server/jobs/run-sweep.ts';
import type { Deps } from '#server/platform/deps.ts';
import { offerSweeps } from './offers.sweeps.ts';

export interface LifecycleResult {
  /** How many rows each step has acted on; a step that failed has none. */
  counts: Record<string, number>;
  /** Whether every step went through. */
  isDone: boolean;
}

/** Does what is due on the waitlist, for schedulers outside the worker. Each row is done once, however many call it at once. */
export async function processLifecycle(deps: Deps): Promise<LifecycleResult> {
  const counts = await runSweep(deps, offerSweeps);
  return { counts, isDone: offerSweeps.every(({ name }) => name in counts) };
}
