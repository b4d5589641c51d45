import { createInterface } from 'node:readline/promises';
import { SetupFault } from '#server/platform/fault.ts';
import { runOnDatabase } from './database-command.ts';
import { deleteEverything, prepareDatabase } from './prepare-database.ts';

// `npm run db:reset`: deletes everything in the database in use, then makes it as on the first day of the demo.

await runOnDatabase(async (url) => {
  await confirm(url);
  await deleteEverything(url);
  await prepareDatabase(url, console.log);
  console.log('The database is as new.');
});

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
