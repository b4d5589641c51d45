import type { Deps } from '#server/platform/deps.ts';
import { sweepRows, sweepSteps } from '#server/platform/meters.ts';
import type { SweepStep } from './definition.ts';

/**
 * Runs the steps one after another. A step that throws is logged and has no count; those after it run all the same.
 * @returns how many rows each step has acted on, by its name
 */
export async function runSweep(deps: Deps, steps: readonly SweepStep[]): Promise<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const { name, run } of steps) {
    try {
      const count = await run(deps);
      counts[name] = count;
      sweepRows.inc({ step: name }, count);
      sweepSteps.inc({ step: name, outcome: 'done' });
    } catch (error) {
      sweepSteps.inc({ step: name, outcome: 'failed' });
      deps.logger.error({ err: error, step: name }, 'a step of the sweep failed');
    }
  }
  if (Object.values(counts).some((count) => count > 0)) deps.logger.info({ counts }, 'the sweep found work');
  return counts;
}
