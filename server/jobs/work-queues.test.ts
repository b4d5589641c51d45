import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import type { PgBoss } from 'pg-boss';
import { z } from 'zod';
import { createWorkingBoss, ensureQueues } from '#server/platform/boss.ts';
import { testDeps } from '#server/testing/deps.ts';
import { jobs, queues } from './catalog.ts';
import { defineJob, forEachRow, type JobDefinition, type SweepStep } from './definition.ts';
import { runSweep } from './run-sweep.ts';
import { workQueues } from './work-queues.ts';

const deps = await testDeps();
beforeEach(() => deps.reset());

describe('the catalogue', () => {
  test('has the queues that the product names, each once, and the dead-letter queue before those that name it', () => {
    const names = queues.map(({ name }) => name);
    expect(names.toSorted()).toEqual([
      'dead-letter',
      'messages.reconcile',
      'messages.remind-of-appointment',
      'messages.send',
      'waitlist.expire-offer',
      'waitlist.match-entry',
      'waitlist.match-opening',
      'waitlist.offer-unreachable',
      'waitlist.reactivate-entry',
      'waitlist.remind-offer',
      'waitlist.sweep',
    ]);
    expect(names[0]).toBe('dead-letter');
    // Nobody has to look at a sweep that failed: the next one makes up for it.
    const withoutEnd = queues.filter(({ deadLetter }) => deadLetter === undefined);
    expect(withoutEnd.map(({ name }) => name).toSorted()).toEqual([
      'dead-letter',
      'messages.reconcile',
      'waitlist.sweep',
    ]);
  });

  const gone = Object.fromEntries(
    ['openingId', 'offerId', 'entryId', 'messageId', 'bookingId'].map((name) => [name, randomUUID()]),
  );

  test.each(jobs.map((job) => [job.queue, job] as const))(
    '%s does nothing, and throws nothing, when its row is gone',
    async (_queue, job) => {
      await job.run(deps, gone);
      expect(deps.logged).toEqual([]);
    },
  );

  test.each(jobs.filter(({ queue }) => queue !== 'waitlist.sweep').map((job) => [job.queue, job] as const))(
    '%s takes ids and nothing else',
    async (_queue, job) => {
      const contacts = Object.fromEntries(Object.keys(gone).map((name) => [name, 'kari@example.com']));
      await expect(job.run(deps, contacts)).rejects.toThrow(z.ZodError);
    },
  );
});

describe('a worker', () => {
  const seen: string[] = [];
  let onJob: (id: string) => unknown = () => undefined;
  const testJob = (queue: string, changed: Partial<JobDefinition<{ id: string }>> = {}) =>
    defineJob({
      queue,
      payload: z.object({ id: z.string() }),
      retry: { limit: 0, firstDelaySeconds: 1, longestDelaySeconds: 1 },
      concurrency: 4,
      timeoutSeconds: 30,
      handler: () =>
        Promise.resolve(async (_deps, { id }: { id: string }) => {
          await onJob(id);
          seen.push(id);
        }),
      ...changed,
    });
  const tested = testJob('test.work');
  const stopped = testJob('test.stop');
  const boss = openBoss();
  const send = (id: string) => boss.send(tested.queue, { id });

  beforeAll(async () => {
    await boss.start();
    await ensureQueues(boss, [
      { name: 'test.dead' },
      ...[tested, stopped].map(({ queue }) => ({ name: queue, deadLetter: 'test.dead', retryLimit: 0 })),
    ]);
    await workQueues(boss, [tested], deps);
  });
  afterAll(() => boss.stop());
  afterEach(() => {
    seen.length = 0;
    onJob = () => undefined;
  });

  test('starts the jobs that are sent', async () => {
    await send('first');
    await vi.waitFor(() => expect(seen).toEqual(['first']), 5_000);
    await send('second');
    await vi.waitFor(() => expect(seen).toEqual(['first', 'second']), 5_000);
  });

  test('lets one job of a batch fail alone, and keeps it in the dead-letter queue', async () => {
    onJob = (id) => {
      if (id === 'bad') throw new Error('the words of an error may hold a name');
    };
    await boss.insert(
      tested.queue,
      ['good 1', 'bad', 'good 2'].map((id) => ({ data: { id } })),
    );

    await vi.waitFor(async () => expect(await boss.findJobs('test.dead')).toHaveLength(1), 5_000);
    await vi.waitFor(() => expect(seen.toSorted()).toEqual(['good 1', 'good 2']), 5_000);
    const [dead] = await boss.findJobs('test.dead');
    expect(dead).toMatchObject({ data: { id: 'bad' } });
    const failed = (await boss.findJobs(tested.queue)).find(({ state }) => state === 'failed');
    expect(JSON.stringify(failed?.output)).not.toContain('name');
    expect(deps.logged).toMatchObject([{ queue: tested.queue, msg: 'a job failed' }]);
  });

  test('puts a job aside whose data makes no sense, without calling its handler', async () => {
    await boss.send(tested.queue, { wrong: 'data' });

    await vi.waitFor(async () => expect(await boss.findJobs('test.dead')).toHaveLength(1), 5_000);
    expect(seen).toEqual([]);
  });

  test('does not wait for one slow job before it begins others', async () => {
    const slow = Promise.withResolvers<void>();
    onJob = (id) => (id === 'slow' ? slow.promise : undefined);
    await send('slow');
    await send('quick 1');
    await vi.waitFor(() => expect(seen).toContain('quick 1'), 5_000);
    await send('quick 2');
    await vi.waitFor(() => expect(seen).toContain('quick 2'), 5_000);

    expect(seen).not.toContain('slow');
    slow.resolve();
    await vi.waitFor(() => expect(seen).toContain('slow'), 5_000);
  });

  test('that is stopped lets the running job end first', async () => {
    const other = openBoss();
    await other.start();
    await workQueues(other, [stopped], deps);
    const begun = Promise.withResolvers<void>();
    const end = Promise.withResolvers<void>();
    onJob = () => {
      begun.resolve();
      return end.promise;
    };
    await boss.send(stopped.queue, { id: 'running' });
    await begun.promise;
    const stopping = other.stop({ graceful: true, timeout: 10_000 });
    end.resolve();
    await stopping;

    expect(seen).toEqual(['running']);
    expect(await boss.findJobs(stopped.queue)).toMatchObject([{ state: 'completed' }]);
  });
});

describe('an idle worker', () => {
  beforeEach(() => {
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  /** The part of the job store that wakes those who fetch; each is known by its number. */
  async function started(concurrency: number) {
    const woken: string[] = [];
    let pollers = 0;
    let stop = () => {};
    const store = {
      work: () => Promise.resolve(String((pollers += 1))),
      notifyWorker: (id: string) => woken.push(id),
      once: (_event: 'stopped', listener: () => void) => (stop = listener),
    };
    const job = jobs.find(({ queue }) => queue === 'messages.send');
    if (!job) throw new Error('no such job');
    await workQueues(store as unknown as PgBoss, [{ ...job, concurrency }], deps);
    return { woken, stop: () => stop() };
  }

  test('looks for jobs at least each half second: a job starts within that of its commit', async () => {
    const { woken } = await started(4);
    for (let halfSecond = 0; halfSecond < 4; halfSecond += 1) {
      vi.advanceTimersByTime(500);
      expect(new Set(woken.splice(0))).toEqual(new Set(['1', '2']));
    }
  });

  test('that does one job at a time, too', async () => {
    const { woken } = await started(1);
    vi.advanceTimersByTime(500);
    expect(woken).toEqual(['1', '1']);
  });

  test('is left alone once it has been stopped', async () => {
    const { woken, stop } = await started(4);
    stop();
    vi.advanceTimersByTime(5_000);
    expect(woken).toEqual([]);
  });
});

describe('the sweep', () => {
  const step = (name: string, run: SweepStep['run']): SweepStep => ({ name, run });

  test('runs every step in its order, also after one that fails', async () => {
    const order: string[] = [];
    const counts = await runSweep(deps, [
      step('first', async () => order.push('first')),
      step('broken', () => Promise.reject(new Error('no'))),
      step('last', async () => order.push('last')),
    ]);

    expect(order).toEqual(['first', 'last']);
    expect(counts).toEqual({ first: 1, last: 2 });
    expect(deps.logged).toMatchObject([{ step: 'broken' }]);
  });

  test('acts on every row of a step, also after one that is broken', async () => {
    const done: string[] = [];
    const count = await forEachRow(deps, ['a', 'broken', 'b', 'nothing to do'], async (id) => {
      if (id === 'broken') throw new Error('no');
      done.push(id);
      return id !== 'nothing to do';
    });

    expect(done).toEqual(['a', 'b', 'nothing to do']);
    expect(count).toBe(2);
    expect(deps.logged).toMatchObject([{ rowId: 'broken' }]);
  });
});

function openBoss(): PgBoss {
  return createWorkingBoss({
    url: deps.database.url,
    applicationName: 'ledig-test',
    onError: (error) => {
      throw error;
    },
  });
}
