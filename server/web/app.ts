import type { Server } from 'node:http';
import compression from 'compression';
import express, { type Express, type Request, type Response } from 'express';
import { queues } from '#server/jobs/catalog.ts';
import { createSendingBoss } from '#server/platform/boss.ts';
import { openDeps, openLogger, type Deps } from '#server/platform/deps.ts';
import type { Env } from '#server/platform/env.ts';
import { addressSubject } from '#server/platform/rate-limit.ts';
import { requireSameOrigin } from '#server/platform/same-origin.ts';
import { errorResponses } from './error-responses.ts';
import { limitBody } from './limit-body.ts';
import { guardLinkPages } from './link-pages.ts';
import './load-context.ts';
import { createLocaleDetector, localeChoice } from './locale.ts';
import { createPageApi } from './page-api.ts';
import { createPageLocale } from './page-locale.ts';
import { createPages, type PagesOptions } from './pages.ts';
import { createReadiness, readyz } from './readiness.ts';
import { requestLog } from './request-log.ts';
import { cspNonce, securityHeaders } from './security-headers.ts';
import { createSessionCookie, sessionOf } from './session-cookie.ts';
import { trpcEndpoint } from './trpc-endpoint.ts';

export interface WebApp {
  app: Express;
  /** Frees what requests do not hold: call it when the server takes no more of them. */
  close(): Promise<void>;
}

/** Puts the web process together: what answers, in which order. It listens nowhere yet. */
export async function createWebApp(env: Env, server: Server): Promise<WebApp> {
  const logger = openLogger(env, 'web');
  const boss = createSendingBoss({
    url: env.databaseUrl,
    applicationName: 'ledig-web',
    onError: (error) => logger.warn({ err: error }, 'the job store had an error'),
  });
  const { deps, close } = openDeps({ env, process: 'web', boss, logger });
  const pages = await createPages({ mode: env.mode, server, getLoadContext: loadContextOf(deps) });

  // The worker makes the job store, and both may be started at once; until then /readyz says no.
  let isBossStarted = false;
  void boss.start({ attempts: 1_000_000 }).then(
    () => (isBossStarted = true),
    (error: unknown) => logger.error({ err: error }, 'the job store could not be reached'),
  );
  const readiness = createReadiness({
    db: deps.db,
    boss,
    isBossStarted: () => isBossStarted,
    queues: queues.map(({ name }) => name),
  });

  const app = express();
  app.disable('x-powered-by');
  app.set('trust proxy', env.trustedProxies);
  app.use(requestLog(logger));
  app.use(securityHeaders(env.mode));
  app.get('/healthz', (_request, response) => void response.type('text/plain').send('ok'));
  app.get('/readyz', readyz(readiness));
  app.use(requireSameOrigin(env.publicUrl), limitBody, guardLinkPages);
  app.use(compression({ filter: isCompressible }));
  app.use('/trpc', trpcEndpoint(deps));
  app.use(pages.router);
  app.use(errorResponses(logger));

  return {
    app,
    close: async () => {
      await pages.close();
      await boss.stop({ graceful: false });
      await close();
    },
  };
}

/** What the loaders and actions of one request get. */
function loadContextOf(deps: Deps): PagesOptions['getLoadContext'] {
  const { mode, publicUrl } = deps.env;
  const localeOf = createLocaleDetector(createPageLocale(deps));
  return async (expressRequest, response) => {
    const request = languageRequest(expressRequest, publicUrl);
    const choice = await localeChoice(new URL(request.url));
    if (choice) response.append('Set-Cookie', choice);
    const locale = await localeOf(request);
    const session = await sessionOf(deps, expressRequest, response);
    const address = addressSubject(expressRequest.ip ?? '');
    return {
      api: createPageApi({ deps, session, address, locale, transport: 'page' }),
      sessionCookie: createSessionCookie(mode, response),
      now: deps.clock.now(),
      locale,
      cspNonce: cspNonce(response),
    };
  };
}

/** As much of the request as says which language is wanted. */
function languageRequest({ headers, originalUrl }: Request, publicUrl: string): globalThis.Request {
  const { cookie = '', 'accept-language': languages = '' } = headers;
  return new globalThis.Request(new URL(originalUrl, publicUrl), {
    headers: { cookie, 'accept-language': languages },
  });
}

/** Server-sent events would wait in the compressor's buffer. */
function isCompressible(request: Request, response: Response): boolean {
  const type = String(response.getHeader('Content-Type') ?? '');
  return !type.startsWith('text/event-stream') && compression.filter(request, response);
}
