import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import type { RequestHandler } from 'express';
import type { PgBoss } from 'pg-boss';
import type { Deps } from '#server/platform/deps.ts';

/** What keeps the process from serving, in words for an operator; null when nothing does. */
export type Readiness = () => Promise<string | null>;

const migrationsPath = path.join(import.meta.dirname, '..', '..', 'prisma', 'migrations');

export interface ReadinessOptions {
  db: Deps['db'];
  boss: Pick<PgBoss, 'getQueues'>;
  /** True once the job store is connected. */
  isBossStarted: () => boolean;
  /** The queues that requests may send to; the worker makes them. */
  queues: readonly string[];
}

export function createReadiness({ db, boss, isBossStarted, queues }: ReadinessOptions): Readiness {
  const expected = migrationNames();
  let queuesExist = false;
  return async () => {
    const rows = await db.$queryRaw<{ name: string }[]>`
      SELECT migration_name AS name FROM _prisma_migrations WHERE finished_at IS NOT NULL AND rolled_back_at IS NULL`;
    const applied = new Set(rows.map(({ name }) => name));
    const missing = expected.filter((name) => !applied.has(name));
    if (missing.length > 0) return `migrations are missing: ${missing.join(', ')}`;
    if (!isBossStarted()) return 'the job store is not ready: has a worker been started?';
    queuesExist ||= (await boss.getQueues([...queues])).length === queues.length;
    return queuesExist ? null : 'queues are missing: has a worker been started?';
  };
}

/** The migrations that this version brings. */
export function migrationNames(): string[] {
  return readdirSync(migrationsPath).filter((name) =>
    existsSync(path.join(migrationsPath, name, 'migration.sql')),
  );
}

/** 200 when requests can be served, else 503 with the reason. */
export function readyz(readiness: Readiness): RequestHandler {
  return (_request, response, next) => {
    const answer = async () => {
      const reason = await readiness().catch(() => 'the database can’t be reached');
      response
        .status(reason === null ? 200 : 503)
        .type('text/plain')
        .send(reason ?? 'ok');
    };
    answer().catch(next);
  };
}
