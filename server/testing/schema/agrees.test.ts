import { afterEach, expect, test } from 'vitest';
import { schemaDiff } from '#prisma/migrate.ts';
import { testDatabase } from '../database.ts';

const database = await testDatabase();

/** Unique indexes that tell two nulls for the same, which schema.prisma has no words for. */
const unsayable = ['memberships_one_per_scope', 'waitlist_policies_one_per_scope'];

/** What would have to change, one statement each, without comments. */
async function differences(): Promise<string[]> {
  const sql = await schemaDiff(database.url);
  return sql
    .split(';')
    .map((statement) => statement.replaceAll(/--.*\n/g, '').trim())
    .filter(
      (statement) => statement !== '' && !unsayable.some((name) => statement === `DROP INDEX "${name}"`),
    );
}

afterEach(() => database.pool.query('ALTER TABLE salons DROP COLUMN IF EXISTS planted'));

test('schema.prisma says what the migrations have made', async () => {
  expect(await differences()).toEqual([]);
});

test('a column that schema.prisma does not know is noticed', async () => {
  await database.pool.query('ALTER TABLE salons ADD COLUMN planted int');
  expect(await differences()).toEqual(['ALTER TABLE "salons" DROP COLUMN "planted"']);
});
