import { Client } from 'pg';
import { migrate } from '#prisma/migrate.ts';
import { seed } from '#prisma/seed.ts';
import { systemClock } from '#server/platform/clock.ts';

/** Migrates a database, and fills it with the demo's salons when it has none. */
export async function prepareDatabase(url: string, report: (what: string) => void): Promise<void> {
  const applied = await migrate(url);
  if (applied.length > 0) report(`migrations: ${applied.join(', ')}`);
  if (await hasSalons(url)) return;
  await seed(url, systemClock.now());
  report('seeded with two salons');
}

async function hasSalons(url: string): Promise<boolean> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query('SELECT FROM salons LIMIT 1')).rowCount !== 0;
  } finally {
    await client.end();
  }
}
