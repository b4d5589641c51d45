import { explainFault } from '#server/platform/fault.ts';
import { openLocalDatabase } from './local-database.ts';

/**
 * Runs a command against the database in use, then ends the process: with 1 and one sentence when it did not succeed.
 * The end is forced, since the migration engine leaves a timer behind.
 */
export async function runOnDatabase(command: (url: string) => Promise<void>): Promise<never> {
  try {
    const database = await openLocalDatabase();
    try {
      await command(database.url);
    } finally {
      await database.close();
    }
    process.exit(0);
  } catch (error) {
    console.error(explainFault(error));
    process.exit(1);
  }
}
