import { createInterface } from 'node:readline/promises';
import type { Client } from 'pg';
import { SetupFault } from '#server/platform/fault.ts';
import { withClient } from './database-connection.ts';
import { runOnDatabase } from './database-command.ts';
import { deleteEverything, prepareDatabase } from './prepare-database.ts';

// `npm run db:reset`: deletes everything in the database in use, then makes it as on the first day of the demo.

await runOnDatabase(async (url) => {
  await withClient(url, refuseWhileInUse);
  await confirm(url);
  await deleteEverything(url);
  await prepareDatabase(url, console.log);
  console.log('The database is as new.');
});

/** A web process or worker that loses its tables can't go on, and says so every second. */
async function refuseWhileInUse(client: Client): Promise<void> {
  const { rowCount } = await client.query(
    `SELECT FROM pg_stat_activity WHERE datname = current_database() AND application_name LIKE 'ledig-%' LIMIT 1`,
  );
  if (rowCount !== 0) throw new SetupFault('Ledig is running on this database: stop it first.');
}

async function confirm(url: string): Promise<void> {
  if (process.argv.includes('--yes')) return;
  const { host, pathname } = new URL(url);
  if (!process.stdin.isTTY) {
    throw new SetupFault(
      `This would delete everything in ${host}${pathname}: add "-- --yes" if it is meant.`,
    );
  }
  const terminal = createInterface({ input: process.stdin, output: process.stdout });
  const answer = await terminal.question(`Delete everything in ${host}${pathname}? Type "yes": `);
  terminal.close();
  if (answer.trim() !== 'yes') throw new SetupFault('Nothing was deleted.');
}
