import { beforeEach, expect, test } from 'vitest';
import { testDatabase } from './database.ts';

const database = await testDatabase();
beforeEach(() => database.empty());

test('a test file gets a database of its own that Prisma and plain connections both reach', async () => {
  const { rows } = await database.pool.query('SELECT current_database() AS name');
  const viaPrisma = await database.prisma.$queryRaw`SELECT current_database() AS name`;

  expect(viaPrisma).toEqual(rows);
  expect(database.url).toContain(rows[0].name);
});

test('what one test writes is gone in the next: it writes', async () => {
  await database.prisma.organisation.create({ data: { name: 'Fjord' } });
  expect(await database.prisma.organisation.count()).toBe(1);
});

test('what one test writes is gone in the next: it looks', async () => {
  expect(await database.prisma.organisation.count()).toBe(0);
});
