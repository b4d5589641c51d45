import { withClient, urlOfDatabase } from './database-connection.ts';
import { startTestServer } from '#server/testing/test-server.ts';
import { buildPages } from './build.ts';
import { generateClient } from './generate-client.mjs';
import { freePort } from './postgres-cluster.ts';
import { prepareDatabase } from './prepare-database.ts';
import { startProcess, untilReady } from './processes.ts';

/** A whole Ledig, seeded, for a browser to try; nothing of it stays. */
export interface ThrowawayApp {
  /** Without a slash at the end. */
  address: string;
  databaseUrl: string;
  /** Starts one more web process beside the first. Resolves with its address, when it answers. */
  startAnotherWeb(): Promise<string>;
  stop(): Promise<void>;
}

/** Starts a database, the worker and the web process on free ports, so that several can run at once. */
export async function startThrowawayApp(): Promise<ThrowawayApp> {
  generateClient();
  buildPages();
  const server = await startTestServer();
  const databaseName = server.templateName.replace(/_template$/, '_app');
  await withClient(server.adminUrl, (admin) =>
    admin.query(`CREATE DATABASE ${databaseName} TEMPLATE ${server.templateName}`),
  );
  const databaseUrl = urlOfDatabase(server.adminUrl, databaseName);
  await prepareDatabase(databaseUrl, () => undefined);
  const port = await freePort();
  const address = `http://localhost:${port}`;
  const env = {
    LEDIG_MODE: 'test',
    NODE_ENV: 'production',
    DATABASE_URL: databaseUrl,
    PUBLIC_URL: address,
    LOG_LEVEL: process.env.LOG_LEVEL ?? 'warn',
  };
  const running = [startProcess('The worker', 'server/worker.ts', env)];
  const stop = async () => {
    await Promise.all(running.map((each) => each.stop()));
    await server.stop();
  };
  const startWeb = async (on: number) => {
    const web = startProcess('The web process', 'server/index.ts', { ...env, PORT: String(on) });
    running.push(web);
    await untilReady(`http://localhost:${on}/readyz`, web, 60_000);
  };
  const startAnotherWeb = async () => {
    const another = await freePort();
    await startWeb(another);
    return `http://localhost:${another}`;
  };
  try {
    await startWeb(port);
  } catch (error) {
    await stop();
    throw error;
  }
  return { address, databaseUrl, startAnotherWeb, stop };
}
