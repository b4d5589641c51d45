import { beforeEach, describe, expect, test } from 'vitest';
import { minutesAfter, testStart } from '#server/testing/clock.ts';
import { testDeps } from '#server/testing/deps.ts';
import { sendMessageQueue } from './notifications.jobs.ts';
import { jobsIn, makeBookedCustomer, makeOfferedCustomer } from './notifications.fixtures.ts';
import { queueMessages, usableChannels, type MessageRequest } from './queue-messages.ts';

const deps = await testDeps();
const { db } = deps;
beforeEach(() => deps.reset());

const queue = (...requests: MessageRequest[]) => deps.inTransaction((tx) => queueMessages(tx, requests));
const written = () => db.message.findMany({ orderBy: { idempotencyKey: 'asc' } });

test('an offer is told by SMS and by e-mail, each with a job that sends it', async () => {
  const { offerId, entryId, salon, customer } = await makeOfferedCustomer(deps);
  const queued = await queue({ template: 'offer', offerId });

  expect(await written()).toMatchObject([
    { channel: 'email', recipient: customer.email, idempotencyKey: `offer:${offerId}:v1:email` },
    { channel: 'sms', recipient: customer.phone, idempotencyKey: `offer:${offerId}:v1:sms` },
  ]);
  for (const message of await written()) {
    expect(message).toMatchObject({
      salonId: salon.id,
      customerId: customer.id,
      offerId,
      waitlistEntryId: entryId,
      bookingId: null,
      template: 'offer',
      locale: 'nb',
      status: 'queued',
      linkVersion: 1,
      attempts: 0,
      createdAt: new Date(testStart),
    });
  }
  const jobs = await jobsIn(deps, sendMessageQueue);
  expect(jobs).toEqual(
    queued.map(({ id }) => ({ messageId: id })).toSorted((a, b) => (a.messageId < b.messageId ? -1 : 1)),
  );
});

test('a message and its job are gone with the transaction that wanted them', async () => {
  const { offerId } = await makeOfferedCustomer(deps);
  const failing = deps.inTransaction(async (tx) => {
    await queueMessages(tx, [{ template: 'offer', offerId }]);
    throw new Error('no');
  });

  await expect(failing).rejects.toThrow('no');
  expect(await written()).toEqual([]);
  expect(await jobsIn(deps, sendMessageQueue)).toEqual([]);
});

test('the same cause told again writes nothing and queues nothing', async () => {
  const { offerId } = await makeOfferedCustomer(deps);
  await queue({ template: 'offer', offerId });
  const again = await queue({ template: 'offer', offerId });

  expect(again).toEqual([]);
  expect(await written()).toHaveLength(2);
  expect(await jobsIn(deps, sendMessageQueue)).toHaveLength(2);
});

test('another occasion is another message', async () => {
  const { booking } = await makeBookedCustomer(deps);
  const moved = (to: string) =>
    ({ template: 'booking_moved', bookingId: booking.id, occasion: to, channels: ['sms'] }) as const;
  await queue(moved('2026-06-02T12:00Z'));
  await queue(moved('2026-06-02T13:00Z'), moved('2026-06-02T12:00Z'));

  expect(await written()).toHaveLength(2);
});

test('many messages take one statement for the rows and one for the jobs', async () => {
  const { offerId, entryId } = await makeOfferedCustomer(deps);
  const { booking } = await makeBookedCustomer(deps);
  const statements = await deps.inTransaction(async (tx) => {
    let count = 0;
    const counting = new Proxy(tx.db, {
      get(target, name) {
        if (name === '$queryRaw' || name === '$executeRaw') count += 1;
        return Reflect.get(target, name);
      },
    });
    const enqueueMany: typeof tx.enqueueMany = (jobs) => {
      count += 1;
      return tx.enqueueMany(jobs);
    };
    await queueMessages({ ...tx, db: counting, enqueueMany }, [
      { template: 'offer', offerId },
      { template: 'waitlist_joined', entryId },
      { template: 'booking_confirmed', bookingId: booking.id },
    ]);
    return count;
  });

  expect(statements).toBe(2);
  expect(await written()).toHaveLength(6);
});

describe('who is told on which channel', () => {
  test('no phone: e-mail only; no address: SMS only; neither: nothing', async () => {
    const bySms = await makeOfferedCustomer(deps, { email: null });
    const byEmail = await makeOfferedCustomer(deps, { phone: null });
    const unreachable = await makeOfferedCustomer(deps, { phone: null, email: null });
    const queued = await queue(
      ...[bySms, byEmail, unreachable].map(({ offerId }) => ({ template: 'offer' as const, offerId })),
    );

    expect(queued.map(({ channel }) => channel).toSorted()).toEqual(['email', 'sms']);
    expect(await usableChannels(db, bySms.customer.id)).toEqual(['sms']);
    expect(await usableChannels(db, byEmail.customer.id)).toEqual(['email']);
    expect(await usableChannels(db, unreachable.customer.id)).toEqual([]);
  });

  test('the newest consent of a channel decides', async () => {
    const { offerId, customer } = await makeOfferedCustomer(deps);
    const consent = (channel: string, granted: boolean, minutes: number) => ({
      customerId: customer.id,
      channel,
      granted,
      wordingVersion: '1',
      source: 'test',
      occurredAt: minutesAfter(testStart, minutes),
    });
    await db.consent.createMany({
      data: [
        consent('sms', true, -30),
        consent('sms', false, -20),
        consent('email', false, -30),
        consent('email', true, -20),
      ],
    });

    expect(await usableChannels(db, customer.id)).toEqual(['email']);
    expect(await queue({ template: 'offer', offerId })).toMatchObject([{ channel: 'email' }]);
  });

  test('the caller can allow fewer', async () => {
    const { offerId } = await makeOfferedCustomer(deps);
    expect(await queue({ template: 'offer', offerId, channels: ['email'] })).toMatchObject([
      { channel: 'email' },
    ]);
  });

  test('an erased customer gets nothing', async () => {
    const { offerId, customer } = await makeOfferedCustomer(deps);
    await db.customer.update({ where: { id: customer.id }, data: { erasedAt: new Date(testStart) } });
    expect(await queue({ template: 'offer', offerId })).toEqual([]);
    // To erase somebody takes more than that.
    await db.customer.update({ where: { id: customer.id }, data: { erasedAt: null } });
  });
});

test('no request, no statement', async () => {
  expect(await queue()).toEqual([]);
});
