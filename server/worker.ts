import { randomUUID } from 'node:crypto';
import { createServer } from 'node:http';
import { queues, jobs } from '#server/jobs/catalog.ts';
import { createOutageLog } from '#server/jobs/outage-log.ts';
import { scheduleSweep } from '#server/jobs/schedule-sweep.ts';
import { workQueues } from '#server/jobs/work-queues.ts';
import { openProviders } from '#server/modules/notifications/open-providers.ts';
import { beat, beatEveryMs } from '#server/modules/running/heartbeat.ts';
import { createWorkingBoss, ensureQueues } from '#server/platform/boss.ts';
import { openDeps, openLogger } from '#server/platform/deps.ts';
import { readEnv } from '#server/platform/env.ts';
import { explainFault } from '#server/platform/fault.ts';
import { listen } from '#server/web/listen.ts';
import { untilStopSignal } from '#server/platform/stop-signal.ts';
import { closeServer } from '#server/web/close-server.ts';
import { createWorkerApp } from '#server/web/worker-app.ts';

// The job process.

/** Running jobs get so long to end; what is left then runs again in the next process. */
const shutdownGraceMs = 8_000;

async function main(): Promise<void> {
  const env = readEnv(process.env);
  const logger = openLogger(env, 'worker');
  const boss = createWorkingBoss({
    url: env.databaseUrl,
    applicationName: 'ledig-worker',
    // It polls on until the database is back.
    onError: createOutageLog(logger, 'the job store can’t be reached'),
  });
  const opened = openDeps({ env, process: 'worker', boss, logger });
  const providers = await openProviders(env);

  await boss.start();
  await ensureQueues(boss, queues);
  await workQueues(boss, jobs, { ...opened.deps, providers });
  await scheduleSweep(boss);
  const workerId = randomUUID();
  const say = () =>
    beat(opened.deps, workerId).catch((error: unknown) =>
      logger.warn({ err: error }, 'no sign of life could be left'),
    );
  await say();
  const beating = setInterval(() => void say(), beatEveryMs);
  const server = createServer(createWorkerApp(env, opened.deps));
  if (env.workerPort !== null) await listen(server, env.workerPort);
  logger.info('the worker is ready');

  await untilStopSignal();
  clearInterval(beating);
  if (server.listening) await closeServer(server, shutdownGraceMs);
  await boss.stop({ graceful: true, timeout: shutdownGraceMs });
  await opened.close();
}

try {
  await main();
  process.exit(0);
} catch (error) {
  console.error(explainFault(error));
  process.exit(1);
}
