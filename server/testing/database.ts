import { PrismaPg } from '@prisma/adapter-pg';
import { Pool } from 'pg';
import { afterAll, afterEach, inject } from 'vitest';
import { PrismaClient } from '#server/generated/prisma/client.ts';
import { urlOfDatabase, withClient } from '#scripts/database-connection.ts';
import { statementNames } from '#server/platform/db.ts';
import { checkInvariants } from './invariants.ts';

/** A migrated database for the calling test file alone. */
export interface TestDatabase {
  url: string;
  prisma: PrismaClient;
  /** Plain connections, for tests that race two transactions or look past Prisma. */
  pool: Pool;
  /** Removes every row that is not there after the migrations; a few milliseconds. */
  empty(): Promise<void>;
}

/**
 * Clones the migrated template for this test file, and closes everything when the file is done.
 * Call it once at the top of a file; call `empty` before each test that writes. After each test it is checked that what must
 * always hold does hold; a test that breaks that on purpose ends with `empty`.
 */
export async function testDatabase(): Promise<TestDatabase> {
  const server = inject('testServer');
  if ('fault' in server) throw new Error(server.fault);
  const { adminUrl, templateName } = server;
  const name = `${templateName.replace(/_template$/, '')}_w${process.env.VITEST_POOL_ID ?? '1'}`;
  await withClient(adminUrl, async (admin) => {
    await admin.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
    await admin.query(`CREATE DATABASE ${name} TEMPLATE ${templateName}`);
  });
  const url = urlOfDatabase(adminUrl, name);
  const pool = new Pool({ connectionString: url, max: 60 });
  const adapter = new PrismaPg(
    { connectionString: url, max: 60 },
    { statementNameGenerator: statementNames() },
  );
  const prisma = new PrismaClient({ adapter });
  afterEach(() => checkInvariants(pool));
  afterAll(async () => {
    await prisma.$disconnect();
    await pool.end();
  });
  return { url, prisma, pool, empty: () => emptyDatabase(pool) };
}

/**
 * DELETE, not TRUNCATE: with the few rows of a test it is several times faster. Triggers and foreign keys rest
 * meanwhile (`session_replication_role`), so that append-only tables can be emptied, and nothing is recorded.
 */
async function emptyDatabase(pool: Pool): Promise<void> {
  await pool.query(`
    DO $$
    DECLARE
      place record;
    BEGIN
      SET LOCAL session_replication_role = replica;
      FOR place IN
        SELECT t.schemaname, t.tablename, b.tablename IS NOT NULL AS has_baseline
        FROM pg_tables t
        LEFT JOIN pg_tables b ON b.schemaname = 'test_baseline' AND b.tablename = t.tablename
        WHERE t.schemaname = 'public' AND t.tablename <> '_prisma_migrations'
           OR t.schemaname = 'pgboss' AND t.tablename = 'job'
      LOOP
        EXECUTE format('DELETE FROM %I.%I', place.schemaname, place.tablename);
        IF place.has_baseline THEN
          EXECUTE format('INSERT INTO public.%1$I SELECT * FROM test_baseline.%1$I', place.tablename);
        END IF;
      END LOOP;
    END $$`);
}
