import { beforeEach, describe, expect, test } from 'vitest';
import { hashToken } from '#server/platform/crypto.ts';
import { idOf, newId, type MessageId } from '#server/platform/ids.schema.ts';
import { testDeps } from '#server/testing/deps.ts';
import { SendFailure } from './message-provider.ts';
import { sendMessageQueue } from './notifications.jobs.ts';
import {
  fakeProvider,
  jobsIn,
  makeBookedCustomer,
  makeOfferedCustomer,
  raiseLink,
} from './notifications.fixtures.ts';
import { offerUnreachableQueue } from './pass-on.ts';
import { queueMessages, type MessageRequest } from './queue-messages.ts';
import { sendMessage } from './send-message.ts';

const deps = await testDeps();
const { db } = deps;
let sms = fakeProvider('sms');
let email = fakeProvider('email');
beforeEach(async () => {
  await deps.reset();
  sms = fakeProvider('sms');
  email = fakeProvider('email');
  deps.providers = { sms, email };
});

const queue = (...requests: MessageRequest[]) => deps.inTransaction((tx) => queueMessages(tx, requests));
const send = (messageId: MessageId) => sendMessage(deps, { messageId });
const row = (id: MessageId) => db.message.findUniqueOrThrow({ where: { id } });
const statuses = async () =>
  (await db.message.findMany({ orderBy: { idempotencyKey: 'asc' } })).map(({ status }) => status);

async function offerBySms() {
  const made = await makeOfferedCustomer(deps);
  const [message] = await queue({ template: 'offer', offerId: made.offerId, channels: ['sms'] });
  if (!message) throw new Error('nothing was queued');
  return { ...made, messageId: message.id };
}

const refuse = (kind: 'permanent' | 'transient' | 'unclear') => () => {
  throw new SendFailure(kind, `test:${kind}`);
};

/** Lets so many callers wait for each other before each of them does it. */
function meeting(callers: number, act: () => unknown): () => Promise<unknown> {
  const { promise, resolve } = Promise.withResolvers<void>();
  let arrived = 0;
  return async () => {
    arrived += 1;
    if (arrived === callers) resolve();
    await promise;
    return act();
  };
}

test('an offer reaches the customer by SMS and by e-mail, with a link that its row knows', async () => {
  const { offerId, customer, offer } = await makeOfferedCustomer(deps);
  await queue({ template: 'offer', offerId });
  expect(await deps.runJobs()).toEqual([sendMessageQueue, sendMessageQueue]);

  expect(sms.sent).toMatchObject([
    {
      recipient: customer.phone,
      senderName: 'Fjord Frisør',
      content: {
        text: `Fjord Frisør: Ledig time! Dameklipp tir. 2.6 kl. 10:00 hos Ingrid. Svar innen 10:15: http://ledig.test/o/${offer.token}`,
      },
    },
  ]);
  expect(email.sent).toMatchObject([{ recipient: customer.email, content: { channel: 'email' } }]);
  expect(await statuses()).toEqual(['sent', 'sent']);
  expect(await db.message.findFirst({ where: { channel: 'sms' } })).toMatchObject({
    provider: 'sms',
    providerId: 'sms-1',
    sentAt: deps.clock.now(),
    attempts: 1,
    lastError: null,
  });
});

test('an e-mail goes out in the colour of its salon', async () => {
  const { offerId } = await makeOfferedCustomer(deps);
  await db.salon.updateMany({ data: { accentColour: '#8a1c4a' } });
  await queue({ template: 'offer', offerId, channels: ['email'] });
  await deps.runJobs();
  expect(email.sent).toMatchObject([
    { content: { html: expect.stringContaining('background-color:#8a1c4a') } },
  ]);
});

describe('a message goes out once', () => {
  test('when its job runs twice', async () => {
    const { messageId } = await offerBySms();
    await send(messageId);
    await send(messageId);

    expect(sms.sent).toHaveLength(1);
    expect(await row(messageId)).toMatchObject({ status: 'sent', attempts: 1 });
  });

  test('when ten take it at the same time', async () => {
    const { messageId } = await offerBySms();
    await Promise.all(Array.from({ length: 10 }, () => send(messageId)));

    expect(sms.sent).toHaveLength(1);
  });

  test('when its sender died after handing it over: it stays as it is, and is not sent again', async () => {
    const { messageId } = await offerBySms();
    await db.message.update({ where: { id: messageId }, data: { status: 'sending', attempts: 1 } });
    await send(messageId);

    expect(sms.sent).toEqual([]);
    expect(await row(messageId)).toMatchObject({ status: 'sending' });
  });

  test('when its row is gone: not at all, and nothing breaks', async () => {
    await send(newId<MessageId>());
    expect(sms.sent).toEqual([]);
  });
});

describe('a message that has lost its sense is not sent', () => {
  test('an offer that has been answered', async () => {
    const { messageId, offer } = await offerBySms();
    await db.$queryRaw`
      SELECT outcome
      FROM claim_waitlist_offer_atomic(${hashToken(offer.token)}, 'decline', 'web', ${deps.clock.now()}::timestamptz)`;
    await send(messageId);

    expect(await row(messageId)).toMatchObject({ status: 'cancelled', attempts: 0, sentAt: null });
    expect(sms.sent).toEqual([]);
  });

  test('an offer that has run out, before any job has closed it', async () => {
    const { messageId, offer } = await offerBySms();
    deps.clock.set(offer.expiresAt);
    await send(messageId);

    expect(await row(messageId)).toMatchObject({ status: 'cancelled' });
  });

  test('an offer whose link two later ones have replaced', async () => {
    const { messageId, offerId } = await offerBySms();
    await raiseLink(deps, offerId);
    await raiseLink(deps, offerId);
    await send(messageId);

    expect(await row(messageId)).toMatchObject({ status: 'cancelled' });
  });

  test('the confirmation of a booking that has been cancelled', async () => {
    const { booking } = await makeBookedCustomer(deps);
    await queue({ template: 'booking_confirmed', bookingId: booking.id });
    const at = deps.clock.now();
    await db.calendarItem.deleteMany({ where: { bookingItem: { bookingId: booking.id } } });
    await db.booking.update({
      where: { id: booking.id },
      data: { status: 'cancelled', cancelledAt: at, cancelledBy: 'staff' },
    });
    await deps.runJobs();

    expect(await statuses()).toEqual(['cancelled', 'cancelled']);
  });
});

describe('a reminder', () => {
  async function remind() {
    const made = await makeOfferedCustomer(deps);
    await raiseLink(deps, made.offerId);
    const [message] = await queue({ template: 'offer_reminder', offerId: made.offerId, channels: ['sms'] });
    if (!message) throw new Error('nothing was queued');
    return { ...made, messageId: message.id };
  }
  const hashes = (id: string) =>
    db.offer.findUniqueOrThrow({ where: { id }, select: { tokenHash: true, previousTokenHash: true } });

  test('that the provider has accepted replaces the first link', async () => {
    const { messageId, offerId } = await remind();
    await send(messageId);

    const tokenHash = hashToken(deps.links.signLink('offer', { id: offerId, version: 2 }));
    expect(await hashes(offerId)).toEqual({ tokenHash, previousTokenHash: null });
    expect(sms.sent[0]?.content.text).toContain(deps.links.signLink('offer', { id: offerId, version: 2 }));
  });

  test('that could not be sent leaves the first link good', async () => {
    const { messageId, offerId, offer } = await remind();
    sms.onSend = refuse('permanent');
    await send(messageId);

    expect((await hashes(offerId)).previousTokenHash).toBe(hashToken(offer.token));
  });

  test('leaves the first message’s link good when only that one went out late', async () => {
    const { messageId, offerId, offer } = await offerBySms();
    await raiseLink(deps, offerId);
    await send(messageId);

    expect(sms.sent[0]?.content.text).toContain(offer.token);
    expect((await hashes(offerId)).previousTokenHash).toBe(hashToken(offer.token));
  });
});

describe('a provider that does not take a message', () => {
  test('for good: one try', async () => {
    const { messageId } = await offerBySms();
    sms.onSend = refuse('permanent');
    await send(messageId);

    expect(await row(messageId)).toMatchObject({
      status: 'failed',
      attempts: 1,
      lastError: 'test:permanent',
      failure: 'permanent',
    });
    expect(await jobsIn(deps, sendMessageQueue)).toHaveLength(1); // the one that was queued with it
  });

  test('for now: again later, ever more seldom', async () => {
    const { booking } = await makeBookedCustomer(deps);
    await queue({ template: 'booking_confirmed', bookingId: booking.id, channels: ['sms'] });
    let tries = 0;
    sms.onSend = () => {
      tries += 1;
      refuse('transient')();
    };
    await deps.runJobs();
    expect(await statuses()).toEqual(['queued']);
    expect(tries).toBe(1);
    for (const seconds of [5, 10, 20, 40]) {
      deps.clock.advance((seconds - 1) / 60);
      expect(await deps.runJobs()).toEqual([]);
      deps.clock.advance(1 / 60);
      await deps.runJobs();
    }

    expect(tries).toBe(5);
    expect(await statuses()).toEqual(['queued']);
  });

  test('for now: it goes out when the provider is back', async () => {
    await offerBySms();
    sms.onSend = refuse('transient');
    await deps.runJobs();
    sms.onSend = () => undefined;
    deps.clock.advance(1);
    await deps.runJobs();

    expect(sms.sent).toHaveLength(1);
    expect(await statuses()).toEqual(['sent']);
  });

  test.each([
    ['says something unclear', refuse('unclear'), 'test:unclear'],
    [
      'does not answer',
      () => {
        throw new Error('socket hang up');
      },
      'no_answer',
    ],
  ])('and %s: nobody sends it again', async (_case, answer, lastError) => {
    const { messageId } = await offerBySms();
    sms.onSend = answer;
    await send(messageId);
    sms.onSend = () => undefined;
    await send(messageId);

    expect(sms.sent).toEqual([]);
    expect(await row(messageId)).toMatchObject({ status: 'unknown', lastError });
  });
});

test('a message that can’t be put into words fails, instead of being tried for ever', async () => {
  const { messageId, salon } = await offerBySms();
  await db.salon.update({ where: { id: salon.id }, data: { timeZone: 'Nowhere/Never' } });
  await send(messageId);

  expect(await row(messageId)).toMatchObject({
    status: 'failed',
    lastError: 'not_composed',
    failure: 'trouble',
  });
});

describe('an offer that reaches nobody', () => {
  const unreachable = () => jobsIn(deps, offerUnreachableQueue);

  async function offerOnBoth() {
    const { offerId } = await makeOfferedCustomer(deps);
    const messages = await queue({ template: 'offer', offerId });
    return { offerId, messages: messages.map(({ id }) => idOf<MessageId>(id)) };
  }

  test('is reported once, though both channels fail at the same moment', async () => {
    // Whether two collide is a matter of luck: without the lock on the offer, one of ten rounds at the latest goes wrong.
    for (let round = 1; round <= 10; round += 1) {
      await deps.reset();
      const { offerId, messages } = await offerOnBoth();
      const refuseTogether = meeting(2, refuse('permanent'));
      sms.onSend = refuseTogether;
      email.onSend = refuseTogether;
      await Promise.all(messages.map(send));

      expect(await statuses()).toEqual(['failed', 'failed']);
      expect(await unreachable()).toEqual([{ offerId }]);
    }
  });

  test('is not reported while one channel has got through, may have, or still can', async () => {
    for (const other of [() => undefined, refuse('unclear'), refuse('transient')]) {
      await deps.reset();
      const { messages } = await offerOnBoth();
      sms.onSend = refuse('permanent');
      email.onSend = other;
      for (const id of messages) await send(id);

      expect(await unreachable()).toEqual([]);
    }
  });

  test('is not reported because its reminder failed', async () => {
    const { offerId, messages } = await offerOnBoth();
    for (const id of messages) await send(id);
    await raiseLink(deps, offerId);
    sms.onSend = refuse('permanent');
    email.onSend = refuse('permanent');
    for (const { id } of await queue({ template: 'offer_reminder', offerId })) await send(id);

    expect(await unreachable()).toEqual([]);
  });

  test('a booking’s messages that fail report nothing', async () => {
    const { booking } = await makeBookedCustomer(deps);
    sms.onSend = refuse('permanent');
    email.onSend = refuse('permanent');
    await queue({ template: 'booking_confirmed', bookingId: booking.id });
    await deps.runJobs();

    expect(await statuses()).toEqual(['failed', 'failed']);
    expect(await unreachable()).toEqual([]);
  });
});

test('neither the contact nor the link of a message reaches the log', async () => {
  const { messageId, customer, offer } = await offerBySms();
  sms.onSend = refuse('transient');
  await send(messageId);

  const log = JSON.stringify(deps.logged);
  expect(log).toContain(messageId);
  expect(log).not.toContain(customer.phone);
  expect(log).not.toContain(offer.token);
});
