import type { z } from 'zod';
import type { Deps } from '#server/platform/deps.ts';
import type { MessageProvider } from '#server/modules/notifications/message-provider.ts';
import type { Channel } from '#server/modules/notifications/notifications.schema.ts';

/** What the handlers of jobs work with. */
export interface JobDeps extends Deps {
  /** Who carries the messages of each channel. */
  providers: Record<Channel, MessageProvider>;
}

/**
 * A queue and what works it; each `*.jobs.ts` of a module exports such, light, so that naming a queue loads no handler.
 * Jobs may come late, twice, or for a row that is gone: a handler reads again, checks again, and finds nothing to do.
 */
export interface JobDefinition<Payload extends Record<string, string>> {
  queue: string;
  /** Ids only. */
  payload: z.ZodType<Payload>;
  /** What happens to a job whose handler throws: tried again that often, later each time, then kept in the dead-letter queue. */
  retry: { limit: number; firstDelaySeconds: number; longestDelaySeconds: number };
  /** How many of its jobs one worker process runs at the same time. */
  concurrency: number;
  /** A job that takes longer is taken to have failed. */
  timeoutSeconds: number;
  /** `short`: one queued job for each singletonKey (or one at all, without keys); running ones do not count. */
  policy?: 'standard' | 'short';
  /** Loads the handler when the first job comes. */
  handler: () => Promise<(deps: JobDeps, payload: Payload) => Promise<void>>;
}

/** A definition of any payload: its handler is given only what its own schema has let through. */
export interface Job extends Omit<JobDefinition<Record<string, string>>, 'payload' | 'handler'> {
  /** @throws ZodError when the data is not what the queue takes */
  run(deps: JobDeps, data: unknown): Promise<void>;
}

export function defineJob<Payload extends Record<string, string>>({
  payload,
  handler,
  ...facts
}: JobDefinition<Payload>): Job {
  return {
    ...facts,
    async run(deps, data) {
      const parsed = payload.parse(data);
      const handle = await handler();
      await handle(deps, parsed);
    },
  };
}

/**
 * Something that the sweep looks for each minute: what a timed job should have done and did not. It sends nothing itself, so
 * that the web process can run it too.
 */
export interface SweepStep {
  /** Kebab-case; the name of its count. */
  name: string;
  /** How many rows it has acted on. What it throws is logged; the other steps run all the same. */
  run(deps: Deps): Promise<number>;
}

/**
 * Acts on rows one after another, each by itself (in a transaction of its own), so that one broken row does not stop the rest.
 * @param act answers whether there was still something to do
 * @returns how many there were
 */
export async function forEachRow<Id extends string>(
  deps: Pick<Deps, 'logger'>,
  ids: readonly Id[],
  act: (id: Id) => Promise<boolean>,
): Promise<number> {
  let done = 0;
  for (const id of ids) {
    try {
      if (await act(id)) done += 1;
    } catch (error) {
      deps.logger.error({ err: error, rowId: id }, 'a row was left for the next sweep');
    }
  }
  return done;
}
