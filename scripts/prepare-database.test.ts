import { expect, test } from 'vitest';
import { testDatabase } from '#server/testing/database.ts';
import { prepareDatabase } from './prepare-database.ts';

const database = await testDatabase();
const { pool, prisma, url } = database;
const prepare = () => prepareDatabase(url, () => undefined);

test('a seed that fails leaves nothing of itself, and all that was there', { timeout: 60_000 }, async () => {
  await database.empty();
  await pool.query(`CREATE TABLE guest_book (line text); INSERT INTO guest_book VALUES ('Siri was here')`);
  await pool.query(`
    CREATE FUNCTION fail() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE 'the disk is full'; END $$;
    CREATE TRIGGER fail_late AFTER DELETE ON change_events EXECUTE FUNCTION fail()`);
  try {
    await expect(prepare()).rejects.toThrow('the disk is full');
    expect(await prisma.salon.count()).toBe(0);
    expect(await prisma.user.count()).toBe(0);
    expect((await pool.query('SELECT line FROM guest_book')).rows).toEqual([{ line: 'Siri was here' }]);

    await pool.query('DROP TRIGGER fail_late ON change_events');
    await prepare();
    expect(await prisma.salon.count()).toBe(2);
  } finally {
    await pool.query('DROP TABLE guest_book; DROP FUNCTION fail CASCADE');
    await database.empty();
  }
});
