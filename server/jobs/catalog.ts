import type { Queue } from 'pg-boss';
import {
  reconcileMessageJob,
  remindOfAppointmentJob,
  sendMessageJob,
} from '#server/modules/notifications/notifications.jobs.ts';
import { offerJobs } from '#server/modules/offers/offers.jobs.ts';
import type { Job } from './definition.ts';
import { sweepJob } from './sweep.job.ts';

/** Every queue there is. Handlers are loaded when their first job comes. */
export const jobs: readonly Job[] = [
  ...offerJobs,
  sendMessageJob,
  reconcileMessageJob,
  remindOfAppointmentJob,
  sweepJob,
];

/** The names of those queues. */
export const workedQueues: readonly string[] = jobs.map(({ queue }) => queue);

/** Where jobs end that failed for the last time. One for all: each keeps the name of the queue that it came from. */
const deadLetterQueue = 'dead-letter';

const daySeconds = 24 * 60 * 60;

/** What the job store must know of each queue; the dead-letter queue first, since the others name it. */
export const queues: readonly Queue[] = [
  { name: deadLetterQueue, retentionSeconds: 30 * daySeconds },
  ...jobs.map(({ queue, retry, timeoutSeconds, policy = 'standard' }): Queue => ({
    name: queue,
    policy,
    // What is never tried again has a successor that makes up for it: the next sweep.
    ...(retry.limit > 0 && { deadLetter: deadLetterQueue }),
    retryLimit: retry.limit,
    retryDelay: retry.firstDelaySeconds,
    retryDelayMax: retry.longestDelaySeconds,
    retryBackoff: true,
    expireInSeconds: timeoutSeconds,
    // What was done is in the tables; the jobs themselves are kept only for a look at yesterday.
    deleteAfterSeconds: daySeconds,
  })),
];
