import { createExpressMiddleware } from '@trpc/server/adapters/express';
import type { RequestHandler } from 'express';
import { httpStatusOf } from '#server/platform/errors.ts';
import { addressSubject } from '#server/platform/rate-limit.ts';
import type { WebDeps } from '#server/trpc/context.ts';
import { toAppError } from '#server/trpc/map-errors.ts';
import { appRouter } from '#server/trpc/router.ts';
import { languageOf } from './error-responses.ts';
import { maxBodyBytes } from './limit-body.ts';
import { sessionOf } from './session-cookie.ts';

/** A stream whose reader takes nothing for so long is cut. */
const unreadMs = 60_000;

/** The procedures over HTTP. A query may come by POST, and must when it carries a token. */
export function trpcEndpoint(deps: WebDeps): RequestHandler {
  return createExpressMiddleware({
    router: appRouter,
    allowMethodOverride: true,
    maxBodySize: maxBodyBytes,
    createContext: async ({ req, res, info }) => {
      // Pings are written all the time: a connection on which nothing moves has nobody at its other end who reads.
      if (info.type === 'subscription') res.setTimeout(unreadMs, () => res.destroy());
      return {
        deps,
        session: await sessionOf(deps, req, res),
        address: addressSubject(req.ip ?? ''),
        locale: languageOf(req),
        transport: req.method === 'GET' ? 'http-get' : 'http-post',
      };
    },
    responseMeta({ errors }) {
      const headers = new Headers({ 'Cache-Control': 'no-store' });
      const found = errors.map(toAppError);
      const retryAfter = Math.max(...found.map((error) => error.retryAfter ?? 0));
      if (retryAfter > 0) headers.set('Retry-After', String(retryAfter));
      const [only] = found;
      return { headers, ...(only && found.length === 1 && { status: httpStatusOf(only.code) }) };
    },
  });
}
