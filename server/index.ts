import { createServer } from 'node:http';
import { readEnv } from '#server/platform/env.ts';
import { explainFault } from '#server/platform/fault.ts';
import { untilStopSignal } from '#server/platform/stop-signal.ts';
import { closeServer } from '#server/web/close-server.ts';
import { listen } from '#server/web/listen.ts';
import { openWebApp } from '#server/web/open-web-app.ts';

// The web process.

/** Longer than any request should take, shorter than what a host waits before it kills a process. */
const shutdownGraceMs = 8_000;

async function main(): Promise<void> {
  const env = readEnv(process.env);
  const server = createServer();
  const web = await openWebApp(env, server);
  server.on('request', web.app);
  await listen(server, env.port);
  await untilStopSignal();
  await web.endStreams();
  await closeServer(server, shutdownGraceMs);
  await web.close();
}

try {
  await main();
  process.exit(0);
} catch (error) {
  console.error(explainFault(error));
  process.exit(1);
}
