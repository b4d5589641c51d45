import type { Pool } from 'pg';
import { jobs } from '#server/jobs/catalog.ts';
import type { JobDeps } from '#server/jobs/definition.ts';

interface StoredJob {
  id: string;
  name: string;
  data: unknown;
}

/** More than any test needs: jobs that queue each other without end. */
const mostJobs = 1_000;

/**
 * Runs what is queued and due by the test's clock, one job after the other, and what those jobs queue, until nothing is left.
 * The job store itself goes by the database's clock: a job without a start of its own is due at once.
 * @param twice each job runs a second time right after the first, as when its worker died before it could say that it was done
 * @returns the queues of the jobs that ran, in order
 * @throws whatever a handler throws
 */
export async function runJobs(deps: JobDeps, pool: Pool, { twice = false } = {}): Promise<string[]> {
  const ran: string[] = [];
  for (;;) {
    const job = await takeNext(pool, deps.clock.now());
    if (!job) return ran;
    const definition = jobs.find(({ queue }) => queue === job.name);
    if (!definition) throw new Error(`Nobody works the queue ${job.name}.`);
    await definition.run(deps, job.data);
    if (twice) await definition.run(deps, job.data);
    ran.push(job.name);
    if (ran.length === mostJobs) throw new Error(`Jobs without end: ${ran.slice(-5).join(', ')}`);
  }
}

/** Its own statement: a handler that throws does not get the same job again. */
async function takeNext(pool: Pool, now: Date): Promise<StoredJob | undefined> {
  const { rows } = await pool.query<StoredJob>({
    name: 'take-next-job', // planned once: the job store has a partition for each queue
    text: `DELETE FROM pgboss.job
     WHERE (name, id) = (
       SELECT name, id FROM pgboss.job
       WHERE state IN ('created', 'retry') AND (start_after = created_on OR start_after <= $1)
       ORDER BY CASE WHEN start_after <= $1 THEN start_after END NULLS LAST, created_on, name, data::text
       LIMIT 1
     )
     RETURNING id, name, data`,
    values: [now],
  });
  return rows[0];
}
