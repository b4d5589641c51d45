import { beforeEach, expect, test } from 'vitest';
import { z } from 'zod';
import { testDeps } from '#server/testing/deps.ts';
import { makeBooking } from '#server/testing/factories.ts';
import { cancelBooking } from '../bookings/cancel-booking.ts';
import { makeBookedCustomer } from './notifications.fixtures.ts';
import { createPostmarkProvider } from './postmark-provider.ts';
import { queueMessages } from './queue-messages.ts';
import { json, standIn } from './stand-in.fixtures.ts';

const deps = await testDeps();
const postmark = standIn(json(200, { MessageID: 'pm-1', ErrorCode: 0, Message: 'OK' }));
beforeEach(async () => {
  await deps.reset();
  const settings = { serverToken: 'token', from: 'post@book.example', messageStream: 'outbound' };
  deps.providers = {
    ...deps.providers,
    email: createPostmarkProvider(settings, { apiUrl: postmark.url }),
  };
});

const mailSchema = z.object({
  Attachments: z.array(z.object({ ContentType: z.string(), Content: z.base64() })).length(1),
});

/** The lines of what was attached to each mail, in the order in which they went out. */
const sentFiles = () =>
  postmark.asked.map(({ body }) => {
    const { Attachments: attachments } = mailSchema.parse(JSON.parse(body));
    return attachments.flatMap(({ Content }) => Buffer.from(Content, 'base64').toString().split('\r\n'));
  });

test.each([
  ['before the clocks go back', '2026-10-24T10:00+02:00', 'DTSTART:20261024T080000Z'],
  ['when they have gone back', '2026-10-25T10:00+01:00', 'DTSTART:20261025T090000Z'],
  ['when they have gone forward', '2027-03-28T10:00+02:00', 'DTSTART:20270328T080000Z'],
])('ten o’clock %s is in the attached file at that moment', async (_name, startsAt, line) => {
  const { salon, employee, service } = await makeBookedCustomer(deps);
  const booking = await makeBooking(deps.db, { salon, employee, services: [service], startsAt });
  await deps.inTransaction((tx) =>
    queueMessages(tx, [{ template: 'booking_confirmed', bookingId: booking.id, channels: ['email'] }]),
  );
  await deps.runJobs();

  const [file] = sentFiles();
  for (const expected of ['METHOD:PUBLISH', `UID:${booking.id}@ledig`, line])
    expect(file).toContain(expected);
});

test('a cancellation takes the event away that the confirmation brought', async () => {
  const { salon, booking } = await makeBookedCustomer(deps);
  await deps.inTransaction((tx) =>
    queueMessages(tx, [{ template: 'booking_confirmed', bookingId: booking.id, channels: ['email'] }]),
  );
  await deps.runJobs();
  deps.clock.advance(5);
  await cancelBooking(deps, {
    salonId: salon.id,
    bookingId: booking.id,
    actor: { type: 'system', id: null },
  });
  await deps.runJobs();

  const [confirmed = [], cancelled = []] = sentFiles();
  const uid = `UID:${booking.id}@ledig`;
  expect(confirmed).toContain(uid);
  for (const line of [uid, 'METHOD:CANCEL', 'STATUS:CANCELLED']) expect(cancelled).toContain(line);
  expect(sequenceOf(cancelled)).toBeGreaterThan(sequenceOf(confirmed));
});

function sequenceOf(lines: string[]): number {
  return Number(lines.find((line) => line.startsWith('SEQUENCE:'))?.split(':')[1]);
}
