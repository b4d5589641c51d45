import type { Client } from 'pg';
import { workedQueues } from '#server/jobs/catalog.ts';
import { silentAfterMs } from '#server/modules/running/heartbeat.ts';
import { migrationNames } from '#server/web/readiness.ts';
import { fail, ok, warn, type Finding } from './finding.ts';

const oldestVersion = 15;
/** More than this, and links run out at another time than they say. */
const mostSkewSeconds = 5;
/** A job that could run and has waited longer is one too many for the workers there are. */
const mostWaitSeconds = 120;

/** The database, what is in it, and who works on it. Each look is by itself, so that one that fails hides none of the others. */
export async function examineDatabase(client: Client): Promise<Finding[]> {
  const findings = [];
  for (const look of [version, clock, migrations, rules, queues, worker, oldestJob, deadLetters, keptBack]) {
    try {
      findings.push(await look(client));
    } catch (error) {
      const words = error instanceof Error ? error.message : String(error);
      findings.push(fail(`${look.name}: ${words}`, 'see what is wrong above; it can’t be looked at before'));
    }
  }
  return findings;
}

async function one<Row>(client: Client, sql: string, values: unknown[] = []): Promise<Row> {
  const { rows } = await client.query(sql, values);
  return rows[0] as Row;
}

async function version(client: Client): Promise<Finding> {
  const { number } = await one<{ number: number }>(
    client,
    `SELECT current_setting('server_version_num')::int / 10000 AS number`,
  );
  return number >= oldestVersion
    ? ok(`database: PostgreSQL ${number}`)
    : fail(`database: PostgreSQL ${number}`, `use ${oldestVersion} or later`);
}

async function clock(client: Client): Promise<Finding> {
  const before = Date.now();
  const { at } = await one<{ at: Date }>(client, 'SELECT clock_timestamp() AS at');
  const skew = Math.abs(at.getTime() - (before + Date.now()) / 2) / 1_000;
  return skew <= mostSkewSeconds
    ? ok('clock: the database’s and this machine’s agree')
    : fail(`clock: the database’s differs by ${Math.round(skew)} seconds`, 'set both by NTP');
}

async function migrations(client: Client): Promise<Finding> {
  const { rows } = await client.query<{ name: string }>(
    `SELECT migration_name AS name FROM _prisma_migrations WHERE finished_at IS NOT NULL AND rolled_back_at IS NULL`,
  );
  const applied = new Set(rows.map(({ name }) => name));
  const missing = migrationNames().filter((name) => !applied.has(name));
  return missing.length === 0
    ? ok(`migrations: all ${applied.size} are applied`)
    : fail(`migrations: missing ${missing.join(', ')}`, 'npm run db:migrate');
}

/** What keeps two people from getting one time. */
async function rules(client: Client): Promise<Finding> {
  const { extension, exclusion, trigger } = await one<Record<'extension' | 'exclusion' | 'trigger', boolean>>(
    client,
    `SELECT
       EXISTS (SELECT FROM pg_extension WHERE extname = 'btree_gist') AS extension,
       EXISTS (SELECT FROM pg_constraint WHERE conrelid = 'calendar_items'::regclass AND contype = 'x') AS exclusion,
       EXISTS (SELECT FROM pg_trigger WHERE tgrelid = 'waitlist_entries'::regclass AND NOT tgisinternal AND tgenabled = 'O') AS trigger`,
  );
  const missing = [
    ...(extension ? [] : ['the extension btree_gist']),
    ...(exclusion ? [] : ['the exclusion of calendar_items']),
    ...(trigger ? [] : ['the triggers of waitlist_entries']),
  ];
  return missing.length === 0
    ? ok('rules of the database: in force')
    : fail(
        `rules of the database: ${missing.join(', ')} missing`,
        'restore them from prisma/migrations before anybody books',
      );
}

async function queues(client: Client): Promise<Finding> {
  const { rows } = await client.query<{ name: string }>('SELECT name FROM pgboss.queue');
  const there = new Set(rows.map(({ name }) => name));
  const missing = workedQueues.filter((name) => !there.has(name));
  return missing.length === 0
    ? ok(`queues: all ${workedQueues.length} are there`)
    : fail(`queues: missing ${missing.join(', ')}`, 'start a worker, which makes them');
}

async function worker(client: Client): Promise<Finding> {
  const { silence } = await one<{ silence: number | null }>(
    client,
    'SELECT extract(epoch FROM now() - max(seen_at))::float8 AS silence FROM workers',
  );
  if (silence === null) return fail('worker: none has ever run', 'npm run worker');
  return silence * 1_000 <= silentAfterMs
    ? ok('worker: at work')
    : fail(
        `worker: not seen for ${Math.round(silence / 60)} minutes`,
        'npm run worker; its log says why it ended',
      );
}

async function oldestJob(client: Client): Promise<Finding> {
  const { waited } = await one<{ waited: number }>(
    client,
    `SELECT coalesce(max(extract(epoch FROM now() - start_after)), 0)::float8 AS waited
     FROM pgboss.job WHERE state < 'active' AND start_after <= now() AND name <> 'dead-letter'`,
  );
  return waited <= mostWaitSeconds
    ? ok('jobs: none waits longer than it should')
    : warn(
        `jobs: the oldest has waited for ${Math.round(waited / 60)} minutes`,
        'see that a worker runs; start another one',
      );
}

async function deadLetters(client: Client): Promise<Finding> {
  const { count } = await one<{ count: number }>(
    client,
    `SELECT count(*)::int AS count FROM pgboss.job WHERE name = 'dead-letter' AND state < 'active'`,
  );
  return count === 0
    ? ok('dead letters: none')
    : warn(`dead letters: ${count}`, 'see Settings, Running of the salons, and docs/operations.md');
}

async function keptBack(client: Client): Promise<Finding> {
  // Index messages (created_at).
  const { count, salons } = await one<{ count: number; salons: number }>(
    client,
    `SELECT count(*)::int AS count, count(DISTINCT salon_id)::int AS salons
     FROM messages
     WHERE created_at > now() - interval '1 day' AND status = 'blocked' AND last_error = 'quota'`,
  );
  return count === 0
    ? ok('SMS quota: none kept back in the last day')
    : warn(
        `SMS quota: ${count} kept back in the last day, of ${salons} salon(s)`,
        'raise the hard cap of each under Settings, SMS quota (see docs/operations.md, SMS not sent)',
      );
}
