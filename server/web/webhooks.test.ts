import { beforeEach, describe, expect, test } from 'vitest';
import twilio from 'twilio';
import { idOf, type MessageId } from '#server/platform/ids.schema.ts';
import { jobsIn, makeOfferedCustomer } from '#server/modules/notifications/notifications.fixtures.ts';
import { queueMessages } from '#server/modules/notifications/queue-messages.ts';
import { offerUnreachableQueue } from '#server/modules/notifications/pass-on.ts';
import { testDeps } from '#server/testing/deps.ts';
import { serveWebApp } from '#server/testing/web-app.ts';

const testing = await testDeps();
const authToken = 't'.repeat(32);
const publicUrl = 'https://book.example';
const deps = {
  ...testing,
  env: {
    ...testing.env,
    publicUrl,
    sms: { provider: 'twilio', accountSid: `AC${'0'.repeat(32)}`, authToken, from: 'Fjord' },
    email: {
      provider: 'postmark',
      serverToken: 'token',
      from: 'post@book.example',
      messageStream: 'outbound',
      webhookSecret: 'w'.repeat(16),
    },
  },
} as const;
const { db } = deps;
const served = serveWebApp(deps);
const without = serveWebApp(testing);
beforeEach(() => testing.reset());

/** An offer of which an SMS and an e-mail are on their way. */
async function sentOffer() {
  const made = await makeOfferedCustomer(deps);
  const messages = await deps.inTransaction((tx) =>
    queueMessages(tx, [{ template: 'offer', offerId: made.offerId }]),
  );
  await db.message.updateMany({ data: { status: 'sent', attempts: 1 } });
  const idOn = (channel: string) => {
    const found = messages.find((message) => message.channel === channel);
    return idOf<MessageId>(found?.id ?? '');
  };
  const sms = { id: idOn('sms'), providerId: 'SM1' };
  const email = { id: idOn('email'), providerId: 'pm-1' };
  await db.message.update({ where: { id: sms.id }, data: { provider: 'twilio', providerId: 'SM1' } });
  await db.message.update({ where: { id: email.id }, data: { provider: 'postmark', providerId: 'pm-1' } });
  return { ...made, sms, email };
}

const row = (id: MessageId) => db.message.findUniqueOrThrow({ where: { id } });

/** A form as Twilio sends it; signed for the public address, whatever host it is sent to. */
async function fromTwilio(
  path: string,
  form: Record<string, string>,
  { signedFor = `${publicUrl}${path}`, signedForm = form, origin = served.origin } = {},
): Promise<number> {
  const signature = twilio.getExpectedTwilioSignature(authToken, signedFor, signedForm);
  const response = await fetch(`${origin}${path}`, {
    method: 'POST',
    headers: { 'x-twilio-signature': signature, 'x-forwarded-host': 'elsewhere.example' },
    body: new URLSearchParams(form),
  });
  return response.status;
}

const statusOf = (id: MessageId, MessageStatus: string, more: Record<string, string> = {}) =>
  fromTwilio(`/webhooks/twilio/status?message=${id}`, { MessageSid: 'SM1', MessageStatus, ...more });
const reply = (Body: string, From: string) => fromTwilio('/webhooks/twilio/inbound', { Body, From });

async function fromPostmark(
  news: Record<string, unknown>,
  secret: string = deps.env.email.webhookSecret,
): Promise<number> {
  const response = await fetch(`${served.origin}/webhooks/postmark`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      authorization: `Basic ${Buffer.from(`postmark:${secret}`).toString('base64')}`,
    },
    body: JSON.stringify(news),
  });
  return response.status;
}

describe('what became of an SMS', () => {
  test('is kept, in whatever order and however often it is told', async () => {
    const { sms } = await sentOffer();
    expect(await statusOf(sms.id, 'delivered')).toBe(204);
    expect(await statusOf(sms.id, 'sent')).toBe(204);
    expect(await statusOf(sms.id, 'undelivered', { ErrorCode: '30003' })).toBe(204);
    expect(await statusOf(sms.id, 'delivered')).toBe(204);
    expect(await row(sms.id)).toMatchObject({ status: 'delivered', lastError: null });
  });

  test('goes on, and never back', async () => {
    const { sms } = await sentOffer();
    await statusOf(sms.id, 'failed', { ErrorCode: '30003' });
    await statusOf(sms.id, 'sent');
    expect(await row(sms.id)).toMatchObject({ status: 'undelivered', lastError: 'twilio:30003' });
    await statusOf(sms.id, 'delivered');
    expect(await row(sms.id)).toMatchObject({ status: 'delivered' });
  });

  test('tells of one of which nobody knew whether it went out, and of one that would have been sent again', async () => {
    const { sms } = await sentOffer();
    for (const status of ['unknown', 'queued']) {
      await db.message.update({ where: { id: sms.id }, data: { status, provider: null, providerId: null } });
      await statusOf(sms.id, 'delivered');
      expect(await row(sms.id)).toMatchObject({ status: 'delivered', provider: 'twilio', providerId: 'SM1' });
    }
  });

  test('is no news of another message, nor of one that was called back', async () => {
    const { sms } = await sentOffer();
    await fromTwilio(`/webhooks/twilio/status?message=${sms.id}`, {
      MessageSid: 'SM9',
      MessageStatus: 'delivered',
    });
    await db.message.update({ where: { id: sms.id }, data: { status: 'cancelled' } });
    await statusOf(sms.id, 'delivered');
    expect(await row(sms.id)).toMatchObject({ status: 'cancelled', providerId: 'SM1' });
    expect(
      await fromTwilio('/webhooks/twilio/status?message=none', { MessageSid: 'SM1', MessageStatus: 'sent' }),
    ).toBe(204);
  });

  test('passes the time on when it was the last way to the customer', async () => {
    const { sms, email, offerId } = await sentOffer();
    await statusOf(sms.id, 'undelivered', { ErrorCode: '30005' });
    expect(await row(sms.id)).toMatchObject({ status: 'undelivered', lastError: 'twilio:30005' });
    expect(await jobsIn(deps, offerUnreachableQueue)).toEqual([]);
    const bounce = {
      RecordType: 'Bounce',
      MessageID: 'pm-1',
      Type: 'HardBounce',
      Metadata: { message_id: email.id },
    };
    expect(await fromPostmark(bounce)).toBe(204);
    expect(await fromPostmark(bounce)).toBe(204);
    expect(await jobsIn(deps, offerUnreachableQueue)).toEqual([{ offerId }]);
  });
});

test('what Twilio did not sign for just this address and form is refused, and changes nothing', async () => {
  const { sms } = await sentOffer();
  const path = `/webhooks/twilio/status?message=${sms.id}`;
  const form = { MessageSid: 'SM1', MessageStatus: 'delivered' };
  expect(await fromTwilio(path, form, { signedFor: `${served.origin}${path}` })).toBe(403);
  expect(await fromTwilio(path, form, { signedFor: `${publicUrl}/webhooks/twilio/status` })).toBe(403);
  expect(await fromTwilio(path, form, { signedForm: { ...form, MessageStatus: 'sent' } })).toBe(403);
  const unsigned = await fetch(`${served.origin}${path}`, {
    method: 'POST',
    body: new URLSearchParams(form),
  });
  expect(unsigned.status).toBe(403);
  expect(await row(sms.id)).toMatchObject({ status: 'sent' });
  expect(await fromTwilio(path, form, { origin: without.origin })).toBe(404);
});

describe('what became of an e-mail', () => {
  test('is kept; a delay and an answer of a machine are no bounce', async () => {
    const { email } = await sentOffer();
    const about = { MessageID: 'pm-1', Metadata: { message_id: email.id } };
    await fromPostmark({ RecordType: 'Bounce', Type: 'Transient', ...about });
    await fromPostmark({ RecordType: 'Bounce', Type: 'AutoResponder', ...about });
    expect(await row(email.id)).toMatchObject({ status: 'sent' });
    await fromPostmark({ RecordType: 'Bounce', Type: 'SoftBounce', ...about });
    expect(await row(email.id)).toMatchObject({ status: 'undelivered', lastError: 'postmark:SoftBounce' });
    await fromPostmark({ RecordType: 'Delivery', ...about });
    expect(await row(email.id)).toMatchObject({ status: 'delivered' });
    expect(await fromPostmark({ RecordType: 'Open', MessageID: 'pm-1' })).toBe(204);
  });

  test('is believed of Postmark alone', async () => {
    const { email } = await sentOffer();
    const news = { RecordType: 'Delivery', MessageID: 'pm-1', Metadata: { message_id: email.id } };
    expect(await fromPostmark(news, 'x'.repeat(16))).toBe(403);
    expect(await fromPostmark(news, '')).toBe(403);
    expect(await row(email.id)).toMatchObject({ status: 'sent' });
  });
});

describe('who wants no messages', () => {
  const consents = async () =>
    (await db.consent.findMany({ orderBy: { occurredAt: 'asc' } })).map(
      ({ channel, granted, source }) => `${channel} ${granted ? 'yes' : 'no'} ${source}`,
    );

  test.each(['STOP', ' stopp. ', 'Meld av', 'unsubscribe'])('says “%s”, once', async (word) => {
    const { customer } = await sentOffer();
    await reply(word, customer.phone ?? '');
    await reply(word, customer.phone ?? '');
    expect(await consents()).toEqual(['sms no sms_reply']);
    const [message] = await deps.inTransaction(async (tx) => {
      const booked = await makeOfferedCustomer({ db: tx.db });
      return queueMessages(tx, [{ template: 'offer', offerId: booked.offerId }]);
    });
    expect(message, 'another customer still gets SMS').toMatchObject({ channel: 'sms' });
  });

  test('says so by what they write alone, and may want them again', async () => {
    const { customer } = await sentOffer();
    const phone = customer.phone ?? '';
    await reply('Please stop by at nine', phone);
    await reply('Start', phone);
    expect(await consents()).toEqual([]);
    await reply('Stopp', phone);
    deps.clock.advance(1);
    await reply('START', phone);
    expect(await consents()).toEqual(['sms no sms_reply', 'sms yes sms_reply']);
    await reply('STOP', '+4799999999');
    expect(await consents()).toHaveLength(2);
  });

  test('complains of an e-mail, or is on Postmark’s list, until they are taken off it', async () => {
    const { customer } = await sentOffer();
    const email = customer.email ?? '';
    await fromPostmark({ RecordType: 'SpamComplaint', Email: email.toUpperCase() });
    deps.clock.advance(1);
    await fromPostmark({ RecordType: 'SubscriptionChange', Recipient: email, SuppressSending: true });
    expect(await consents()).toEqual(['email no mail_complaint']);
    await fromPostmark({ RecordType: 'SubscriptionChange', Recipient: email, SuppressSending: false });
    expect(await consents()).toEqual(['email no mail_complaint', 'email yes mail_subscription']);
  });
});
