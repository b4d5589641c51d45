import { z } from 'zod';
import { salonIdSchema } from '#server/platform/ids.schema.ts';
import { instantSchema } from '../salon/time.schema.ts';

/** What a job does, as people know it. */
const workKinds = ['match', 'expire', 'remind', 'reactivate', 'unreachable', 'message', 'other'] as const;

/** What kept it from being done: data that nobody can read, too long a wait, the database, or a fault in Ledig. */
const failureKinds = ['unreadable', 'too_slow', 'database', 'fault'] as const;

export const listFailedInput = z.object({ salonId: salonIdSchema });
export const listFailedOutput = z.object({
  /** Newest first. */
  jobs: z.array(
    z.object({
      id: z.uuid(),
      work: z.enum(workKinds),
      failure: z.enum(failureKinds),
      /** When it was given up. */
      failedAt: instantSchema,
      /** How often it was tried. */
      tries: z.int().min(1),
    }),
  ),
  /** How many there are, also beyond those that are listed. */
  total: z.int().min(0),
});
export type FailedJob = z.output<typeof listFailedOutput>['jobs'][number];

/** Without `jobId`: all of the salon’s. */
export const retryFailedInput = z.object({ salonId: salonIdSchema, jobId: z.uuid().optional() });
export const dropFailedInput = z.object({ salonId: salonIdSchema, jobId: z.uuid() });
/** How many it was: none when somebody else was faster. */
export const failedCountOutput = z.object({ count: z.int().min(0) });

export const workerStateInput = z.object({ salonId: salonIdSchema });
export const workerStateOutput = z.object({
  isSilent: z.boolean(),
  /** When a worker was last seen; null when there never was one. */
  seenAt: instantSchema.nullable(),
});
