import { readFileSync } from 'node:fs';
import { beforeEach, expect, test } from 'vitest';
import { testDeps } from '../deps.ts';

// What an operator pastes at a bad hour must work: docs/operations.md is only true with the tables as they are.

const deps = await testDeps();
beforeEach(() => deps.reset());

const runbook = readFileSync(new URL('../../../docs/operations.md', import.meta.url), 'utf8');
const [rules, troubles] = runbook.split('## When something is wrong');
const blocksOf = (text = '') => [...text.matchAll(/```sql\n(.*?)```/gs)].map(([, sql = '']) => sql);

/** Each entry with its first words and the queries below them. */
const entries = (troubles ?? '')
  .split(/^(?=\*\*)/m)
  .slice(1)
  .map((text) => ({ name: /^\*\*(.*?)\.\*\*/.exec(text)?.[1], queries: blocksOf(text) }));

async function run(sql: string): Promise<void> {
  const client = await deps.database.pool.connect();
  try {
    await client.query('BEGIN');
    await client.query(sql);
  } finally {
    await client.query('ROLLBACK');
    client.release();
  }
}

test('each trouble that operators have had is there', () => {
  expect(entries.map(({ name }) => name)).toEqual([
    '429 on joining',
    '500 on insert',
    "Entries don't expire",
    'SMS not sent',
    'Link invalid',
    'Manual notify refused as a duplicate',
    'Reminder missing',
    'Convert fails',
    'Override without effect',
    'Cooldown too long',
    'Dashboard not live',
    'Jobs that were given up',
  ]);
});

test.each(entries.flatMap(({ name, queries }) => queries.map((sql) => [name, sql] as const)))(
  'what to ask the database runs, and only reads: %s',
  async (_name, sql) => {
    await expect(run(`SET TRANSACTION READ ONLY; ${sql}`)).resolves.toBeUndefined();
  },
);

test.each(blocksOf(rules))('so does what stands before: %s', async (sql) => {
  await expect(run(sql)).resolves.toBeUndefined();
});
