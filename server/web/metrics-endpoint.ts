import type { RequestHandler } from 'express';
import type { Metrics } from '#server/modules/running/metrics.ts';
import { secretsEqual } from '#server/platform/crypto.ts';

/** `GET /metrics`, for who has the token; without one in the settings there is no such address. */
export function metricsEndpoint(metrics: Metrics, token: string | null): RequestHandler {
  return (request, response, next) => {
    if (token === null) {
      next();
      return;
    }
    if (!secretsEqual(request.get('authorization') ?? '', `Bearer ${token}`)) {
      response.status(401).set('WWW-Authenticate', 'Bearer').type('text/plain').send('a token is needed');
      return;
    }
    metrics.read().then((text) => {
      response.set('Cache-Control', 'no-store').type(metrics.contentType).send(text);
    }, next);
  };
}
