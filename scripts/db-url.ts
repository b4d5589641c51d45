import { runningUrl } from './local-database.ts';

// `npm run --silent db:url`: the address of the database in use, for psql and the like.

const url = await runningUrl();
if (url) {
  console.log(url);
} else {
  console.error(
    'The embedded database is not running: "npm run demo" or "npm run dev" starts it, or set DATABASE_URL.',
  );
  process.exitCode = 1;
}
