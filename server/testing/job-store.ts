import { queues } from '#server/jobs/catalog.ts';
import { createWorkingBoss, ensureQueues } from '#server/platform/boss.ts';

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
  await boss.stop({ graceful: false });
}
