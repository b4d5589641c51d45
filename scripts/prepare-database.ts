import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Client } from 'pg';
import { migrate } from '#prisma/migrate.ts';
import { seed } from '#prisma/seed.ts';
import { systemClock } from '#server/platform/clock.ts';
import { SetupFault } from '#server/platform/fault.ts';
import { withClient } from './database-connection.ts';

const migrations = path.join(import.meta.dirname, '..', 'prisma', 'migrations');

/**
 * Migrates a database, and fills it with the demo's salons when it has none.
 * @throws SetupFault when the database took a migration that has been edited since
 */
export async function prepareDatabase(url: string, report: (what: string) => void): Promise<void> {
  const applied = await migrate(url);
  if (applied.length > 0) report(`migrations: ${applied.join(', ')}`);
  const edited = await withClient(url, findEditedMigration);
  if (edited !== undefined) {
    throw new SetupFault(
      `The database has an older form of migration ${edited}: "npm run db:reset" makes it anew.`,
    );
  }
  if (await withClient(url, hasSalons)) return;
  report('seeding two salons');
  // All or nothing, so there is nothing to clean up: whatever else is in the database stays untouched.
  await seed(url, systemClock.now());
}

/** Leaves the database as it was before its first migration. */
export async function deleteEverything(url: string): Promise<void> {
  await withClient(url, (client) =>
    client.query('DROP SCHEMA IF EXISTS pgboss CASCADE; DROP SCHEMA public CASCADE; CREATE SCHEMA public'),
  );
}

async function findEditedMigration(client: Client): Promise<string | undefined> {
  const { rows } = await client.query<{ migration_name: string; checksum: string }>(
    'SELECT migration_name, checksum FROM _prisma_migrations WHERE rolled_back_at IS NULL ORDER BY migration_name',
  );
  return rows.find(({ migration_name, checksum }) => checksumOnDisk(migration_name) !== checksum)
    ?.migration_name;
}

function checksumOnDisk(name: string): string {
  return createHash('sha256')
    .update(readFileSync(path.join(migrations, name, 'migration.sql')))
    .digest('hex');
}

async function hasSalons(client: Client): Promise<boolean> {
  return (await client.query('SELECT FROM salons LIMIT 1')).rowCount !== 0;
}
