import type { Server } from 'node:http';
import type { Express } from 'express';
import { queues } from '#server/jobs/catalog.ts';
import { findEndedAccess } from '#server/modules/auth/session.ts';
import { createChangeFeed } from '#server/modules/realtime/change-feed.ts';
import { createSendingBoss } from '#server/platform/boss.ts';
import { openDeps, openLogger } from '#server/platform/deps.ts';
import type { Env } from '#server/platform/env.ts';
import { createWebApp } from './app.ts';
import { createLoadContext } from './load-context.ts';
import { createPages } from './pages.ts';
import { createReadiness } from './readiness.ts';

export interface OpenWebApp {
  app: Express;
  /** Ends the streams, which would else hold up the server's end for as long as their readers stay. */
  endStreams(): Promise<void>;
  /** Frees what requests do not hold: call it when the server takes no more of them. */
  close(): Promise<void>;
}

/**
 * Makes everything that the web process works with. It neither listens nor is it tied to the server yet.
 * @throws what the database says when it can't be reached
 */
export async function openWebApp(env: Env, server: Server): Promise<OpenWebApp> {
  const logger = openLogger(env, 'web');
  const boss = createSendingBoss({
    url: env.databaseUrl,
    applicationName: 'ledig-web',
    onError: (error) => logger.warn({ err: error }, 'the job store had an error'),
  });
  const { deps: ownDeps, close } = openDeps({ env, process: 'web', boss, logger });
  const changes = createChangeFeed({
    url: env.databaseUrl,
    applicationName: 'ledig-web-changes',
    logger,
    findEnded: (watching) => findEndedAccess(ownDeps.db, watching, ownDeps.clock.now()),
  });
  const deps = { ...ownDeps, changes };
  // A wrong address shows now, not at the first visitor.
  await deps.db.$queryRaw`SELECT 1`;
  const pages = await createPages({ mode: env.mode, server, getLoadContext: createLoadContext(deps) });

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

  return {
    app: createWebApp({ env, deps, readiness, pages: pages.router, patterns: pages.patterns }),
    endStreams: () => changes.close(),
    close: async () => {
      await pages.close();
      await boss.stop({ graceful: false });
      await close();
    },
  };
}
