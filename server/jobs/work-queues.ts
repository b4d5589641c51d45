import { setTimeout as pause } from 'node:timers/promises';
import type { JobResult, PgBoss } from 'pg-boss';
import { ZodError } from 'zod';
import type { Job, JobDeps } from './definition.ts';

/** The shortest that the job store allows. */
const pollSeconds = 0.5;

/**
 * Two take turns on each queue, half an interval apart: so a job waits 250 ms at most for an idle worker, without a NOTIFY in the
 * transaction that queued it.
 */
const pollersPerQueue = 2;

/** Starts to work the queues, which must exist. Ends with `boss.stop()`. */
export async function workQueues(boss: PgBoss, jobs: readonly Job[], deps: JobDeps): Promise<void> {
  await Promise.all(
    jobs.map(async (job) => {
      const pollers = Math.min(pollersPerQueue, job.concurrency);
      const options = {
        batchSize: Math.ceil(job.concurrency / pollers),
        pollingIntervalSeconds: pollSeconds,
        // While there is more than it can carry, it does not wait between two fetches.
        burstWhenBatchFull: true,
        perJobResults: true as const,
      };
      for (let poller = 0; poller < pollers; poller += 1) {
        if (poller > 0) await pause((pollSeconds * 1000) / pollers);
        await boss.work(job.queue, options, (batch) =>
          Promise.all(batch.map((stored) => runOne(job, stored, deps))),
        );
      }
    }),
  );
}

/** Each job of a batch fails or succeeds by itself. What is stored of an error is its kind, never its words. */
async function runOne(
  job: Job,
  { id, data }: { id: string; data: unknown },
  deps: JobDeps,
): Promise<JobResult> {
  const logger = deps.logger.child({ queue: job.queue, jobId: id });
  try {
    await job.run({ ...deps, logger }, data);
    return { id, status: 'completed' };
  } catch (error) {
    logger.error({ err: error }, 'a job failed');
    const output = { error: error instanceof Error ? error.name : 'unknown' };
    // No other try would read it differently.
    return { id, status: error instanceof ZodError ? 'deadletter' : 'failed', output };
  }
}
