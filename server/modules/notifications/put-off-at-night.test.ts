import { beforeEach, describe, expect, test } from 'vitest';
import { idOf, type MessageId, type SalonId } from '#server/platform/ids.schema.ts';
import { testDeps } from '#server/testing/deps.ts';
import { setPolicy, staff } from '#server/testing/waitlist-steps.ts';
import { fakeProvider, makeBookedCustomer, makeOfferedCustomer } from './notifications.fixtures.ts';
import { queueMessages, type MessageRequest } from './queue-messages.ts';
import { resendMessage } from './resend-message.ts';

const deps = await testDeps();
const { db } = deps;
let sms = fakeProvider('sms');
beforeEach(async () => {
  await deps.reset();
  sms = fakeProvider('sms');
  deps.providers = { sms, email: fakeProvider('email') };
});

const morning = '2026-06-02T08:00+02:00';
const queue = (...requests: MessageRequest[]) => deps.inTransaction((tx) => queueMessages(tx, requests));

/** Written at that time, and first looked at by the worker at the other one. */
async function confirmed(writtenAt: string, workedAt: string) {
  const { salon, booking } = await makeBookedCustomer(deps);
  deps.clock.set(writtenAt);
  const [message] = await queue({ template: 'booking_confirmed', bookingId: booking.id, channels: ['sms'] });
  if (!message) throw new Error('nothing was queued');
  deps.clock.set(workedAt);
  await deps.runJobs();
  return { salon, booking, messageId: message.id };
}

describe('an SMS that was held up until the quiet hours', () => {
  test('waits for the morning, and goes out then, once', async () => {
    const { messageId } = await confirmed('2026-06-01T20:59+02:00', '2026-06-01T21:00+02:00');
    expect(sms.sent).toEqual([]);
    expect(await db.message.findUnique({ where: { id: messageId } })).toMatchObject({
      status: 'queued',
      sendAfter: new Date(morning),
      attempts: 0,
    });
    deps.clock.set(morning);
    await deps.runJobs();
    await deps.runJobs();
    expect(sms.sent).toHaveLength(1);
  });

  test('that was written in them waits too when it comes late', async () => {
    await confirmed('2026-06-01T22:00+02:00', '2026-06-01T22:06+02:00');
    expect(sms.sent).toEqual([]);
  });

  test('goes all the same when it is about an appointment before the morning', async () => {
    const { booking } = await makeBookedCustomer(deps);
    await db.booking.update({
      where: { id: booking.id },
      data: { startsAt: new Date('2026-06-02T07:30+02:00') },
    });
    deps.clock.set('2026-06-01T20:59+02:00');
    await queue({ template: 'booking_moved', bookingId: booking.id, channels: ['sms'] });
    deps.clock.set('2026-06-01T21:10+02:00');
    await deps.runJobs();
    expect(sms.sent).toHaveLength(1);
    await deps.reset(); // the booking was moved behind its calendar's back
  });
});

test('who books at night is told so at once', async () => {
  await confirmed('2026-06-01T22:00+02:00', '2026-06-01T22:00:05+02:00');
  expect(sms.sent).toHaveLength(1);
});

test('a reminder that only the clock has caused waits for the morning', async () => {
  const { booking } = await makeBookedCustomer(deps);
  deps.clock.set('2026-06-02T07:00+02:00');
  await queue({ template: 'booking_reminder', bookingId: booking.id, channels: ['sms'] });
  await deps.runJobs();
  expect(sms.sent).toEqual([]);
  deps.clock.set(morning);
  await deps.runJobs();
  expect(sms.sent).toHaveLength(1);
});

describe('an SMS that staff send once more at night', () => {
  const again = (salonId: string, messageId: MessageId) =>
    resendMessage(deps, { salonId: idOf<SalonId>(salonId), messageId, actor: staff });

  test('waits for the morning', async () => {
    const { salon, messageId } = await confirmed('2026-06-01T20:00+02:00', '2026-06-01T20:00+02:00');
    deps.clock.set('2026-06-01T23:00+02:00');
    expect(await again(salon.id, messageId)).toMatchObject({ ok: true, way: 'morning' });
    await deps.runJobs();
    expect(sms.sent).toHaveLength(1);
    deps.clock.set(morning);
    await deps.runJobs();
    expect(sms.sent).toHaveLength(2);
  });

  test.each([
    [{}, { ok: true, way: 'email' }],
    [{ email: null }, { ok: false, reason: 'night' }],
  ])('goes by e-mail when it is an offer, if there is an address: %j', async (customer, outcome) => {
    const { salon, offerId } = await makeOfferedCustomer(deps, customer);
    const [message] = await queue({ template: 'offer', offerId, channels: ['sms'] });
    if (!message) throw new Error('nothing was queued');
    await deps.runJobs();
    await setPolicy(deps, salon, { quietFromMinute: 0, quietUntilMinute: 1439 });
    expect(await again(salon.id, message.id)).toMatchObject(outcome);
    await deps.runJobs();
    expect(sms.sent).toHaveLength(1);
  });
});
