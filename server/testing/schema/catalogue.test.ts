import { expect, test } from 'vitest';
import { testDatabase } from '../database.ts';

const database = await testDatabase();

// What stands in the database itself, in catalogue.txt. A migration that changes it on purpose changes that file too:
// `npx vitest run server/testing/schema/catalogue.test.ts -u`, and read what has changed.

/** Constraints but for foreign keys and primary keys, which schema.prisma says; then indexes that are more than columns; then triggers. */
const tables = `
SELECT * FROM (
  SELECT conrelid::regclass::text AS place, 1 AS part, 'constraint ' || conname || ' ' || pg_get_constraintdef(oid, true) AS line
  FROM pg_constraint
  WHERE connamespace = 'public'::regnamespace AND contype NOT IN ('f', 'p', 'n')
  UNION ALL
  SELECT indrelid::regclass::text, 2,
    CASE WHEN indisunique THEN 'unique index ' ELSE 'index ' END || c.relname || ' '
      || regexp_replace(pg_get_indexdef(indexrelid), '^.* USING ', '')
  FROM pg_index i
  JOIN pg_class c ON c.oid = i.indexrelid
  WHERE c.relnamespace = 'public'::regnamespace AND NOT indisprimary
    AND NOT EXISTS (SELECT FROM pg_constraint x WHERE x.conindid = i.indexrelid AND x.contype = 'x')
  UNION ALL
  SELECT tgrelid::regclass::text, 3, regexp_replace(pg_get_triggerdef(t.oid, true), '^CREATE TRIGGER', 'trigger')
  FROM pg_trigger t
  JOIN pg_class c ON c.oid = t.tgrelid
  WHERE c.relnamespace = 'public'::regnamespace AND NOT tgisinternal
) AS catalogue
ORDER BY place COLLATE "C", part, line COLLATE "C"`;

const functions = `
  SELECT p.proname || '(' || pg_get_function_arguments(p.oid) || ') -> ' || pg_get_function_result(p.oid) AS line
  FROM pg_proc p
  WHERE p.pronamespace = 'public'::regnamespace
    AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.objid = p.oid AND d.deptype = 'e')`;

const views = `
  SELECT c.relname || '(' || string_agg(a.attname, ', ' ORDER BY a.attnum) || ')' AS line
  FROM pg_class c
  JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0
  WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'v'
  GROUP BY c.relname`;

test('constraints, indexes, triggers, functions and views are those of catalogue.txt', async () => {
  const { pool } = database;
  const inTables = await pool.query<{ place: string; line: string }>(tables);
  const byTable = Map.groupBy(inTables.rows, ({ place }) => place);
  const lines = async (sql: string) =>
    (await pool.query<{ line: string }>(sql)).rows.map(({ line }) => `  ${line}`).toSorted();
  const text = [
    ...[...byTable].flatMap(([place, rows]) => [place, ...rows.map(({ line }) => `  ${line}`), '']),
    'functions',
    ...(await lines(functions)),
    '',
    'views',
    ...(await lines(views)),
    '',
  ]
    .join('\n')
    .replaceAll('::text', '');

  await expect(text).toMatchFileSnapshot('./catalogue.txt');
});
