import { beforeEach, expect, test } from 'vitest';
import { runSweep } from '#server/jobs/run-sweep.ts';
import { testDeps } from '#server/testing/deps.ts';
import { changeFeedSweeps } from './realtime.sweeps.ts';

const deps = await testDeps();
const { db } = deps;
beforeEach(() => deps.reset());

const sweep = () => runSweep(deps, changeFeedSweeps);

/** `count` changes, all of them `hours` old. */
const record = (count: number, hours: number) => db.$executeRaw`
  INSERT INTO change_events (table_name, event_type, row_id, salon_id, changed_at)
  SELECT 'bookings', 'UPDATE', gen_random_uuid(), gen_random_uuid(), ${deps.clock.now()}::timestamptz - make_interval(hours => ${hours})
  FROM generate_series(1, ${count}::int)`;

test('the change feed keeps two days', async () => {
  await record(2, 49);
  await record(3, 47);
  expect(await sweep()).toEqual({ 'changes-removed': 2 });
  expect(await sweep()).toEqual({ 'changes-removed': 0 });
  expect(await db.changeEvent.count()).toBe(3);
});

test('one sweep removes five thousand changes at most, the next goes on', async () => {
  await record(5_001, 49);
  expect(await sweep()).toEqual({ 'changes-removed': 5_000 });
  expect(await sweep()).toEqual({ 'changes-removed': 1 });
});
