import { chmodSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { spawnSync } from 'node:child_process';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { randomUUID } from 'node:crypto';
import type { Client } from 'pg';
import { clusterUrl, freePort, isAlive, killCluster, startCluster } from '#scripts/postgres-cluster.ts';
import { urlOfDatabase, withClient } from '#scripts/database-connection.ts';

/** A database server for one test run, with a migrated template that each test worker clones. */
export interface TestServer {
  /** Any database of the server, to send CREATE DATABASE to. */
  adminUrl: string;
  /** Clone this one; never write to it. */
  templateName: string;
  stop(): Promise<void>;
}

/**
 * Uses the server behind DATABASE_URL when that is given (databases of its own there, dropped at the end),
 * else a throwaway cluster on a free port, so that several runs at once don't meet.
 */
export async function startTestServer(givenUrl = process.env.DATABASE_URL): Promise<TestServer> {
  const run = `ledig_test_${randomUUID().slice(0, 8)}`;
  if (givenUrl) return prepare(givenUrl, run, () => dropDatabases(givenUrl, run));

  removeAbandonedClusters();
  const folder = mkdtempSync(path.join(tmpdir(), `${clusterPrefix}${process.pid}-`));
  chmodSync(folder, 0o755); // PostgreSQL's own account must get through it
  const dataDir = path.join(folder, 'postgres');
  const cluster = await startCluster({ dataDir, port: await freePort(), durable: false });
  // Ctrl-C ends the test runner without its teardown.
  const onExit = () => removeCluster(folder);
  process.once('exit', onExit);
  const stop = async () => {
    await cluster.stop();
    rmSync(folder, { recursive: true, force: true });
    process.off('exit', onExit);
  };
  return prepare(clusterUrl(cluster.port, 'postgres'), run, stop);
}

async function prepare(adminUrl: string, run: string, stop: () => Promise<void>): Promise<TestServer> {
  const templateName = `${run}_template`;
  try {
    await withClient(adminUrl, (admin) => admin.query(`CREATE DATABASE ${templateName}`));
    const templateUrl = urlOfDatabase(adminUrl, templateName);
    migrateInChild(templateUrl);
    await withClient(templateUrl, keepBaseline);
    return { adminUrl, templateName, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** In a process of its own: the migration engine leaves a timer behind that would hold up the end of the run. */
function migrateInChild(url: string): void {
  const script = path.join(import.meta.dirname, '..', '..', 'scripts', 'db-migrate.ts');
  const run = spawnSync(process.execPath, ['--disable-warning=ExperimentalWarning', script], {
    encoding: 'utf8',
    env: { ...process.env, DATABASE_URL: url },
  });
  if (run.status !== 0)
    throw new Error(`The test database could not be migrated:\n${run.stdout}${run.stderr}`);
}

/**
 * Remembers the rows that the migrations themselves inserted (the global waitlist policy), so that emptying
 * a database between two tests can bring them back as they were.
 */
async function keepBaseline(template: Client): Promise<void> {
  await template.query(`
    DO $$
    DECLARE
      name text;
      has_rows boolean;
    BEGIN
      CREATE SCHEMA test_baseline;
      FOR name IN SELECT tablename FROM pg_tables WHERE schemaname = 'public' AND tablename <> '_prisma_migrations'
      LOOP
        EXECUTE format('SELECT EXISTS (SELECT FROM public.%I)', name) INTO has_rows;
        IF has_rows THEN
          EXECUTE format('CREATE TABLE test_baseline.%1$I AS TABLE public.%1$I', name);
        END IF;
      END LOOP;
    END $$`);
}

async function dropDatabases(adminUrl: string, run: string): Promise<void> {
  await withClient(adminUrl, async (admin) => {
    const { rows } = await admin.query<{ datname: string }>(
      'SELECT datname FROM pg_database WHERE starts_with(datname, $1)',
      [run],
    );
    for (const { datname } of rows) await admin.query(`DROP DATABASE IF EXISTS ${datname} WITH (FORCE)`);
  });
}

const clusterPrefix = 'ledig-test-';

/** A test run that was killed could not end its cluster: the next run does, by the process id in the folder's name. */
function removeAbandonedClusters(): void {
  for (const name of readdirSync(tmpdir())) {
    const owner = new RegExp(`^${clusterPrefix}(\\d+)-`).exec(name)?.[1];
    if (!owner || isAlive(Number(owner))) continue;
    removeCluster(path.join(tmpdir(), name));
  }
}

function removeCluster(folder: string): void {
  killCluster(path.join(folder, 'postgres'));
  rmSync(folder, { recursive: true, force: true });
}
