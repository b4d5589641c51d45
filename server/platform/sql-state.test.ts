import { describe, expect, test } from 'vitest';
import { testDatabase } from '#server/testing/database.ts';
import { createDatabase } from './db.ts';
import { isExclusionViolation, isOverload, isTransient, isUniqueViolation, sqlState } from './sql-state.ts';

const database = await testDatabase();

async function errorOf(work: () => Promise<unknown>): Promise<unknown> {
  return work().then(
    () => expect.fail('it should have failed'),
    (error: unknown) => error,
  );
}

const raise = (state: string) => `DO $$ BEGIN RAISE EXCEPTION 'as asked' USING ERRCODE = '${state}'; END $$`;

describe('the code that PostgreSQL gave an error is found', () => {
  test.each(['23P01', '23505', '23514', '40001', '40P01', '55P03', '57014', 'P0001', 'LD001'])(
    'in a raw statement: %s',
    async (state) => {
      expect(sqlState(await errorOf(() => database.prisma.$executeRawUnsafe(raise(state))))).toBe(state);
    },
  );

  test('in a statement of the client', async () => {
    const id = crypto.randomUUID();
    const create = () => database.prisma.organisation.create({ data: { id, name: 'Fjord' } });
    await create();
    const error = await errorOf(create);

    expect(sqlState(error)).toBe('23505');
    expect(isUniqueViolation(error)).toBe(true);
  });

  test('in what an overlap on a calendar raises', async () => {
    await database.pool.query(`
      CREATE TABLE overlap_probe (id uuid PRIMARY KEY, at tstzrange, EXCLUDE USING gist (at WITH &&))`);
    const insert = () =>
      database.prisma
        .$executeRaw`INSERT INTO overlap_probe VALUES (gen_random_uuid(), '[2026-01-01,2026-01-02)')`;
    await insert();

    expect(isExclusionViolation(await errorOf(insert))).toBe(true);
  });

  test('in what only the commit found', async () => {
    await database.pool.query(`
      CREATE TABLE commit_probe (id int UNIQUE DEFERRABLE INITIALLY DEFERRED)`);
    const error = await errorOf(() =>
      database.prisma.$transaction(async (tx) => {
        await tx.$executeRaw`INSERT INTO commit_probe VALUES (1), (1)`;
      }),
    );

    expect(sqlState(error)).toBe('23505');
  });
});

test('an error that is none of the database has no such code', () => {
  for (const error of [new Error('no'), undefined, null, 'P2034', { code: 'P2002' }, { code: 'EPIPE' }]) {
    expect(sqlState(error)).toBeUndefined();
  }
});

test('a transaction that met another one can succeed when it runs again', async () => {
  expect(isTransient(await errorOf(() => database.prisma.$executeRawUnsafe(raise('40001'))))).toBe(true);
  expect(isTransient(await errorOf(() => database.prisma.$executeRawUnsafe(raise('40P01'))))).toBe(true);
  expect(isTransient(await errorOf(() => database.prisma.$executeRawUnsafe(raise('23505'))))).toBe(false);
});

test('a database that is not there is overload, not a fault of the program', async () => {
  const nowhere = createDatabase({
    url: 'postgresql://nobody@127.0.0.1:1/none',
    applicationName: 'ledig-test',
  });
  expect(isOverload(await errorOf(() => nowhere.$queryRaw`SELECT 1`))).toBe(true);
  expect(isOverload(new Error('no'))).toBe(false);
  await nowhere.$disconnect();
});
