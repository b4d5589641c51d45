import { migrate } from '#prisma/migrate.ts';

// Brings the database behind DATABASE_URL up to date: `npm run db:migrate`.

const url = process.env.DATABASE_URL;
if (!url) {
  console.error('DATABASE_URL is not set.');
  process.exit(1);
}
const applied = await migrate(url);
console.log(applied.length === 0 ? 'The database is up to date.' : `Applied: ${applied.join(', ')}`);
// The migration engine leaves a timer behind that would keep the process for ten more seconds.
process.exit(0);
