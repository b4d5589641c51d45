import { readEnv } from '#server/platform/env.ts';
import { explainFault } from '#server/platform/fault.ts';
import { untilStopSignal } from '#server/platform/stop-signal.ts';

// The job process.

async function main(): Promise<void> {
  readEnv(process.env);
  const alive = setInterval(() => undefined, 60_000);
  await untilStopSignal();
  clearInterval(alive);
}

try {
  await main();
  process.exit(0);
} catch (error) {
  console.error(explainFault(error));
  process.exit(1);
}
