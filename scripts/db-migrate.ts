import { migrate } from '#prisma/migrate.ts';
import { runOnDatabase } from './database-command.ts';

// `npm run db:migrate`: brings the database in use up to date.

await runOnDatabase(async (url) => {
  const applied = await migrate(url);
  console.log(applied.length === 0 ? 'The database is up to date.' : `Applied: ${applied.join(', ')}`);
});
