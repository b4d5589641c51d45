import { processLifecycle } from '#server/modules/offers/process-lifecycle.ts';
import { createSendingBoss } from '#server/platform/boss.ts';
import { openDeps } from '#server/platform/deps.ts';
import { explainFault } from '#server/platform/fault.ts';
import { createLogger } from '#server/platform/logger.ts';
import { readInstalledEnv } from './installed-env.ts';

// `npm run --silent lifecycle`: what POST /api/waitlist/process-lifecycle does, from a shell. The counts go to standard output as JSON,
// the log to standard error; ends with 1 when a step failed.

async function run(): Promise<boolean> {
  const env = await readInstalledEnv();
  const logger = createLogger({ level: env.logLevel, name: 'lifecycle', destination: process.stderr });
  const boss = createSendingBoss({
    url: env.databaseUrl,
    applicationName: 'ledig-lifecycle',
    maxConnections: 1,
    onError: (error) => logger.warn({ err: error }, 'the job store had an error'),
  });
  const { deps, close } = openDeps({ env, process: 'lifecycle', boss, logger });
  try {
    await boss.start();
    const { counts, isDone } = await processLifecycle(deps);
    console.log(JSON.stringify(counts));
    return isDone;
  } finally {
    await boss.stop({ graceful: false });
    await close();
  }
}

try {
  process.exitCode = (await run()) ? 0 : 1;
} catch (error) {
  console.error(explainFault(error));
  process.exitCode = 1;
}
