import { beforeEach, expect, test } from 'vitest';
import { runSweep } from '#server/jobs/run-sweep.ts';
import { sweeps } from '#server/jobs/sweeps.ts';
import { testDeps } from '#server/testing/deps.ts';
import { chanceOf } from '#server/testing/chance.ts';
import { makeOfferedCustomer } from './notifications.fixtures.ts';
import { createPostmarkProvider } from './postmark-provider.ts';
import { queueMessages } from './queue-messages.ts';
import { breakOff, hang, json, standIn, type Asked } from './stand-in.fixtures.ts';
import { createTwilioProvider } from './twilio-provider.ts';

const deps = await testDeps();
const { db } = deps;

/** What a provider has really taken, however it answered. */
interface Taken {
  messageId: string;
  recipient: string;
  body: string;
  providerId: string;
}

const ways = ['takes', 'throttles', 'fails', 'hangs', 'hangs up', 'answers nonsense'] as const;
type Way = (typeof ways)[number];

/** Tells how each request is met, and keeps what was taken; half of what hangs or breaks off was taken all the same. */
function unreliable({
  read,
  accepted,
}: {
  read: (asked: Asked) => Taken;
  accepted: (taken: Taken) => unknown;
}) {
  const taken: Taken[] = [];
  const met: Way[] = [];
  let chance = chanceOf(1);
  let isMended = false;
  const answer = (asked: Asked) => {
    const own = { ...read(asked), providerId: `id-${taken.length + 1}` };
    const roll = chance();
    const way =
      isMended || roll < 0.4 ? 'takes' : (ways[1 + Math.floor(((roll - 0.4) / 0.6) * 5)] ?? 'fails');
    met.push(way);
    const isTaken =
      way === 'takes' || way === 'answers nonsense' || (way.startsWith('hang') && chance() < 0.5);
    if (isTaken) taken.push(own);
    switch (way) {
      case 'takes':
        return json(200, accepted(own));
      case 'throttles':
        return json(429, { code: 20_429, ErrorCode: 429, Message: 'slower', message: 'slower' });
      case 'fails':
        return json(503, { message: 'out of order', Message: 'out of order' });
      case 'hangs':
        return hang;
      case 'hangs up':
        return breakOff;
      case 'answers nonsense':
        return json(200, {});
    }
  };
  return {
    taken,
    met,
    answer,
    mend: () => (isMended = true),
    /** As it was at first. */
    reset: () => {
      taken.length = 0;
      met.length = 0;
      chance = chanceOf(1);
      isMended = false;
    },
  };
}

const query = ({ path }: Asked) => new URL(path, 'http://provider.test').searchParams;

const carrier = unreliable({
  read: ({ body }) => {
    const form = new URLSearchParams(body);
    const messageId = new URL(form.get('StatusCallback') ?? '').searchParams.get('message') ?? '';
    return { messageId, recipient: form.get('To') ?? '', body: form.get('Body') ?? '', providerId: '' };
  },
  accepted: ({ providerId }) => ({ sid: providerId, status: 'queued' }),
});
const post = unreliable({
  read: ({ body }) => {
    const mail = JSON.parse(body) as { To: string; TextBody: string; Metadata: { message_id: string } };
    return { messageId: mail.Metadata.message_id, recipient: mail.To, body: mail.TextBody, providerId: '' };
  },
  accepted: ({ providerId }) => ({ MessageID: providerId, ErrorCode: 0, Message: 'OK' }),
});

const twilio = standIn((response, asked) => {
  if (asked.method === 'POST') return carrier.answer(asked)(response, asked);
  const own = carrier.taken.filter(({ recipient }) => recipient === query(asked).get('To'));
  const messages = own.map(({ providerId, body }) => ({ sid: providerId, body }));
  return json(200, { messages, page_size: 50 })(response, asked);
});
const postmark = standIn((response, asked) => {
  if (asked.method === 'POST') return post.answer(asked)(response, asked);
  const own = post.taken.filter(({ messageId }) => messageId === query(asked).get('metadata_message_id'));
  const found = own.map(({ providerId }) => ({ MessageID: providerId }));
  return json(200, { TotalCount: found.length, Messages: found })(response, asked);
});

beforeEach(async () => {
  await deps.reset();
  carrier.reset();
  post.reset();
});

/** So long a provider may take in this test: what hangs, hangs for good. */
const timeoutMs = 150;

test('ten minutes of providers that throttle, hang, fail and lie lose nothing, and nothing goes out twice', async () => {
  deps.providers = {
    sms: createTwilioProvider(
      { accountSid: `AC${'0'.repeat(32)}`, authToken: 'secret', from: 'Fjord' },
      { statusUrl: (id) => `https://book.example/status?message=${id}`, apiUrl: twilio.url, timeoutMs },
    ),
    email: createPostmarkProvider(
      { serverToken: 'token', from: 'post@book.example', messageStream: 'outbound' },
      { apiUrl: postmark.url, timeoutMs },
    ),
  };
  const offers: Awaited<ReturnType<typeof makeOfferedCustomer>>[] = [];
  for (let index = 0; index < 60; index += 1) offers.push(await makeOfferedCustomer(deps));
  await deps.inTransaction((tx) =>
    queueMessages(
      tx,
      offers.map(({ offerId }) => ({ template: 'offer', offerId })),
    ),
  );

  for (let second = 0; second < 600; second += 10) {
    await deps.runJobs();
    if (second % 60 === 0) await runSweep(deps, sweeps);
    deps.clock.advance(1 / 6);
  }
  for (const provider of [carrier, post]) expect(new Set(provider.met)).toEqual(new Set(ways));

  // What was not heard of is asked after, also once nothing goes wrong any more.
  carrier.mend();
  post.mend();
  for (let minute = 0; minute < 4; minute += 1) {
    await runSweep(deps, sweeps);
    await deps.runJobs();
    deps.clock.advance(1);
  }

  const taken = Map.groupBy([...carrier.taken, ...post.taken], ({ messageId }) => messageId);
  const messages = await db.message.findMany({ where: { template: 'offer' } });
  expect(messages).toHaveLength(120);
  for (const { id, status } of messages) {
    const times = taken.get(id)?.length ?? 0;
    expect([id, status, times]).toEqual([id, ...fitting(status, times)]);
  }
  expect(await db.message.count({ where: { status: 'sent' } })).toBeGreaterThan(80);
}, 300_000); // what hangs is waited for

/** How often a message of each state may have been taken by its provider. */
function fitting(status: string, times: number): [string, number] {
  if (status === 'sent') return ['sent', 1];
  if (status === 'failed') return ['failed', 0];
  // Nobody ever heard of it again, and it was never tried a second time.
  if (status === 'unknown') return ['unknown', Math.min(times, 1)];
  return ['sent, failed or unknown', times];
}
