import type { Server } from 'node:http';
import compression from 'compression';
import express, { type Express, type Response } from 'express';
import type { Env } from '#server/platform/env.ts';
import { createLocaleDetector, localeChoice } from './locale.ts';
import './load-context.ts';
import { createPages } from './pages.ts';
import { cspNonce, securityHeaders } from './security-headers.ts';

export interface WebApp {
  app: Express;
  /** Frees what requests do not hold: call it when the server takes no more of them. */
  close(): Promise<void>;
}

/** Puts the web process together: what answers, in which order. It neither listens nor is it tied to the server yet. */
export async function createWebApp(env: Env, server: Server): Promise<WebApp> {
  const localeOf = createLocaleDetector(() => Promise.resolve(null));
  const pages = await createPages({
    mode: env.mode,
    server,
    getLoadContext: async (expressRequest, response) => {
      const { cookie = '', 'accept-language': languages = '' } = expressRequest.headers;
      const request = new Request(new URL(expressRequest.originalUrl, env.publicUrl), {
        headers: { cookie, 'accept-language': languages },
      });
      const choice = await localeChoice(new URL(request.url));
      if (choice) response.append('Set-Cookie', choice);
      return { locale: await localeOf(request), cspNonce: cspNonce(response) };
    },
  });

  const app = express();
  app.disable('x-powered-by');
  app.use(securityHeaders(env.mode));
  app.use(compression({ filter: isCompressible }));
  app.get('/healthz', (_request, response) => void response.type('text/plain').send('ok'));
  app.get('/readyz', (_request, response) => void response.type('text/plain').send('ok'));
  app.use(pages.router);
  return { app, close: pages.close };
}

/** Server-sent events would wait in the compressor's buffer. */
function isCompressible(request: express.Request, response: Response): boolean {
  const type = String(response.getHeader('Content-Type') ?? '');
  return !type.startsWith('text/event-stream') && compression.filter(request, response);
}
