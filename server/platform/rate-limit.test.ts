import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { testDatabase } from '#server/testing/database.ts';
import { addressSubject, createRateLimits } from './rate-limit.ts';

const database = await testDatabase();
const options = {
  url: database.url,
  applicationName: 'ledig-test',
  secret: 'a secret',
  onStoreError: () => undefined,
};
const limits = createRateLimits(options);
afterAll(() => limits.close());
beforeEach(() => database.empty());

async function use(times: number, subject = '192.0.2.1'): Promise<void> {
  for (let i = 0; i < times; i += 1) await limits.consume('login', subject);
}

test('as many uses as the limit says are let through, and the next is told when to come again', async () => {
  await use(4);
  expect(await limits.consume('login', '192.0.2.1')).toEqual({ ok: true });

  const refusal = await limits.consume('login', '192.0.2.1');
  expect(refusal).toEqual({ ok: false, retryAfterSeconds: expect.any(Number) });
  if (!refusal.ok) {
    expect(refusal.retryAfterSeconds).toBeGreaterThan(14 * 60);
    expect(refusal.retryAfterSeconds).toBeLessThanOrEqual(15 * 60);
  }
});

test('the use of one is not counted for another, nor one limit for another', async () => {
  await use(5);
  expect(await limits.consume('login', '192.0.2.2')).toEqual({ ok: true });
  expect(await limits.consume('claim', '192.0.2.1')).toEqual({ ok: true });
});

test('two processes share one count', async () => {
  const other = createRateLimits(options);
  await use(5);

  expect(await other.consume('login', '192.0.2.1')).toMatchObject({ ok: false });
  await other.close();
});

test('looking counts nothing', async () => {
  await use(4);
  for (let i = 0; i < 10; i += 1) expect(await limits.check('login', '192.0.2.1')).toEqual({ ok: true });
  await use(1);
  expect(await limits.check('login', '192.0.2.1')).toMatchObject({ ok: false });
});

test('a reset lets through again', async () => {
  await use(6);
  await limits.reset('login', '192.0.2.1');
  expect(await limits.consume('login', '192.0.2.1')).toEqual({ ok: true });
});

test('the table does not tell who it was', async () => {
  await use(1, 'kari@example.com');
  const { rows } = await database.pool.query<{ key: string }>('SELECT key FROM rate_limits');
  expect(rows).toHaveLength(1);
  expect(rows[0]?.key).toMatch(/^login:[\w-]{27}$/);
});

test('with the store out of reach, each process still counts', async () => {
  const alone = createRateLimits({ ...options, url: 'postgresql://nobody@127.0.0.1:1/none' });
  for (let i = 0; i < 5; i += 1) expect(await alone.consume('login', 'a')).toEqual({ ok: true });
  expect(await alone.consume('login', 'a')).toMatchObject({ ok: false });
  await alone.close();
});

describe('an address counts', () => {
  test.each([
    ['192.0.2.1', '192.0.2.1'],
    ['::ffff:192.0.2.1', '192.0.2.1'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
    ['2001:db8:1:2::1', '2001:db8:1:2::/64'],
    ['2001:DB8:0001:2::1', '2001:db8:1:2::/64'],
    ['::1', '0:0:0:0::/64'],
    ['fe80::1%eth0', 'fe80:0:0:0::/64'],
  ])('%s as %s', (address, subject) => {
    expect(addressSubject(address)).toBe(subject);
  });
});
