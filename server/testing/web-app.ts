import { createServer } from 'node:http';
import { Router } from 'express';
import { afterAll, beforeAll } from 'vitest';
import type { WebDeps } from '#server/trpc/context.ts';
import { createWebApp, type WebAppOptions } from '#server/web/app.ts';

export interface ServedApp {
  /** Where it listens, once the tests run. */
  origin: string;
  /** Sends JSON to an endpoint. */
  post(path: string, body: unknown, headers?: Record<string, string>): Promise<TestAnswer>;
}

export interface TestAnswer {
  status: number;
  type: string | null;
  retryAfter: string | null;
  text: string;
  body: Record<string, unknown>;
}

/** Serves the web app on a port of its own while the tests of the file run. */
export function serveWebApp(deps: WebDeps, options: Partial<WebAppOptions> = {}): ServedApp {
  const server = createServer(
    createWebApp({
      env: { mode: 'test', publicUrl: 'http://ledig.test', trustedProxies: 0, metricsToken: null },
      deps,
      readiness: () => Promise.resolve(null),
      pages: Router(),
      ...options,
    }),
  );
  const served: ServedApp = {
    origin: '',
    async post(path, body, headers = {}) {
      const response = await fetch(`${served.origin}${path}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...headers },
        body: typeof body === 'string' ? body : JSON.stringify(body),
      });
      const text = await response.text();
      return {
        status: response.status,
        type: response.headers.get('content-type'),
        retryAfter: response.headers.get('retry-after'),
        text,
        body: JSON.parse(text) as Record<string, unknown>,
      };
    },
  };
  beforeAll(async () => {
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = server.address();
    if (address && typeof address === 'object') served.origin = `http://127.0.0.1:${address.port}`;
  });
  afterAll(() => new Promise((resolve) => server.close(resolve)));
  return served;
}
