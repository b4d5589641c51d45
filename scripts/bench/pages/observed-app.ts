import { createServer } from 'node:http';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { PrismaPg } from '@prisma/adapter-pg';
import { createRequestHandler } from '@remix-run/express';
import type {
  AppLoadContext,
  EntryContext,
  HandleDocumentRequestFunction,
  ServerBuild,
} from '@remix-run/node';
import { Router } from 'express';
import type { ReactElement } from 'react';
import { openDeps } from '#server/platform/deps.ts';
import { readEnv } from '#server/platform/env.ts';
import { PrismaClient } from '#server/generated/prisma/client.ts';
import { createWebApp } from '#server/web/app.ts';
import { createLoadContext } from '#server/web/load-context.ts';

const serverBuild = path.join(import.meta.dirname, '..', '..', '..', 'build', 'server', 'index.js');

/** What app/entry.server.tsx gives. */
interface EntryModule {
  default: HandleDocumentRequestFunction;
  pageElement(url: string, context: EntryContext, loadContext: AppLoadContext): ReactElement;
}

/** What a page took, and what it was made of. */
export interface Observed {
  queries: number;
  /** What the page was to be made of, with its data. */
  context: EntryContext;
  loadContext: AppLoadContext;
  /** Makes the answer from it, as for every visitor. */
  handleRequest: EntryModule['default'];
  /** What React renders for it. */
  pageElement: EntryModule['pageElement'];
}

/** The web app in this process, which tells what it does for a page. */
export interface ObservedApp {
  /** @param cookie of who looks at it; left out: a stranger */
  observe(address: string, cookie?: string): Promise<Observed>;
  close(): Promise<void>;
}

export async function openObservedApp(databaseUrl: string): Promise<ObservedApp> {
  const env = readEnv({ LEDIG_MODE: 'test', DATABASE_URL: databaseUrl, LOG_LEVEL: 'warn' });
  let queries = 0;
  let context: EntryContext | undefined;
  let loadContext: AppLoadContext | undefined;

  const db = new PrismaClient({
    adapter: new PrismaPg({ connectionString: databaseUrl }),
    log: [{ emit: 'event', level: 'query' }],
  });
  db.$on('query', () => (queries += 1));
  const noJobs = { insert: () => Promise.reject(new Error('Looking at a page queues no job.')) };
  const opened = openDeps({ env, process: 'web', boss: noJobs });
  const noStreams = () => Promise.reject(new Error('Looking at a page streams nothing.'));
  const deps = { ...opened.deps, db, changes: { watch: noStreams, close: () => Promise.resolve() } };

  const build = (await import(pathToFileURL(serverBuild).href)) as ServerBuild;
  const { default: handleRequest, pageElement } = build.entry.module as unknown as EntryModule;
  const entry: ServerBuild['entry'] = {
    module: {
      ...build.entry.module,
      default: (request, status, headers, given, givenByUs) => {
        context = given;
        loadContext = givenByUs;
        return handleRequest(request, status, headers, given, givenByUs);
      },
    },
  };
  const handle = createRequestHandler({
    build: { ...build, entry },
    getLoadContext: createLoadContext(deps),
    mode: 'production',
  });
  const pages = Router();
  pages.all('*', (wanted, response, next) => void handle(wanted, response, next));
  const server = createServer(createWebApp({ env, deps, readiness: () => Promise.resolve(null), pages }));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;

  return {
    async observe(wanted, cookie) {
      queries = 0;
      context = undefined;
      const response = await fetch(`http://127.0.0.1:${port}${wanted}`, {
        headers: cookie ? { cookie } : {},
      });
      await response.text();
      if (!response.ok || !context || !loadContext) throw new Error(`${wanted} answered ${response.status}.`);
      return { queries, context, loadContext, handleRequest, pageElement };
    },
    async close() {
      await new Promise((resolve) => {
        server.close(resolve);
        server.closeAllConnections();
      });
      await Promise.all([db.$disconnect(), opened.close()]);
    },
  };
}
