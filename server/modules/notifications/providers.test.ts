import { createServer } from 'node:http';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { newId, type MessageId } from '#server/platform/ids.schema.ts';
import type { MessageProvider, OutgoingMessage } from './message-provider.ts';
import { createPostmarkProvider } from './postmark-provider.ts';
import { breakOff, hang, json, standIn } from './stand-in.fixtures.ts';
import { createTwilioProvider } from './twilio-provider.ts';

const id = newId<MessageId>();
const sms: OutgoingMessage = {
  id,
  recipient: '+4740000000',
  senderName: 'Fjord Frisør',
  content: { channel: 'sms', text: 'Ledig time: https://book.example/o/abc', segments: 1 },
  unsubscribeLink: null,
  validForSeconds: 900,
};
const emailContent = {
  channel: 'email',
  subject: 'Ledig time',
  text: 'Hei',
  html: '<p>Hei</p>',
  attachments: [],
} as const;
const email: OutgoingMessage = {
  id,
  recipient: 'kari@example.com',
  senderName: 'Fjord "Frisør"\r\nBcc: all@example.com',
  content: { ...emailContent, attachments: [] },
  unsubscribeLink: null,
  validForSeconds: 900,
};

const sentBodySchema = z.object({
  Attachments: z.array(z.object({ Name: z.string(), Content: z.base64(), ContentType: z.string() })),
});

const headersSchema = z.object({ Headers: z.array(z.object({ Name: z.string(), Value: z.string() })) });

const twilio = standIn(json(201, { sid: 'SM1', status: 'queued' }));
const postmark = standIn(json(200, { MessageID: 'pm-1', ErrorCode: 0, Message: 'OK' }));

function bySms({ url = twilio.url, timeoutMs = 5_000 } = {}): MessageProvider {
  return createTwilioProvider(
    { accountSid: `AC${'0'.repeat(32)}`, authToken: 'secret', from: 'Fjord' },
    {
      statusUrl: (message) => `https://book.example/webhooks/twilio/status?message=${message}`,
      apiUrl: url,
      timeoutMs,
    },
  );
}

function byEmail({ url = postmark.url, timeoutMs = 5_000 } = {}): MessageProvider {
  return createPostmarkProvider(
    { serverToken: 'token', from: 'post@book.example', messageStream: 'outbound' },
    { apiUrl: url, timeoutMs },
  );
}

/** An address of this machine at which nobody listens any more. */
async function nobodysUrl(): Promise<string> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  return `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`;
}

const failureOf = (sending: Promise<unknown>) =>
  sending.then(
    () => 'sent',
    (error: unknown) => error,
  );

describe('an SMS by Twilio', () => {
  test('is accepted under an id, with what is needed to hear of it and not to come too late', async () => {
    expect(await bySms().send(sms)).toEqual({ providerId: 'SM1' });
    const [asked] = twilio.asked;
    expect(asked?.path).toBe(`/2010-04-01/Accounts/AC${'0'.repeat(32)}/Messages.json`);
    expect(Object.fromEntries(new URLSearchParams(asked?.body))).toEqual({
      From: 'Fjord',
      To: '+4740000000',
      Body: 'Ledig time: https://book.example/o/abc',
      StatusCallback: `https://book.example/webhooks/twilio/status?message=${id}`,
      ValidityPeriod: '900',
    });
  });

  test.each([
    [400, 21211, 'permanent'],
    [400, 21614, 'permanent'],
    [400, 21610, 'permanent'],
    [400, 21408, 'refused'],
    [400, 21617, 'refused'],
    [429, 20429, 'transient'],
    [429, 21611, 'transient'],
    [503, undefined, 'transient'],
    [500, 20500, 'transient'],
    // Our own settings are no fault of the customer’s.
    [401, 20003, 'transient'],
    [400, 21606, 'transient'],
    [400, 99999, 'refused'],
  ])('that is refused with %i and code %s is so as %s', async (status, code, kind) => {
    twilio.answers = json(status, { status, code, message: 'Not to +4740000000' });
    const failure = await failureOf(bySms().send(sms));
    expect(failure).toMatchObject({ kind, code: `twilio:${code ?? `http_${status}`}` });
    expect(String(failure)).not.toContain('4740000000');
    expect(twilio.asked).toHaveLength(1);
  });

  test('is unclear without an answer, and when the answer breaks off', async () => {
    twilio.answers = hang;
    expect(await failureOf(bySms({ timeoutMs: 100 }).send(sms))).toMatchObject({ kind: 'unclear' });
    twilio.answers = breakOff;
    expect(await failureOf(bySms().send(sms))).toMatchObject({ kind: 'unclear' });
  });

  test('has not left when nobody was there to take it', async () => {
    const url = await nobodysUrl();
    expect(await failureOf(bySms({ url }).send(sms))).toMatchObject({
      kind: 'transient',
      code: 'twilio:not_connected',
    });
  });

  test('is found again by its text and its recipient', async () => {
    twilio.answers = json(200, {
      messages: [
        { sid: 'SM0', body: 'Another' },
        { sid: 'SM2', body: 'Ledig time: https://book.example/o/abc' },
      ],
      page: 0,
    });
    const since = new Date('2026-06-01T08:00:00Z');
    expect(await bySms().find?.({ ...sms, since })).toEqual({ providerId: 'SM2' });
    expect(twilio.asked[0]?.path).toContain('To=%2B4740000000');
    twilio.answers = json(200, { messages: [], page: 0 });
    expect(await bySms().find?.({ ...sms, since })).toBeNull();
  });
});

describe('an e-mail by Postmark', () => {
  test('is accepted under an id; its links lead straight to us, and no name makes a header', async () => {
    expect(await byEmail().send(email)).toEqual({ providerId: 'pm-1' });
    const [asked] = postmark.asked;
    expect(asked).toMatchObject({
      method: 'POST',
      path: '/email',
      headers: { 'x-postmark-server-token': 'token' },
    });
    expect(JSON.parse(asked?.body ?? '')).toMatchObject({
      From: '"Fjord FrisørBcc: all@example.com" <post@book.example>',
      To: 'kari@example.com',
      Subject: 'Ledig time',
      TextBody: 'Hei',
      HtmlBody: '<p>Hei</p>',
      MessageStream: 'outbound',
      Metadata: { message_id: id },
      TrackLinks: 'None',
      TrackOpens: false,
    });
  });

  test('tells mail programs how to stop it with one request, where it can be stopped', async () => {
    await byEmail().send({ ...email, unsubscribeLink: 'https://book.example/u/abc' });
    await byEmail().send(email);
    expect(postmark.asked.map(({ body }) => headersSchema.parse(JSON.parse(body)).Headers)).toEqual([
      [
        { Name: 'List-Unsubscribe', Value: '<https://book.example/u/abc>' },
        { Name: 'List-Unsubscribe-Post', Value: 'List-Unsubscribe=One-Click' },
      ],
      [],
    ]);
  });

  test('carries its attachments as they are', async () => {
    const content = 'BEGIN:VCALENDAR\r\nSUMMARY:Føn hos Fjord Frisør\r\nEND:VCALENDAR\r\n';
    const contentType = 'text/calendar; charset=utf-8; method=PUBLISH';
    const attachments = [{ name: 'time.ics', contentType, content }];
    await byEmail().send({ ...email, content: { ...emailContent, attachments } });
    const { Attachments: sent } = sentBodySchema.parse(JSON.parse(postmark.asked[0]?.body ?? ''));
    expect(sent).toMatchObject([{ Name: 'time.ics', ContentType: contentType }]);
    expect(Buffer.from(sent[0]?.Content ?? '', 'base64').toString()).toBe(content);
  });

  test.each([
    [422, 300, 'permanent'],
    [422, 406, 'permanent'],
    [422, 400, 'transient'],
    [422, 405, 'transient'],
    [401, 10, 'transient'],
    [429, 0, 'transient'],
    [500, 0, 'transient'],
    [503, undefined, 'transient'],
    [422, 9_999, 'refused'],
  ])('that is refused with %i and code %s is so as %s', async (status, code, kind) => {
    postmark.answers = json(status, { ErrorCode: code, Message: 'Not to kari@example.com' });
    const failure = await failureOf(byEmail().send(email));
    expect(failure).toMatchObject({ kind, code: `postmark:${code ? code : `http_${status}`}` });
    expect(String(failure)).not.toContain('kari@example.com');
  });

  test('is unclear without an answer, and when the answer breaks off', async () => {
    postmark.answers = hang;
    expect(await failureOf(byEmail({ timeoutMs: 100 }).send(email))).toMatchObject({ kind: 'unclear' });
    postmark.answers = breakOff;
    expect(await failureOf(byEmail().send(email))).toMatchObject({ kind: 'unclear' });
  });

  test('has not left when nobody was there to take it', async () => {
    const url = await nobodysUrl();
    expect(await failureOf(byEmail({ url }).send(email))).toMatchObject({
      kind: 'transient',
      code: 'postmark:not_connected',
    });
  });

  test('is found again by the id that it carries', async () => {
    postmark.answers = json(200, { TotalCount: 1, Messages: [{ MessageID: 'pm-7' }] });
    const since = new Date('2026-06-01T08:00:00Z');
    expect(await byEmail().find?.({ ...email, since })).toEqual({ providerId: 'pm-7' });
    expect(postmark.asked[0]?.path).toContain(`metadata_message_id=${id}`);
    postmark.answers = json(200, { TotalCount: 0, Messages: [] });
    expect(await byEmail().find?.({ ...email, since })).toBeNull();
  });
});
