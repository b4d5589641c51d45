import { watch } from 'node:fs';
import path from 'node:path';
import { explainFault } from '#server/platform/fault.ts';
import { untilStopSignal } from '#server/platform/stop-signal.ts';
import { openLocalDatabase, type OpenDatabase } from './local-database.ts';
import { prepareDatabase } from './prepare-database.ts';
import { startProcess, type Running } from './processes.ts';

// `npm run dev`: pages change in the browser as they are edited; the processes start anew when server code changes.

const root = path.dirname(import.meta.dirname);
/** Editors write a file in several steps, and a change of branch touches many. */
const settleMs = 150;

function startAll(url: string): Running[] {
  const env = { LEDIG_MODE: 'development', NODE_ENV: 'development', DATABASE_URL: url };
  return [
    startProcess('The worker', 'server/worker.ts', env),
    startProcess('The web process', 'server/index.ts', env),
  ];
}

async function stopAll(processes: readonly Running[]): Promise<void> {
  await Promise.all(processes.map((running) => running.stop()));
}

/** Restarts them one after the other, however quickly changes come, until `stop` ends them for good. */
function keepRunning(url: string): { stop: () => Promise<void> } {
  let current = Promise.resolve(startAll(url));
  let timer: NodeJS.Timeout | undefined;
  const restart = () => {
    console.log('Server code changed: starting anew...');
    current = current.then(async (processes) => {
      await stopAll(processes);
      return startAll(url);
    });
  };
  const watcher = watch(path.join(root, 'server'), { recursive: true }, (_event, file) => {
    if (!file?.endsWith('.ts') || file.endsWith('.test.ts')) return;
    clearTimeout(timer);
    timer = setTimeout(restart, settleMs);
  });
  const stop = async () => {
    watcher.close();
    clearTimeout(timer);
    await stopAll(await current);
  };
  return { stop };
}

let database: OpenDatabase | undefined;
try {
  const stopped = untilStopSignal();
  database = await openLocalDatabase();
  await prepareDatabase(database.url, console.log);
  const processes = keepRunning(database.url);
  console.log(`Ledig (development): http://localhost:${process.env.PORT ?? 3000}`);
  await stopped;
  await processes.stop();
  await database.close();
  process.exit(0);
} catch (error) {
  console.error(explainFault(error));
  await database?.close();
  process.exit(1);
}
