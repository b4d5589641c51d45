import type { JobResult, PgBoss } from 'pg-boss';
import { ZodError } from 'zod';
import type { Job, JobDeps } from './definition.ts';

/**
 * How long a job waits for an idle worker at most. The job store itself polls no faster than each half second, and several of its
 * pollers drift into step, so they are woken by this process instead: no NOTIFY burdens the transaction that queues a job.
 */
const wakeEveryMs = 200;

/** Two for each queue, woken in turn: one can fetch while the other waits for a slow job of its batch. */
const pollersPerQueue = 2;

/** Starts to work the queues, which must exist. Ends with `boss.stop()`. */
export async function workQueues(boss: PgBoss, jobs: readonly Job[], deps: JobDeps): Promise<void> {
  for (const job of jobs) {
    const count = Math.min(pollersPerQueue, job.concurrency);
    const options = {
      batchSize: Math.ceil(job.concurrency / count),
      // While there is more than it can carry, it does not wait between two fetches.
      burstWhenBatchFull: true,
      perJobResults: true as const,
    };
    const pollers: string[] = [];
    for (let poller = 0; poller < count; poller += 1) {
      pollers.push(
        await boss.work(job.queue, options, (batch) =>
          Promise.all(batch.map((stored) => runOne(job, stored, deps))),
        ),
      );
    }
    wakeInTurn(boss, pollers);
  }
}

function wakeInTurn(boss: PgBoss, pollers: readonly string[]): void {
  let turn = 0;
  const timer = setInterval(() => {
    turn = (turn + 1) % pollers.length;
    const poller = pollers[turn];
    if (poller) boss.notifyWorker(poller);
  }, wakeEveryMs);
  timer.unref();
  boss.once('stopped', () => clearInterval(timer));
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
