import { beforeEach, expect, test } from 'vitest';
import { runSweep } from '#server/jobs/run-sweep.ts';
import { minutesAfter } from '#server/testing/clock.ts';
import { testDeps } from '#server/testing/deps.ts';
import { requestSweeps } from './requests.sweeps.ts';

const deps = await testDeps();
const { db } = deps;
beforeEach(() => deps.reset());

const sweep = () => runSweep(deps, requestSweeps);

/** `hours` before now. */
const ago = (hours: number) => minutesAfter(deps.clock.now(), -hours * 60);

test('the answer to a request is kept for a day', async () => {
  const answer = (key: string, hours: number) => ({
    scope: 'waitlist',
    key,
    requestHash: 'hash',
    createdAt: ago(hours),
  });
  await db.idempotencyKey.createMany({ data: [answer('old', 24.1), answer('new', 23.9)] });
  expect(await sweep()).toMatchObject({ 'answers-removed': 1 });
  expect(await db.idempotencyKey.findMany()).toMatchObject([{ key: 'new' }]);
});

test('the count of a rate limit is removed an hour after its window; one without an end stays', async () => {
  const count = (key: string, ends: Date | null) => ({ key, expire: ends && BigInt(ends.getTime()) });
  await db.rateLimit.createMany({
    data: [
      count('over', ago(1.1)),
      count('just over', ago(0.9)),
      count('goes on', ago(-1)),
      count('no end', null),
    ],
  });
  expect(await sweep()).toMatchObject({ 'counts-removed': 1 });
  expect((await db.rateLimit.findMany({ orderBy: { key: 'asc' } })).map(({ key }) => key)).toEqual([
    'goes on',
    'just over',
    'no end',
  ]);
});

test('one sweep removes five thousand of each at most, the next goes on', async () => {
  await db.$executeRaw`
    INSERT INTO idempotency_keys (scope, key, request_hash, created_at)
    SELECT 'waitlist', n::text, '', ${ago(49)}::timestamptz FROM generate_series(1, 5001) n`;
  await db.$executeRaw`INSERT INTO rate_limits (key, expire) SELECT n::text, 0 FROM generate_series(1, 5001) n`;
  expect(await sweep()).toEqual({ 'answers-removed': 5_000, 'counts-removed': 5_000 });
  expect(await sweep()).toEqual({ 'answers-removed': 1, 'counts-removed': 1 });
});
