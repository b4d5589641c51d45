import express, { type Express } from 'express';
import { workedQueues } from '#server/jobs/catalog.ts';
import { findWorkerState } from '#server/modules/running/heartbeat.ts';
import { createMetrics } from '#server/modules/running/metrics.ts';
import type { Deps } from '#server/platform/deps.ts';
import type { Env } from '#server/platform/env.ts';
import { errorResponses } from './error-responses.ts';
import { metricsEndpoint } from './metrics-endpoint.ts';
import { readyz } from './readiness.ts';

/** What the worker tells operators over HTTP. It serves nobody else. */
export function createWorkerApp(
  env: Pick<Env, 'metricsToken'>,
  deps: Pick<Deps, 'db' | 'clock' | 'logger'>,
): Express {
  const app = express();
  app.disable('x-powered-by');
  app.get('/healthz', (_request, response) => void response.type('text/plain').send('ok'));
  app.get(
    '/readyz',
    readyz(async () => {
      const { isSilent } = await findWorkerState(deps.db, deps.clock.now());
      return isSilent ? 'no worker has been seen for two minutes' : null;
    }),
  );
  app.get('/metrics', metricsEndpoint(createMetrics(deps, workedQueues), env.metricsToken));
  app.use((_request, response) => void response.sendStatus(404));
  app.use(errorResponses(deps.logger));
  return app;
}
