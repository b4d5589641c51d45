import { beforeEach, describe, expect, it } from 'vitest';
import { cancelBooking } from '#server/modules/bookings/cancel-booking.ts';
import type { UserId } from '#server/platform/ids.schema.ts';
import { testDeps } from '#server/testing/deps.ts';
import { makeBooking, makeEmployee, makeSalon, makeService } from '#server/testing/factories.ts';
import { makeEntry, type TestEntry } from '#server/testing/waitlist-factories.ts';
import { answerOffer } from './answer-offer.ts';

const deps = await testDeps();
beforeEach(() => deps.reset());

const receptionist = { type: 'user', id: '11111111-1111-4111-8111-111111111111' as UserId } as const;

async function aSalonWithAFullDay() {
  const salon = await makeSalon(deps.db);
  const haircut = await makeService(deps.db, salon);
  const employee = await makeEmployee(deps.db, salon, { services: [haircut] });
  const booking = await makeBooking(deps.db, {
    salon,
    employee,
    services: [haircut],
    startsAt: '2026-06-02T12:00+02:00',
  });
  return { salon, haircut, employee, booking };
}

async function linkTo(entry: TestEntry): Promise<string> {
  const offer = await deps.db.offer.findFirstOrThrow({
    where: { waitlistEntryId: entry.id, status: 'pending' },
  });
  return deps.links.signLink('offer', { id: offer.id, version: offer.linkVersion });
}

const statusOf = async (entry: TestEntry) =>
  (await deps.db.waitlistEntry.findUniqueOrThrow({ where: { id: entry.id } })).status;

const historyOf = async (entry: TestEntry) =>
  (
    await deps.db.lifecycleEvent.findMany({
      where: { waitlistEntryId: entry.id },
      orderBy: { sequence: 'asc' },
    })
  ).map(({ reason }) => reason);

describe('the main job', () => {
  it('a cancelled time is held, offered to the best-fitting entry, accepted by its link, and stands as a booking', async () => {
    const { salon, haircut, booking } = await aSalonWithAFullDay();
    const first = await makeEntry(deps.db, { salon, service: haircut, score: 10 });
    const second = await makeEntry(deps.db, { salon, service: haircut });

    await cancelBooking(deps, { salonId: salon.id, bookingId: booking.id, actor: receptionist });
    expect(await deps.runJobs()).toContain('waitlist.match-opening');
    expect([await statusOf(first), await statusOf(second)]).toEqual(['notified', 'waiting']);

    const answer = await answerOffer(deps, { token: await linkTo(first), action: 'accept', channel: 'web' });
    expect(answer).toMatchObject({ outcome: 'booked', bookingToken: expect.any(String) });
    await deps.runJobs();
    expect(await historyOf(first)).toEqual(['created_public', 'slot_matched', 'claim_accepted']);
    expect(await statusOf(second)).toBe('waiting');
    const messages = await deps.db.message.findMany({
      where: { waitlistEntryId: first.id, template: 'offer' },
    });
    expect(messages.map(({ channel, status }) => `${channel} ${status}`).sort()).toEqual([
      'email sent',
      'sms sent',
    ]);
  });

  it('a decline moves the next customer up at once', async () => {
    const { salon, haircut, booking } = await aSalonWithAFullDay();
    const first = await makeEntry(deps.db, { salon, service: haircut, score: 10 });
    const second = await makeEntry(deps.db, { salon, service: haircut });
    await cancelBooking(deps, { salonId: salon.id, bookingId: booking.id, actor: receptionist });
    await deps.runJobs();

    await answerOffer(deps, { token: await linkTo(first), action: 'decline', channel: 'web' });
    await deps.runJobs();
    expect([await statusOf(first), await statusOf(second)]).toEqual(['cooldown', 'notified']);
  });

  it('an offer that runs out moves the next customer up at once', async () => {
    const { salon, haircut, booking } = await aSalonWithAFullDay();
    const first = await makeEntry(deps.db, { salon, service: haircut, score: 10 });
    const second = await makeEntry(deps.db, { salon, service: haircut });
    await cancelBooking(deps, { salonId: salon.id, bookingId: booking.id, actor: receptionist });
    await deps.runJobs();

    deps.clock.advance(5);
    await deps.runJobs();
    deps.clock.advance(10);
    await deps.runJobs();
    expect([await statusOf(first), await statusOf(second)]).toEqual(['cooldown', 'notified']);
    expect(await historyOf(first)).toEqual([
      'created_public',
      'slot_matched',
      'reminder_sent',
      'offer_timed_out',
    ]);
  });
});
