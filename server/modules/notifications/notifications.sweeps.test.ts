import { beforeEach, expect, test } from 'vitest';
import { runSweep } from '#server/jobs/run-sweep.ts';
import { testDeps } from '#server/testing/deps.ts';
import { sendMessageQueue } from './notifications.jobs.ts';
import { jobsIn, makeOfferedCustomer } from './notifications.fixtures.ts';
import { messageSweeps } from './notifications.sweeps.ts';
import { queueMessages } from './queue-messages.ts';

const deps = await testDeps();
beforeEach(() => deps.reset());

async function queueOffer() {
  const { offerId } = await makeOfferedCustomer(deps);
  return deps.inTransaction((tx) => queueMessages(tx, [{ template: 'offer', offerId, channels: ['sms'] }]));
}
const loseJobs = () => deps.database.pool.query('DELETE FROM pgboss.job');
const sweep = () => runSweep(deps, messageSweeps);

test('a message whose job was lost gets another, once', async () => {
  const [message] = await queueOffer();
  await loseJobs();
  deps.clock.advance(2);

  expect(await sweep()).toMatchObject({ 'messages-requeued': 1 });
  expect(await sweep()).toMatchObject({ 'messages-requeued': 0 });
  expect(await jobsIn(deps, sendMessageQueue)).toEqual([{ messageId: message?.id }]);
});

test('a message whose job still waits is left alone, and so is one of this minute', async () => {
  await queueOffer();
  deps.clock.advance(2);
  expect(await sweep()).toMatchObject({ 'messages-requeued': 0 });

  await queueOffer();
  await loseJobs();
  deps.clock.advance(0.5);
  expect(await sweep()).toMatchObject({ 'messages-requeued': 1 }); // the first one
});

test('a message that was being sent when its sender died becomes unknown, and stays so', async () => {
  const [message] = await queueOffer();
  await deps.db.message.updateMany({ data: { status: 'sending', attempts: 1 } });
  deps.clock.advance(14);
  expect(await sweep()).toMatchObject({ 'messages-unknown': 0 });
  deps.clock.advance(2);

  expect(await sweep()).toMatchObject({ 'messages-unknown': 1, 'messages-requeued': 0 });
  expect(await deps.db.message.findFirst({ where: { id: message?.id } })).toMatchObject({
    status: 'unknown',
    lastError: 'interrupted',
  });
});

test('a message that is tried again long after it was written is not taken for interrupted', async () => {
  await queueOffer();
  deps.clock.advance(60);
  await deps.db.message.updateMany({
    data: { status: 'sending', attempts: 9, takenAt: deps.clock.now() },
  });
  expect(await sweep()).toMatchObject({ 'messages-unknown': 0 });
});
