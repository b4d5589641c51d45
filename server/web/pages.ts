import { existsSync } from 'node:fs';
import type { Server } from 'node:http';
import path from 'node:path';
import { createRequestHandler } from '@remix-run/express';
import type { AppLoadContext, ServerBuild } from '@remix-run/node';
import express, { Router, type Request, type Response } from 'express';
import type { Env } from '#server/platform/env.ts';
import { SetupFault } from '#server/platform/fault.ts';
import { pagePatterns } from './route-patterns.ts';

const root = path.join(import.meta.dirname, '..', '..');

export interface Pages {
  /** Serves the browser's files, then every page. Mount it last. */
  router: Router;
  /** The patterns of their addresses, as far as they are known beforehand. */
  patterns: readonly string[];
  close(): Promise<void>;
}

export interface PagesOptions {
  mode: Env['mode'];
  /** Vite tells the browser of changes over it. */
  server: Server;
  /** Makes what the loaders and actions of one request get. */
  getLoadContext: (request: Request, response: Response) => Promise<AppLoadContext>;
}

/** In development the pages are compiled as they change; else `npm run build` has written them to build/. */
export async function createPages(options: PagesOptions): Promise<Pages> {
  return options.mode === 'development' ? compiledOnTheFly(options) : builtBefore(options);
}

async function builtBefore({ getLoadContext }: PagesOptions): Promise<Pages> {
  const serverBuild = path.join(root, 'build', 'server', 'index.js');
  if (!existsSync(serverBuild))
    throw new SetupFault('The pages are not built yet: "npm run build" builds them.');
  // React is read at the first import, and is several times slower when it does not know that it is not being developed.
  process.env.NODE_ENV ??= 'production';
  const build = (await import(serverBuild)) as ServerBuild;
  const router = Router();
  // These names carry a hash of the content, so they never change.
  router.use(
    '/assets',
    express.static(path.join(root, 'build', 'client', 'assets'), {
      immutable: true,
      maxAge: '1y',
      index: false,
    }),
    (_request, response) => void response.sendStatus(404),
  );
  router.use(express.static(path.join(root, 'build', 'client'), { maxAge: '1h', index: false }));
  const handle = createRequestHandler({ build, getLoadContext, mode: 'production' });
  router.all('*', (request, response, next) => void handle(request, response, next));
  return { router, patterns: pagePatterns(build.routes), close: () => Promise.resolve() };
}

async function compiledOnTheFly({ server, getLoadContext }: PagesOptions): Promise<Pages> {
  const { createServer } = await import('vite');
  const vite = await createServer({
    root,
    server: { middlewareMode: true, hmr: { server } },
    appType: 'custom',
  });
  const router = Router();
  router.use(vite.middlewares);
  const handle = createRequestHandler({
    build: () => vite.ssrLoadModule('virtual:remix/server-build') as Promise<ServerBuild>,
    getLoadContext,
    mode: 'development',
  });
  router.all('*', (request, response, next) => void handle(request, response, next));
  return { router, patterns: [], close: () => vite.close() };
}
