import { beforeEach, expect, test } from 'vitest';
import { runSweep } from '#server/jobs/run-sweep.ts';
import { testDeps } from '#server/testing/deps.ts';
import { SendFailure } from './message-provider.ts';
import { fakeProvider, makeOfferedCustomer } from './notifications.fixtures.ts';
import { messageSweeps } from './notifications.sweeps.ts';
import { queueMessages } from './queue-messages.ts';

const deps = await testDeps();
const { db } = deps;
beforeEach(() => deps.reset());

/** An SMS for which the provider gave no answer, and what it says of it afterwards. */
async function unanswered(find: () => Promise<{ providerId: string } | null>) {
  const sms = Object.assign(fakeProvider('sms'), { find });
  sms.onSend = () => {
    throw new SendFailure('unclear', 'test:no_answer');
  };
  deps.providers = { sms, email: fakeProvider('email') };
  const { offerId } = await makeOfferedCustomer(deps);
  await deps.inTransaction((tx) => queueMessages(tx, [{ template: 'offer', offerId, channels: ['sms'] }]));
  await deps.runJobs();
  const minute = async () => {
    deps.clock.advance(1);
    const counts = await runSweep(deps, messageSweeps);
    await deps.runJobs();
    return counts['messages-asked-after'];
  };
  const row = () => db.message.findFirstOrThrow();
  expect(await row()).toMatchObject({ status: 'unknown', attempts: 1 });
  return { minute, row };
}

test('a message that the provider had taken was sent after all, by the call that was made', async () => {
  const { minute, row } = await unanswered(() => Promise.resolve({ providerId: 'SM7' }));
  await minute();
  expect(await row()).toMatchObject({ status: 'sent', providerId: 'SM7', attempts: 1, segments: 1 });
  expect(await minute()).toBe(0);
});

test('one that it does not know stays unknown and is not sent again; it is asked for an hour', async () => {
  const { minute, row } = await unanswered(() => Promise.resolve(null));
  expect(await minute()).toBe(1);
  expect(await minute()).toBe(1);
  expect(await row()).toMatchObject({ status: 'unknown', attempts: 1 });
  deps.clock.advance(60);
  expect(await minute()).toBe(0);
});

test('a provider that does not answer this either is asked again', async () => {
  let answers = false;
  const { minute, row } = await unanswered(() =>
    answers
      ? Promise.resolve({ providerId: 'SM7' })
      : Promise.reject(new SendFailure('unclear', 'test:silent')),
  );
  await minute();
  expect(await row()).toMatchObject({ status: 'unknown' });
  answers = true;
  await minute();
  expect(await row()).toMatchObject({ status: 'sent' });
});
