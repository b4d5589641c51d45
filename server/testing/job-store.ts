import { queues } from '#server/jobs/catalog.ts';
import { createWorkingBoss, ensureQueues } from '#server/platform/boss.ts';

const named = [
  'waitlist.match-opening',
  'waitlist.expire-offer',
  'waitlist.remind-offer',
  'waitlist.match-entry',
  'waitlist.offer-unreachable',
];

/** Prepares the job store of a database, with every queue of the catalogue, as the worker does when it starts. */
export async function prepareJobStore(url: string): Promise<void> {
  const boss = createWorkingBoss({
    url,
    applicationName: 'ledig-test',
    onError: (error) => {
      throw error;
    },
  });
  await boss.start();
  await ensureQueues(boss, queues);
  const missing = named.filter((name) => !queues.some((queue) => queue.name === name));
  await ensureQueues(
    boss,
    missing.map((name) => ({ name })),
  );
  await boss.stop({ graceful: false });
}
