import compression from 'compression';
import express, { type Express, type Request, type Response, type Router } from 'express';
import { workedQueues } from '#server/jobs/catalog.ts';
import { createMetrics } from '#server/modules/running/metrics.ts';
import type { Env } from '#server/platform/env.ts';
import { requireSameOrigin } from '#server/platform/same-origin.ts';
import type { WebDeps } from '#server/trpc/context.ts';
import { apiRoutes } from './api-routes.ts';
import { errorResponses } from './error-responses.ts';
import { limitBody } from './limit-body.ts';
import { guardLinkPages } from './link-pages.ts';
import { metricsEndpoint } from './metrics-endpoint.ts';
import { createRoutePatterns } from './route-patterns.ts';
import { readyz, type Readiness } from './readiness.ts';
import { requestLog } from './request-log.ts';
import { securityHeaders } from './security-headers.ts';
import { trpcEndpoint } from './trpc-endpoint.ts';
import { webhookRoutes } from './webhook-routes.ts';

export interface WebAppOptions {
  env: Pick<Env, 'mode' | 'publicUrl' | 'trustedProxies' | 'metricsToken'>;
  deps: WebDeps;
  readiness: Readiness;
  /** Answers everything that nothing before it has answered. */
  pages: Router;
  /** The patterns of those pages' addresses. */
  patterns?: readonly string[];
}

/** What answers, in which order. */
export function createWebApp({ env, deps, readiness, pages, patterns = [] }: WebAppOptions): Express {
  const app = express();
  app.disable('x-powered-by');
  app.set('trust proxy', env.trustedProxies);
  app.use(requestLog(deps.logger, createRoutePatterns(patterns)));
  app.use(securityHeaders(env.mode));
  app.get('/healthz', (_request, response) => void response.type('text/plain').send('ok'));
  app.get('/readyz', readyz(readiness));
  app.get('/metrics', metricsEndpoint(createMetrics(deps, workedQueues), env.metricsToken));
  app.use(webhookRoutes(deps));
  app.use(requireSameOrigin(env.publicUrl), limitBody, guardLinkPages);
  app.use(compression({ filter: isCompressible }));
  app.use('/trpc', trpcEndpoint(deps));
  app.use(apiRoutes(deps));
  app.use(pages);
  app.use(errorResponses(deps.logger));
  return app;
}

/** Server-sent events would wait in the compressor's buffer. */
function isCompressible(request: Request, response: Response): boolean {
  const type = String(response.getHeader('Content-Type') ?? '');
  return !type.startsWith('text/event-stream') && compression.filter(request, response);
}
