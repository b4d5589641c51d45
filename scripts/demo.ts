import { demoAccounts } from '#prisma/seed-logins.ts';
import { explainFault, SetupFault } from '#server/platform/fault.ts';
import { untilStopSignal } from '#server/platform/stop-signal.ts';
import { buildPages } from './build.ts';
import { openLocalDatabase, type OpenDatabase } from './local-database.ts';
import { tryPort } from './postgres-cluster.ts';
import { prepareDatabase } from './prepare-database.ts';
import { startProcess, untilReady, type Running } from './processes.ts';

// `npm run demo`: all of Ledig on one machine, with something in it to see.

const port = Number(process.env.PORT ?? 3000);
const address = `http://localhost:${port}`;
const open: { database?: OpenDatabase; processes: Running[] } = { processes: [] };

async function start(): Promise<void> {
  if (!Number.isInteger(port) || port < 1 || port > 65535) {
    throw new SetupFault('PORT must be a number from 1 to 65535.');
  }
  await tryPort(port);
  open.database = await step('Starting the database', openLocalDatabase);
  const { url } = open.database;
  await step('Bringing it up to date', () => prepareDatabase(url, (what) => console.log(`  ${what}`)));
  await step('Building the pages', buildPages);
  await step('Starting the web process and the worker', async () => {
    const env = {
      LEDIG_MODE: 'demo',
      NODE_ENV: 'production',
      DATABASE_URL: url,
      PORT: String(port),
      LOG_LEVEL: process.env.LOG_LEVEL ?? 'warn',
    };
    const worker = startProcess('The worker', 'server/worker.ts', env);
    const web = startProcess('The web process', 'server/index.ts', env);
    open.processes.push(web, worker);
    await Promise.race([untilReady(`${address}/readyz`, web, 60_000), failure(worker)]);
  });
}

function announce(): void {
  const lines = [
    '',
    `Ledig is running at ${address}`,
    `  every message that would have been sent: ${address}/dev/inbox`,
    `  the staff's side:                        ${address}/login`,
    ...demoAccounts.map(({ email, password, who }) => `    ${email}  ${password}  (${who})`),
    '',
    'Ctrl-C stops it; the data stays for the next time.',
  ];
  console.log(lines.join('\n'));
}

async function stopProcesses(): Promise<void> {
  await Promise.all(open.processes.map((running) => running.stop()));
}

async function step<T>(what: string, work: () => T | Promise<T>): Promise<T> {
  if (stopping) throw new SetupFault('Stopped.');
  const startedAt = performance.now();
  console.log(`${what}...`);
  const result = await work();
  console.log(`  done (${((performance.now() - startedAt) / 1000).toFixed(1)} s)`);
  return result;
}

function failure(running: Running): Promise<never> {
  return running.ended.then((how) => {
    throw new SetupFault(`${how}: what is above says why.`);
  });
}

let exitCode = 0;
let stopping = false;
const stopped = untilStopSignal().then(async () => {
  stopping = true;
  console.log('\nStopping...');
  await stopProcesses(); // also makes a start that is still waiting for them give up
});

try {
  await start();
  announce();
  await Promise.race([stopped, ...open.processes.map(failure)]);
} catch (error) {
  if (!stopping) {
    console.error(explainFault(error));
    exitCode = 1;
  }
}
await stopProcesses();
await open.database?.close();
process.exit(exitCode);
