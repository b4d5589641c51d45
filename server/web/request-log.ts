import type { RequestHandler } from 'express';
import { loggablePath, type Logger } from '#server/platform/logger.ts';

const quietPaths = /^\/(assets\/|healthz$|readyz$)/;

/** One line a request, when it has been answered: no query, no token, no address, no header. */
export function requestLog(logger: Logger): RequestHandler {
  return (request, response, next) => {
    const startedAt = performance.now();
    const path = loggablePath(request.originalUrl);
    response.once('close', () => {
      const { method } = request;
      const line = {
        method,
        path,
        status: response.statusCode,
        ms: Math.round(performance.now() - startedAt),
        // The caller left before the answer was out.
        ...(!response.writableFinished && { aborted: true }),
      };
      if (quietPaths.test(path)) logger.debug(line, 'request');
      else logger.info(line, 'request');
    });
    next();
  };
}
