import type { RequestHandler } from 'express';
import { httpSeconds } from '#server/platform/meters.ts';
import { loggablePath, type Logger } from '#server/platform/logger.ts';

const quietPaths = /^\/(assets\/|healthz$|readyz$|metrics$)/;

const usualMethods = ['GET', 'HEAD', 'POST', 'OPTIONS'];

/**
 * One line a request, when it has been answered: no query, no token, no address, no header. How long it took is measured by its route.
 * @param routeOf names the pattern of a path
 */
export function requestLog(logger: Logger, routeOf: (path: string) => string): RequestHandler {
  return (request, response, next) => {
    const startedAt = performance.now();
    const path = loggablePath(request.originalUrl);
    response.once('close', () => {
      const { method } = request;
      const ms = performance.now() - startedAt;
      httpSeconds.observe(
        {
          method: usualMethods.includes(method) ? method : 'other',
          route: routeOf(request.originalUrl.split('?', 1)[0] ?? ''),
          status: String(response.statusCode),
        },
        ms / 1_000,
      );
      const line = {
        method,
        path,
        status: response.statusCode,
        ms: Math.round(ms),
        // The caller left before the answer was out.
        ...(!response.writableFinished && { aborted: true }),
      };
      if (quietPaths.test(path)) logger.debug(line, 'request');
      else logger.info(line, 'request');
    });
    next();
  };
}
