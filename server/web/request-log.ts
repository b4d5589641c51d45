import { randomUUID } from 'node:crypto';
import type { RequestHandler } from 'express';
import { logContext } from '#server/platform/log-context.ts';
import { httpSeconds } from '#server/platform/meters.ts';
import { loggablePath, type Logger } from '#server/platform/logger.ts';

const quietPaths = /^\/(assets\/|healthz$|readyz$|metrics$)/;

const usualMethods = ['GET', 'HEAD', 'POST', 'OPTIONS'];

/** What a proxy in front may call a request: nothing that could be mistaken for something else in a log. */
const requestIds = /^[\w-]{8,36}$/;

/**
 * One line a request, when it has been answered: no query, no token, no address, no header. All lines of a request carry its `requestId`, which
 * the answer has as `X-Request-Id`: the one that came with it, or a new one. How long it took is measured by its route.
 * @param routeOf names the pattern of a path
 */
export function requestLog(logger: Logger, routeOf: (path: string) => string): RequestHandler {
  return (request, response, next) => {
    const startedAt = performance.now();
    const path = loggablePath(request.originalUrl);
    const told = request.get('X-Request-Id');
    const requestId = told !== undefined && requestIds.test(told) ? told : randomUUID();
    response.setHeader('X-Request-Id', requestId);
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
        requestId,
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
    logContext.run({ requestId }, next);
  };
}
