import { beforeEach, expect, test } from 'vitest';
import { newId, type MessageId } from '#server/platform/ids.schema.ts';
import { testDeps } from '#server/testing/deps.ts';
import { fakeProvider, makeBookedCustomer, makeOfferedCustomer } from './notifications.fixtures.ts';
import { templates } from './notifications.schema.ts';
import { isAboutWaiting } from './opt-out.rules.ts';
import { queueMessages, usableChannels, type MessageRequest } from './queue-messages.ts';
import { unsubscribe, viewSubscription } from './unsubscribe.ts';

const deps = await testDeps();
let email = fakeProvider('email');
beforeEach(async () => {
  await deps.reset();
  email = fakeProvider('email');
  deps.providers = { ...deps.providers, email };
});

/** A customer with an e-mail about an offer, and the token of its link. */
async function mailed() {
  const made = await makeOfferedCustomer(deps);
  await deps.inTransaction((tx) => queueMessages(tx, [{ template: 'offer', offerId: made.offerId }]));
  await deps.runJobs();
  return { ...made, token: tokenOf(email.sent[0]?.unsubscribeLink) };
}

function tokenOf(link: string | null | undefined): string {
  const [, token] = /^http:\/\/ledig\.test\/u\/([\w-]+)$/.exec(link ?? '') ?? [];
  if (!token) throw new Error('The mail has no link to stop it.');
  return token;
}

const consents = () => deps.db.consent.findMany({ select: { channel: true, granted: true, source: true } });

test('an offer and word about a wish can be stopped from a mail program, word about an appointment can’t', async () => {
  const { offerId, entryId } = await makeOfferedCustomer(deps);
  const { booking } = await makeBookedCustomer(deps);
  const byTemplate = async (request: MessageRequest) => {
    await deps.inTransaction((tx) => queueMessages(tx, [{ ...request, channels: ['email'] }]));
    await deps.runJobs();
    return email.sent.at(-1)?.unsubscribeLink;
  };
  const link = expect.stringMatching(/^http:\/\/ledig\.test\/u\/./);
  expect(await byTemplate({ template: 'offer', offerId })).toEqual(link);
  expect(await byTemplate({ template: 'waitlist_joined', entryId })).toEqual(link);
  expect(await byTemplate({ template: 'booking_confirmed', bookingId: booking.id })).toBeNull();
  expect(templates.filter((template) => !isAboutWaiting(template))).toEqual([
    'booking_confirmed',
    'booking_moved',
    'booking_reminder',
    'booking_cancelled',
  ]);
});

test('one click stops e-mail, and e-mail alone', async () => {
  const { token, customer } = await mailed();
  expect(await unsubscribe(deps, { token })).toEqual({ outcome: 'stopped', email: customer.email });

  expect(await usableChannels(deps.db, customer.id)).toEqual(['sms']);
  expect(await consents()).toEqual([{ channel: 'email', granted: false, source: 'unsubscribe_link' }]);
});

test('to look at the page changes nothing', async () => {
  const { token, customer } = await mailed();
  expect(await viewSubscription(deps, { token })).toEqual({ outcome: 'open', email: customer.email });
  expect(await consents()).toEqual([]);
});

test('a repeat answers as the first time did, and writes nothing more', async () => {
  const { token } = await mailed();
  const first = await unsubscribe(deps, { token });
  expect(await unsubscribe(deps, { token })).toEqual(first);
  expect(await viewSubscription(deps, { token })).toEqual(first);
  expect(await consents()).toHaveLength(1);
});

test('a link of another kind, a forged one, and that of a message that is gone stop nothing', async () => {
  const { token, offer } = await mailed();
  const gone = deps.links.signLink('unsubscribe', { id: newId<MessageId>(), version: 1 });
  const forged = `${token.slice(0, -1)}${token.endsWith('A') ? 'B' : 'A'}`;
  for (const wrong of [offer.token, forged, gone, '', 'nobodys']) {
    expect(await viewSubscription(deps, { token: wrong })).toEqual({ outcome: 'unknown' });
    expect(await unsubscribe(deps, { token: wrong })).toEqual({ outcome: 'unknown' });
  }
  expect(await consents()).toEqual([]);
});
