import { z } from 'zod';
import { defineJob } from './definition.ts';

export const sweepQueue = 'waitlist.sweep';

/** Does what timed jobs should have done and did not, each minute. The next one makes up for one that failed. */
export const sweepJob = defineJob({
  queue: sweepQueue,
  payload: z.object({}),
  retry: { limit: 0, firstDelaySeconds: 1, longestDelaySeconds: 1 },
  concurrency: 1,
  timeoutSeconds: 300,
  policy: 'short',
  handler: async () => {
    const { runSweep } = await import('./run-sweep.ts');
    const { sweeps } = await import('./sweeps.ts');
    return async (deps) => {
      await runSweep(deps, sweeps);
    };
  },
});
