import { Router } from 'express';
import { claimEndpoint, processLifecycleEndpoint } from '#server/modules/offers/offers.http.ts';
import { joinEndpoint } from '#server/modules/waitlist/waitlist.http.ts';
import type { Deps } from '#server/platform/deps.ts';
import { notFound } from '#server/platform/errors.ts';
import type { Endpoint } from './endpoint.ts';
import { jsonEndpoint } from './json-endpoint.ts';
import { openApiDocument } from './openapi.ts';

/** All that machines can call. */
export const endpoints: readonly Endpoint[] = [joinEndpoint, claimEndpoint, processLifecycleEndpoint];

/** The endpoints, and the document that tells of them. */
export function apiRoutes(deps: Deps): Router {
  const router = Router();
  for (const endpoint of endpoints) router.post(endpoint.path, ...jsonEndpoint(deps, endpoint));
  const document = JSON.stringify(openApiDocument(endpoints, deps.env.publicUrl));
  router.get('/api/openapi.json', (_request, response) => {
    response.type('application/json').setHeader('Cache-Control', 'public, max-age=300').send(document);
  });
  router.use('/api', (_request, _response, next) => next(notFound('endpoint')));
  return router;
}
