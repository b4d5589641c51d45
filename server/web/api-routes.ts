import { Router, type RequestHandler } from 'express';
import { claimEndpoint, processLifecycleEndpoint } from '#server/modules/offers/offers.http.ts';
import { joinEndpoint } from '#server/modules/waitlist/waitlist.http.ts';
import type { Deps } from '#server/platform/deps.ts';
import { AppError, notFound } from '#server/platform/errors.ts';
import type { Endpoint } from './endpoint.ts';
import { jsonEndpoint } from './json-endpoint.ts';
import { openApiDocument } from './openapi.ts';

/** All that machines can call. */
export const endpoints: readonly Endpoint[] = [joinEndpoint, claimEndpoint, processLifecycleEndpoint];

/** The endpoints, and the document that tells of them. */
export function apiRoutes(deps: Deps): Router {
  const router = Router();
  for (const endpoint of endpoints) {
    router
      .route(endpoint.path)
      .post(...jsonEndpoint(deps, endpoint))
      .all(allowOnly('POST'));
  }
  const document = JSON.stringify(openApiDocument(endpoints, deps.env.publicUrl));
  router
    .route('/api/openapi.json')
    .get((_request, response) => {
      response.type('application/json').setHeader('Cache-Control', 'public, max-age=300').send(document);
    })
    .all(allowOnly('GET, HEAD'));
  router.use('/api', (_request, _response, next) => next(notFound('endpoint')));
  return router;
}

/** There is something at this address, but not for this method (RFC 9110, 15.5.6). */
function allowOnly(methods: string): RequestHandler {
  return (request, response, next) => {
    response.setHeader('Allow', methods);
    if (request.method === 'OPTIONS') response.sendStatus(204);
    else next(new AppError('method_not_allowed'));
  };
}
